import type { gaps as english } from "../en/gaps.ts";
import type { Translated } from "../translated.ts";

export const gaps: Translated<typeof english> = {
  "gaps.sessions-not-listed":
    "Das Gateway hat mehr Sitzungen, als es aufführt; die am längsten nicht benutzten wurden nicht gelesen.",
  "gaps.session-reset": "Eine Sitzung wurde zurückgesetzt: Was sie vorher enthielt, ist nicht mehr lesbar.",
  "gaps.session-compacted": "Eine Sitzung wurde verdichtet: Ihre ersten Antworten sind nicht mehr lesbar.",
  "gaps.session-removed": "Eine Sitzung wurde zurückgesetzt oder gelöscht: Was sie enthielt, ist nicht mehr lesbar.",
  "gaps.transcript-cut": "Eine Sitzung ist länger, als das Gateway von ihr zeigt.",
  "gaps.log-begins": "Das Protokoll des Gateways reicht nicht weiter zurück, und Fehlschläge stehen nur dort.",
  "gaps.log-gap": "Ein Teil des Protokolls war weg, bevor er gelesen werden konnte.",
  "gaps.log-level":
    "Das logging.level des Gateways verbirgt Warnungen: auf info stellen, sonst bleiben Fehlschläge und Fallbacks ungesehen.",
  "gaps.log-stopped":
    "Das Gateway schreibt nichts in das Protokoll, das es nennt: Fehlschläge und Fallbacks bleiben ungesehen.",
  "gaps.too-many":
    "Das Gateway nannte mehr Antworten und Fehlschläge, als von einem aufbewahrt werden; der Rest wurde ausgelassen.",
  "gaps.jobs-unread": "Läufe von Cron-Jobs waren nicht lesbar: Was sie fragten und wer antwortete, wird nicht gezählt.",
  "gaps.heartbeats-hidden":
    "Heartbeats, die nichts zu melden hatten, zeigt das Gateway nicht: Wenn kein Modell darin ausfiel, werden sie nicht gezählt.",
  "gaps.not-witnessed": "Ein anderes Modell als das eingestellte antwortete, und kein Protokoll sagt, warum.",

  "gaps.first-reading": "es wird zum ersten Mal gelesen",
  "gaps.connecting": "die Verbindung wird aufgebaut",
  "gaps.restarting": "es startet neu, wie angekündigt",
};
