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
};
