import type { notices as english } from "../en/notices.ts";
import type { Translated } from "../translated.ts";

export const notices: Translated<typeof english> = {
  "notices.test": "Testwarnung",
  "notices.test.text": "Warnungen zu OpenClaw-Gateways kommen hier an. Alles ist in Ordnung.",
  "notices.welcome": "Warnungen kommen hierher",
  "notices.welcome.text": "Offene Störungen werden ab jetzt hier gemeldet; beenden mit {command}.",
  "notices.second": "Was niemand bestätigt, kommt hierher",
  "notices.second.text": "Warnungen kommen hierher, wenn niemand sie rechtzeitig bestätigt hat; beenden mit {command}.",
  "notices.arrived": "angekommen",
  "notices.not-delivered": "nicht zugestellt: {why}",
  "notices.not-served": "dieser Companion bedient diesen Chat nicht",

  "notices.unkept": "companion: Warnungen lassen sich nicht speichern",
  "notices.unkept.why":
    "Die Datenbank nimmt nichts an: {why}. Auf der Platte Platz schaffen oder die Rechte des Datenordners prüfen.",
  "notices.unkept.says": "Die Datenbank nimmt nichts an: {why}.",
  "notices.unkept.known": "Inzwischen bekannt: {incidents}.",
  "notices.unkept.only": "Bis dahin ist dies die einzige Nachricht.",
  "notices.kept": "Behoben: companion: Warnungen werden wieder gespeichert",
  "notices.kept.text": "Was andauert, wird wie üblich gemeldet.",

  "notices.none-reach": "{room} bekommt keine Warnungen",
  "notices.room-refuses": "{room} lehnt eine Warnung ab",
  "notices.reach-again": "{room} bekommt wieder Warnungen",
  "notices.why": "Warum: {why}.",
  "notices.let-in": "den Bot wieder hereinlassen oder ihm dort seine Rechte zurückgeben",
  "notices.tried-here": "Es wird von selbst wieder versucht, und sofort nach {command} in diesem Raum.",
  "notices.tried-none-lost": "Es wird von selbst wieder versucht; nichts geht verloren.",
  "notices.tried": "Es wird von selbst wieder versucht.",
  "notices.no-bot": "dieser Companion hat keinen Bot mehr für {platform}",
  "notices.no-bot.fix": "den Chat wieder in die Einstellungen aufnehmen oder mit {command} einen anderen Raum warnen",
};
