import type { fixes as english } from "../en/fixes.ts";
import type { Translated } from "../translated.ts";

export const fixes: Translated<typeof english> = {
  "fix.nothing-to-undo": "Nichts zurückzunehmen",
  "fix.no-such-repair": "So eine Reparatur gibt es nicht.",
  "fix.cancel": "Abbrechen",
  "fix.confirm": "Bestätigen",
  "fix.overwrite": "Überschreiben",
  "fix.sign-in": "Anmelden",
  "fix.undo": "Zurücknehmen",
  "fix.not-started": "Nichts wurde begonnen",
  "fix.outdated": "Nichts wurde begonnen. {why} So steht es jetzt:",
  "fix.half": "Ein weiterer Admin muss es auch bestätigen",
  "fix.half-text": "{title}: von dir bestätigt. Ein anderer Admin sieht es mit {command}.",
  "fix.half-until": "Bis {until}. Noch wurde nichts geändert.",
  "fix.started": "Reparatur begonnen",
  "fix.first-step": "Der erste Schritt läuft.",
  "fix.plan": "Plan für {gateway}: {title}",
  "fix.effects": "Was außerdem geschieht:",
  "fix.changes": "Was sich in der Konfiguration ändert:",
  "fix.only": "Nur {name} kann das bestätigen; {at} verfällt es.",
  "fix.approved": "{name} hat das bestätigt. Es beginnt, sobald ein weiterer Admin es auch bestätigt.",
  "fix.comments":
    "Kommentare in der Konfigurationsdatei des Gateways gehen verloren: Das tut jedes Schreiben des Gateways.",
  "fix.included":
    "Das Gateway schreibt in die eingebundene Datei {files}: Kommentare darin gehen verloren, ebenso die der Hauptdatei, wenn auch sie geschrieben wird.",
  "fix.step": "{number}. {label}",
  "fix.next-step": "{number}. {label}, sobald der Schritt davor nachgewiesen ist",
  "fix.proof":
    "Nachweis: {count, plural, one {Eine kurze Anfrage in eigener Sitzung, die danach entfernt wird, muss} other {{count} kurze Anfragen, jede in eigener Sitzung, die danach entfernt wird, müssen}} von {models} beantwortet werden. {count, plural, one {Sie kostet} other {Jede kostet}} so viel wie eine kurze Nachricht. Misslingt es, wird die Änderung zurückgenommen.",
  "fix.more-lines": "… und {count} weitere",
  "fix.nothing-to-do": "Nichts zu tun",
  "fix.no-fault": "{gateway}: Es wurde kein Fehler gefunden und nichts geändert.",
  "fix.pinned": "Die Route stimmt; Sitzungen bleiben auf dem Fallback",
  "fix.nothing-changed": "Nichts wurde geändert.",
  "fix.unrepairable": "Am Gateway lässt sich von hier aus gerade nichts ändern",
  "fix.on-host": "Auf dem Rechner des Gateways:",
  "fix.host-side": "Startet es gar nicht, hält es vielleicht ein Anbieter-Eintrag davon ab. Auf seinem Rechner:",
  "fix.host-editor":
    "Lehnt der dritte Befehl ab (von 2026.6.1 bis 2026.8.1), ist {entry} mit einem Editor aus der Datei zu entfernen. Dafür nicht {doctor} verwenden: Das nimmt eine falsche Route mit. Ist das Gateway wieder da, kümmert sich {fix} um den Rest.",
  "fix.resumed": "Ein Neustart des Companions hat es unterbrochen. {log} sagt Admins, was geschehen ist.",
  "pinned.none": "Keine Sitzung bleibt auf einem anderen Modell",
  "pinned.none-text": "{gateway}: Jede Sitzung ist auf das Modell ihres Agents gesetzt.",
  "pinned.title": "Sitzungen mit einem anderen Modell als ihr Agent",
  "pinned.own":
    "Diese hat das Gateway selbst auf einem Fallback gelassen; dort bleiben sie, bis sie freigegeben oder zurückgesetzt werden:",
  "pinned.chosen": "Bei diesen hat jemand das Modell gewählt; sie bleiben, wie sie sind:",
  "repair.title":
    "{state, select, planned {Geplant} cancelled {Abgebrochen} applying {Reparatur wird angewendet} proving {Reparatur wird nachgewiesen} reverting {Änderung wird zurückgenommen} reverted {Nicht behoben; die Änderung wurde zurückgenommen} undoing {Reparatur wird zurückgenommen} undone {Zurückgenommen} other {Nicht wie geplant beendet}} auf {gateway}",
  "repair.released":
    "{state, select, fixed {Sitzungen freigegeben} ongoing {Sitzungen werden freigegeben} other {Nicht alle Sitzungen wurden freigegeben}} auf {gateway}",
  "repair.signed-in":
    "{state, select, ongoing {Anmeldung läuft auf {gateway}} unclear {Auf {gateway} angemeldet, aber nicht behoben} other {Nicht angemeldet auf {gateway}}}",
  "repair.fixed": "Behoben: {models} {count, plural, one {antwortet} other {antworten}} auf {gateway}",
};
