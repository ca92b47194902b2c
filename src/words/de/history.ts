import type { history as english } from "../en/history.ts";
import type { Translated } from "../translated.ts";

export const history: Translated<typeof english> = {
  "history.title": "Antworten je Modell, letzte {window}",
  "history.title-of": "Antworten je Modell, letzte {window} auf {gateway}",
  "history.ask": "Nach Namen fragen für {names}.",
  "history.worst": "Am meisten ging schief auf:",
  "history.partly": "Nicht diese ganze Zeit ist bekannt von {names}.",
  "history.more-models": "{count} weitere Modelle",
  "history.sums":
    "{answers, plural, =0 {Keine Antworten} one {{answered} Antwort, davon {fell} durch einen Fallback} other {{answered} Antworten, davon {fell} durch einen Fallback}}; {refused, plural, =0 {kein mit 401 abgelehnter Versuch} one {{refusals} mit 401 abgelehnter Versuch} other {{refusals} mit 401 abgelehnte Versuche}}, {lost, plural, =0 {keine Anfrage ohne Antwort} one {{losses} Anfrage ohne Antwort} other {{losses} Anfragen ohne Antwort}}.",
  "history.no-fallback": "keine",
  "history.at-least": "mindestens {count}",
  "history.not-counted": "unbekannt viele",
  "history.unexplained":
    "{count, plural, one {Bei 1 Antwort} other {Bei {count} Antworten}} sagt nichts, warum ein anderes Modell sie gegeben hat: Damals kann mehr gescheitert sein, als gezählt ist.",
  "history.model":
    "{model} {count} ({share}){part, select, none {} all {, als Fallback} other {, davon {fallbacks} als Fallback}}",
  "history.share": "{percent, plural, =0 {unter 1 %} =101 {über 99 %} other {{percent} %}}",
  "history.unauthorized": "401: {count}, {at}",
  "history.unauthorized-many": "401: {count}, zuerst {first}, zuletzt {last}",
  "history.exhausted": "Anfragen ohne Antwort: {count}, {at}",
  "history.exhausted-many": "Anfragen ohne Antwort: {count}, zuerst {first}, zuletzt {last}",
  "history.repair":
    "{outcome, select, fixed {Repariert} reverted {Reparatur misslungen und zurückgenommen} undone {Reparatur zurückgenommen} other {Reparatur mit unklarem Ende}} {at}",
  "history.nothing-known": "Seine Aufzeichnung wurde nie oder erst später gelesen: Über diese Zeit ist nichts bekannt.",
  "history.not-read": "Nicht gelesen seit {at}: Was danach geschah, ist unbekannt.",
  "counts.start": "Gezählt wird ab {at}.",
};
