import type { repairs as english } from "../en/repairs.ts";
import type { Translated } from "../translated.ts";

export const repairs: Translated<typeof english> = {
  "repair.confirmed-by": "bestätigt von {name}",
  "repair.confirmed-by-two": "bestätigt von {first} und {second}",
  "repair.waits-for-another": "bestätigt von {name}, wartet auf einen anderen Admin",
  "repair.cancelled-by": "abgebrochen von {name}",
  "repair.taken-back-by": "zurückgenommen von {name}",
  "repair.found": "nach einem Neustart im Zustand {state} vorgefunden",
  "repair.unknown-error": "unbekannter Fehler",
  "repair.stopped": "Angehalten: {why}.",
  "repair.so-far": "{told} Bisher {seconds} s.",
  "repair.applying": "Wird angewendet: {step}.",
  "repair.waiting": "Geschrieben. Das Gateway startet innerhalb von {seconds} s neu; darauf wird gewartet.",
  "repair.few-changes": "Das Gateway erlaubt nur wenige Änderungen je Minute: Es wird {seconds} s gewartet.",
  "repair.put-back": "Das Gateway hat dabei weitere Werte verändert; sie wurden zurückgesetzt: {paths}.",
  "repair.proving":
    "{count, plural, one {Nachweis läuft: eine kurze Anfrage in einer eigenen Sitzung.} other {Nachweis läuft: # kurze Anfragen, jede in einer eigenen Sitzung.}}",
  "repair.asking-again":
    "Das Gateway nutzt die Anmeldung nach den vorigen Ablehnungen noch nicht: Es wird weiter gefragt, bis es sie nutzt.",
  "repair.answered": "das gewünschte Modell hat geantwortet",
  "repair.proved": "Nachgewiesen: Das gewünschte Modell hat geantwortet.",
  "repair.moved": "Seit der Plan erstellt wurde, haben sich andere Werte geändert; sie bleiben, wie sie sind: {paths}.",
  "repair.nothing-changed": "Nichts wurde geändert: {why}.",
  "repair.not-fixed": "Nicht behoben: {why}. Die Änderung wird zurückgenommen.",
  "repair.putting-back": "Der vorige Stand wird wiederhergestellt.",
  "repair.undone-later":
    "Das Gateway antwortet nicht ({why}); die Änderung wird zurückgenommen, sobald es wieder antwortet.",
  "repair.not-undone":
    "Die Änderung konnte nicht zurückgenommen werden: {why}. Ältere Dateien hält das Gateway auf seinem Host als openclaw.json.bak.",
  "repair.undone":
    "Die Konfiguration ist wieder wie vorher{lost, select, key {, bis auf den API-Schlüssel, der mit dem Override entfernt wurde} models {, bis auf Modelle, die einem Eintrag mit Schlüssel hinzugefügt wurden: sie bleiben aufgeführt} other {}}.",
  "repair.answers-again": "{model} antwortet {agent} wieder, wie vorher.",
  "repair.answers-no-more": "Aber {agent} wird nicht wie vorher von {model} beantwortet: {why}.",
  "repair.sessions-released":
    "Freigegeben: {sessions}. Ab der nächsten Anfrage antwortet dort das Modell ihres Agenten.",
  "repair.not-released": "Nicht alle Sitzungen wurden freigegeben: {why}. Mit /release-sessions erneut versuchen.",
  "repair.sessions-stay": "{count} davon bleiben, wo sie waren",
  "repair.asking-code": "Das Gateway wird nach einem Code gefragt.",
  "repair.code":
    "{url} öffnen und den Code {code} eingeben{minutes, plural, =0 {} one {, innerhalb von # Minute} other {, innerhalb von # Minuten}}. Niemandem weitergeben: Wer ihn eingibt, meldet dieses Gateway mit dem eigenen Konto an.",
  "repair.now-signed-in": "angemeldet",
  "repair.signed-in-proved": "Angemeldet und nachgewiesen: Das gewünschte Modell hat geantwortet.",
  "repair.signed-in-not-mended": "Angemeldet, aber das hat es nicht behoben: {why}.",
  "repair.not-signed-in": "Nicht angemeldet: {why}.",
  "repair.sign-in-interrupted": "Die Anmeldung wurde unterbrochen: {why}.",
  "repair.sign-in-perhaps":
    "Die Anmeldung wurde unterbrochen; falls der Code vorher eingegeben wurde, zeigt /model-status, wann die neue Anmeldung endet.",
  "repair.by-hand": "{why} Auf dem Gateway-Host: {command}",

  "repair.no-answer": "das Gateway hat nicht geantwortet",
  "repair.not-back": "das Gateway ist nicht zurückgekommen: {why}",
  "repair.changed-meanwhile": "die Konfiguration wurde inzwischen von jemand anderem geändert",
  "repair.changed-since": "die Konfiguration wurde seither von jemand anderem geändert",
  "repair.not-kept": "das Gateway hat es nicht behalten",
  "repair.refused": "das Gateway hat die Änderung abgelehnt: {why}",
  "repair.no-more-changes": "das Gateway erlaubt vorerst keine weiteren Änderungen",
  "repair.not-written": "die Änderung wurde nicht geschrieben: {why}",
  "repair.expired": "unterbrochen, bevor etwas geschrieben war, und der Plan ist seither abgelaufen",
  "repair.unchecked": "die Prüfung war nicht möglich: {why}",
  "repair.test-refused": "der eigene Test des Gateways für {provider} wurde abgelehnt",
  "repair.agent": "{agent}: {why}",
  "repair.unset": "das Gateway stellt keine Sitzung auf {model} ein ({why})",
  "repair.nobody-in-time": "kein Modell hat innerhalb von {minutes} Minuten geantwortet",
  "repair.nobody": "kein Modell hat auf die Prüfung geantwortet",
  "repair.after-failure": "{model} hat erst nach einem fehlgeschlagenen Versuch geantwortet",
  "repair.in-cooldown": "{model} ist in der Sperrzeit",
  "repair.other-answered": "auf die Prüfung hat {answered} geantwortet, nicht {model}",
  "repair.failed-again": "{model} ist wieder fehlgeschlagen",
  "repair.quoted": "{what} ({words})",
  "repair.no-reason": "kein Grund angegeben",
};
