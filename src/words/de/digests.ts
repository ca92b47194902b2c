import type { digests as english } from "../en/digests.ts";
import type { Translated } from "../translated.ts";

export const digests: Translated<typeof english> = {
  "digest.how-often": "Wie oft?",
  "digest.unclear": "{given} ist weder daily noch weekly noch off.",
  "digest.off": "Hier kommt keine Zusammenfassung mehr",
  "digest.on": "Hierher kommt eine Zusammenfassung",
  "digest.when":
    "Sie kommt {rhythm, select, daily {jeden Tag} other {jeden Montag}} um neun Uhr nach der Uhr dieses Rechners, dorthin, wo auch Warnungen ankommen. {off} nimmt das zurück.",
  "digest.title": "{rhythm, select, daily {Der letzte Tag} other {Die letzte Woche}} auf {gateway}: {sum}",
  "digest.title-many": "{rhythm, select, daily {Der letzte Tag} other {Die letzte Woche}} auf {count} Gateways",
  "digest.nothing-open": "Nichts ist offen.",
  "digest.still-open": "Noch offen:",
  "digest.never-read": "unbekannt, es wurde nie gelesen",
  "digest.answers": "{count, plural, =0 {keine Antworten} one {{shown} Antwort} other {{shown} Antworten}}",
  "digest.fallbacks":
    "{least, select, yes {mindestens } other {}}{percent, plural, =0 {unter 1 %} other {{percent} %}} durch einen Fallback ({count})",
  "digest.unexplained": "{count, plural, one {1} other {{shown}}} davon durch ein anderes Modell, nichts sagt warum",
  "digest.unauthorized": "{count} × 401",
  "digest.exhausted": "{count, plural, one {{count} Anfrage} other {{count} Anfragen}}, auf die kein Modell antwortete",
  "digest.repairs": "{count, plural, one {{count} Reparatur} other {{count} Reparaturen}}",
  "digest.incomplete":
    "{gateway}: {why, select, begins {die Zählung beginnt erst später} ends {gerade nicht gelesen} other {die Zählung beginnt erst später, und gerade nicht gelesen}}.",
};
