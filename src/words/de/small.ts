import type { small as english } from "../en/small.ts";
import type { Translated } from "../translated.ts";

export const small: Translated<typeof english> = {
  "small.help": "Sagt, welches Modell auf den OpenClaw-Gateways wirklich antwortet, und warum.",
  "small.help-admins": "Admins dieses Bots können mehr.",
  "small.which-gateway": "Welches Gateway?",
  "small.name-one": "Zur Wahl: {known}.",
  "small.no-gateway": "Kein Gateway heißt so",
  "small.no-agent": "Kein Agent heißt so",
  "small.no-window": "Kein Zeitfenster heißt so",
  "small.known": "Bekannt: {known}.",
  "small.there-is-no":
    "{kind, select, agent {Einen Agent} window {Ein Zeitfenster} other {Ein Gateway}} {name} gibt es nicht. Bekannt: {known}.",
  "small.meant": "War {meant} gemeint?",
  "id.admin": "Du bist hier Admin",
  "id.no-admin": "Du bist hier kein Admin",
  "id.you": "Du",
  "id.room": "Dieser Raum",
  "id.community": "Server oder Chat",
  "id.settings": "Einstellungen eines einzelnen Chats nehmen nur die Nummer, ohne den Namen des Chats davor.",
  "id.setup": "openclaw-companion setup macht Admins ganz ohne ID.",
  "admins.title": "Admins durch einen Code von setup",
  "admins.title-none": "Niemand wurde mit einem Code Admin",
  "admins.codes": "openclaw-companion setup gibt Codes aus.",
  "admins.one": "{name} {id} seit {at}",
  "admins.besides": "Dazu kommen die Admins aus den Einstellungen.",
  "admins.remove": "{name} entfernen",
  "admins.of-all": "Das darf nur, wer Admin aller Gateways ist",
  "admins.removed": "Kein Admin mehr",
  "admins.removed-text": "{who} darf ab jetzt, was alle dürfen.",
  "admins.none": "Diesen Admin gibt es nicht",
  "admins.none-text": "{who} wurde es nicht durch einen Code.",
  "start.admin": "Du bist jetzt Admin",
  "start.admin-text":
    "Du darfst reparieren und siehst Sitzungen und Fehlertexte. Weiter geht es mit {help}; {here} macht einen Raum zum Raum für Warnungen.",
  "start.room": "Warnungen kommen hierher",
  "start.room-text": "{stop} beendet das.",
  "start.refused": "Der Code wurde nicht angenommen",
  "start.greeting": "Private Antworten kommen ab jetzt hier an. Was man fragen kann:",
  "audit.title": "{page, plural, =1 {Aufrufe von Admins} other {Aufrufe von Admins, Seite {page}}}",
  "audit.newest": "Das Neueste zuerst.",
  "audit.none": "Noch keine.",
  "audit.empty-page": "Auf dieser Seite steht nichts.",
  "audit.one":
    "{at} {name} ({platform} {id}, in {place}): {what}, {decision, select, allowed {erlaubt} other {abgelehnt}}",
  "audit.older": "Ältere",
  "fix-log.title": "Reparaturen",
  "fix-log.heading":
    "{gateway}: {title} ({state, select, planned {geplant} cancelled {abgebrochen} applying {wird angewendet} proving {wird nachgewiesen} reverting {wird zurückgenommen} fixed {behoben} reverted {zurückgenommen} undoing {wird rückgängig gemacht} overwriting {wird überschrieben} undone {rückgängig gemacht} other {unklar}})",
  "fix-log.by": "Von {name} ({platform} {id}, in {place}), {at}, Mittel {remedy}",
  "fix-log.unread":
    "{count, plural, one {Eine weitere ist nicht lesbar: Eine neuere Version hat sie geschrieben, oder sie ist beschädigt.} other {{count} weitere sind nicht lesbar: Eine neuere Version hat sie geschrieben, oder sie sind beschädigt.}}",
  "fix-log.event":
    "{at} {event, select, planned {geplant} approved {bestätigt} cancelled {abgebrochen} applying {wird angewendet} proving {wird nachgewiesen} reverting {wird zurückgenommen} fixed {behoben} reverted {zurückgenommen} undoing {wird rückgängig gemacht} overwriting {wird überschrieben} undone {rückgängig gemacht} unclear {unklar} other {{event}}}: {detail}",
};
