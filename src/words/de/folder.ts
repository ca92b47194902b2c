import type { folder as english } from "../en/folder.ts";
import type { Translated } from "../translated.ts";

export const folder: Translated<typeof english> = {
  "folder.gone":
    "{part, select, folder {Der Datenordner} ledger {Die Datenbank} lock {Die Sperrdatei} other {Die Geräteidentität}} {how, select, replaced {wurde ausgetauscht} other {wurde gelöscht oder verschoben}}",
  "folder.silent": "Der Datenordner antwortet nicht",
  "folder.lost": "Der Companion hält an: sein Datenordner ist weg",
  "folder.lost-what": "{what}.",
  "folder.lost-do":
    "Bis zum nächsten Start wird nichts überwacht. Erst den Ordner zurücklegen, sonst beginnt der Companion von vorn.",
  "folder.identity": "Der Companion hat eine neue Geräteidentität",
  "folder.identity-do":
    "Die Datei device.json fehlte neben seiner Datenbank. Gateways auf anderen Hosts kennen die neue Identität nicht; die Datei aus einer Sicherung zurückholen oder den Companion neu freigeben: {pair}.",
  "folder.renewed": "Die Datenbank des Companion war beschädigt und wurde neu begonnen",
  "folder.renewed-lost":
    "Frühere Zählungen, Warnungen, hier eingerichtete Räume und das Protokoll der Reparaturen sind verloren; was Gateways noch wissen, wird neu gelesen.",
  "folder.renewed-moved":
    "Die beschädigte Datei liegt jetzt daneben als {file}. Ihr Datenträger sollte geprüft werden.",
};
