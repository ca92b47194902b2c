import type { chats as english } from "../en/chats.ts";
import type { Translated } from "../translated.ts";

export const chats: Translated<typeof english> = {
  "late.title": "Ich war nicht da",
  "late.asked": "Das wurde um {at} gefragt, als ich nicht da war: {command}.",
  "late.pressed": "Das wurde gedrückt, als ich nicht da war: {command}.",
  "late.asked-many": "{who, select, you {Von dir kamen} other {Es kamen}} {count} Anfragen, als ich nicht da war.",
  "late.asked-many-since":
    "{who, select, you {Von dir kamen} other {Es kamen}} seit {since} {count} Anfragen, als ich nicht da war.",
  "late.not-done":
    "{count, plural, one {Ausgeführt wurde sie nicht.} other {Keine davon wurde ausgeführt.}} {buttons, plural, one {Der Knopf führt sie jetzt aus.} other {Ein Knopf führt eine davon jetzt aus.}}",
  "late.run": "{command} jetzt ausführen",
  "chats.unknown-time": "unbekannte Zeit",
  "excuse.title": "Das hat nicht geklappt",
  "excuse.text": "Im Companion selbst ist ein Fehler aufgetreten. Sein Protokoll sagt, was geschehen ist.",
  "excuse.broken": "Worüber diese Nachricht berichtet hat, endete mit einem Fehler; das Protokoll sagt mehr.",
  "chats.button-expired": "Dieser Knopf gilt nicht mehr; der Befehl muss neu gegeben werden.",
  "chats.button-late":
    "Als du gedrückt hast, war ich nicht da; ausgeführt wurde nichts. Im Chat steht, wie es jetzt geht.",
  "chats.under-way": "Das läuft schon.",
  "chats.private-first":
    "Diese Antwort ist privat: Öffne einen privaten Chat mit {bot} und drücke Start, dann kommt die nächste dort an.",
  "chats.shortened": "… der Rest wurde weggelassen",
  "chats.more-lines":
    "… {count, plural, one {{count} weitere Zeile} other {{count} weitere Zeilen}}; die angehängte Datei enthält alles.",
  "chats.whole-text": "Der ganze Text",
  "chats.look": "bitte ansehen",
  "chats.image": "Bild",
  "chats.image-of": "Bild: {alt}",
  "chats.picture-of": "Bild: {alt}",
};
