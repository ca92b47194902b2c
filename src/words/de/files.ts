import type { files as english } from "../en/files.ts";
import type { Translated } from "../translated.ts";

export const files: Translated<typeof english> = {
  "file.too-large": "ist größer als 1 MiB: das ist keine Einstellungsdatei",
  "file.encoding": "ist als {encoding} gespeichert; als UTF-8 speichern",
  "file.zeros": "enthält Nullbytes, wie UTF-16 ohne Kennung; als UTF-8 speichern",
  "file.again": "setzt {name} noch einmal und gilt vor Zeile {before}",
  "file.no-utf8": "{name} enthält Bytes, die kein UTF-8 sind",
  "file.behind-quote": "was hinter dem schließenden Anführungszeichen von {name} steht, wird nicht gelesen",
  "file.open-quote": "ergibt nichts: {name} öffnet ein Anführungszeichen ({quote}), das nie geschlossen wird",
  "file.command": "ergibt nichts: das ist ein Befehl; NAME=Wert schreiben",
  "file.colon": "ergibt nichts: NAME=Wert schreiben, mit = statt des Doppelpunkts",
  "file.no-equals": "ergibt nichts: es hat kein =",
  "file.no-name": "ergibt nichts: vor dem = steht kein Name (Buchstaben, Ziffern und _)",
  "file.others":
    "gehört einem anderen Benutzer, der alles hineinschreiben könnte; sie dem Benutzer geben, der das hier startet",
  "file.everybody": "kann von allen geschrieben werden, also wird ihr nichts geglaubt; ausführen: {command}",
  "file.group": "kann von einer ganzen Gruppe geschrieben werden, also wird ihr nichts geglaubt; ausführen: {command}",
  "file.folder": "ist ein Ordner; ihn wegschieben oder anderswo starten",
  "file.forbidden": "ist für diesen Benutzer nicht lesbar ({code}); sie ihm geben, mit Modus 0600",
  "file.unreadable": "ist nicht lesbar ({code})",
  "file.several-lines":
    "die Datei hat Werte über mehrere Zeilen, die sich nicht sicher ändern lassen; sie von Hand bearbeiten",
  "file.both-quotes": "{name} enthält beide Arten von Anführungszeichen; es in eine Datei legen und {setting} setzen",
  "file.unwritable": "{file} ist nicht beschreibbar ({why}); eine andere Datei nennen: {command}",
  "file.doubt": "{file}, Zeile {line}: {what}",
};
