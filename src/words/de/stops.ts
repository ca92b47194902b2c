import type { stops as english } from "../en/stops.ts";
import type { Translated } from "../translated.ts";

export const stops: Translated<typeof english> = {
  "stops.title":
    "{count, plural, one {Eine endlos wiederholte Anfrage beenden} other {# endlos wiederholte Anfragen beenden}}",
  "stops.why":
    "Das Gateway hört nicht von selbst auf: Jeder Versuch fragt den Anbieter mindestens einmal, und niemand bekommt eine Antwort.",
  "stops.lost":
    "{count, plural, one {Sie bekommt} other {Sie bekommen}} keine Antwort mehr, und was noch nicht gesendet ist, geht verloren: Wer gefragt hat, muss noch einmal fragen.",
  "stops.cause-stays":
    "An der Konfiguration ändert sich nichts, und die Ursache bleibt: Danach zeigt {command}, was sie behebt.",
  "stops.proof": "Nachweis: {seconds} Sekunden lang darf danach nichts mehr versucht werden.",
  "stops.stopping": "{count, plural, one {Die Anfrage wird} other {# Anfragen werden}} beendet.",
  "stops.stopped": "beendet",
  "stops.watching":
    "Das Gateway meldet sie als beendet. {seconds} Sekunden lang wird beobachtet, dass nichts mehr versucht wird.",
  "stops.failed": "Es ist nicht sicher, dass beendet wurde: {why}. Mit /fix-codex noch einmal versuchen.",
  "stops.goes-on":
    "{count, plural, one {Eine Anfrage wird} other {# Anfragen werden}} weiter versucht: Das Gateway hat {count, plural, one {sie} other {sie}} nicht beendet. Auf dem Gateway-Host ausführen: openclaw gateway restart",
  "stops.proved":
    "Nachgewiesen: {seconds} Sekunden lang wurde nichts mehr versucht. /fix-codex zeigt, was die Ursache behebt.",
  "stops.card":
    "{state, select, fixed {Beendet auf {gateway}: Nichts wird mehr versucht} applying {Anfragen werden beendet auf {gateway}} proving {Anfragen werden beendet auf {gateway}} other {Nicht sicher beendet auf {gateway}}}",
  "stops.confirm": "Beenden",
  "stops.turn": "{session}, Agent {agent}",
};
