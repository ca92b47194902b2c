import type { plans as english } from "../en/plans.ts";
import type { Translated } from "../translated.ts";

export const plans: Translated<typeof english> = {
  "plan.unknown": "Dieser Plan ist nicht mehr bekannt; bitte einen neuen anfordern.",
  "plan.was-cancelled": "Dieser Plan wurde abgebrochen; bitte einen neuen anfordern.",
  "plan.was-confirmed": "Dieser Plan wurde schon bestätigt; er wird nur einmal ausgeführt.",
  "plan.confirmed-by-you": "Du hast das schon bestätigt; ein anderer Admin muss es auch bestätigen.",
  "plan.expired": "Dieser Plan ist abgelaufen; bitte einen neuen anfordern.",
  "plan.only-asker":
    "Nur {name} kann diesen Plan bestätigen, weil er von dort angefordert wurde; bitte einen eigenen anfordern.",
  "plan.decided": "Über diesen Plan wurde schon entschieden.",
  "plan.only-asker-cancels": "Nur der Admin, der diesen Plan angefordert hat, kann ihn abbrechen.",
  "plan.cancelled": "Abgebrochen; nichts wurde geändert.",
  "plan.too-late": "Zum Abbrechen ist es zu spät: Über den Plan wurde schon entschieden.",
  "plan.under-way": "Eine andere Reparatur dieses Gateways läuft; bitte ihr Ende abwarten.",
  "plan.outdated":
    "Seit dies angezeigt wurde, hat eine andere Reparatur dieses Gateways begonnen; bitte einen neuen Plan anfordern.",
  "plan.repaired-since": "Seit dies angezeigt wurde, hat eine andere Reparatur dieses Gateways begonnen.",
  "plan.changed-since": "Seit dies angezeigt wurde, ist die Konfiguration geändert worden.",
  "plan.too-large":
    "die Konfiguration dieses Gateways ist zu groß, um sie ganz zu lesen, deshalb wird nichts daran geändert",
  "plan.too-large-fix": "sie von Hand auf dem Gateway-Host ändern",
  "plan.governed": "dieses Gateway hat eigene Admins, und du gehörst nicht dazu",
  "plan.governed-fix": "jemanden fragen, der in seinem Eintrag von OPENCLAW_GATEWAYS unter {admins} steht",
  "plan.not-started": "Nichts wurde begonnen: {why}.",
  "plan.not-cancelled": "Nichts wurde abgebrochen: {why}.",
  "plan.restart": "Das Gateway startet neu: meist 1 bis 20 Sekunden, sobald laufende Anfragen beendet sind.",
  "plan.no-restart": "Das Gateway muss nicht neu starten.",
  "plan.step-in": "{step}, in {file}",
  "plan.in-cooldown":
    "Eine Anmeldung ist nach den vorigen Ablehnungen in der Sperrzeit. Der Nachweis wartet darauf, bis zu sechs Minuten; bis sie endet, antwortet weiter der Fallback.",
  "plan.turn-goes-on":
    "Eine Anfrage an den Agenten {agent} wurde immer wieder versucht, und nichts zeigt, dass sie beendet ist: Ein Neustart wartet vielleicht darauf. Vorher {stop} in seinen Chat senden oder das Gateway auf seinem Host neu starten.",
  "plan.nothing-fixes": "Keine Änderung der Konfiguration behebt das",
  "plan.included": "{title}: in einer eingebundenen Datei",
  "plan.included-why":
    "{part} steht in {files}, {keeps, select, yes {und das Gateway kann diese Änderung nicht in diese Datei schreiben} other {und diese Version würde es nach openclaw.json kopieren und den Verweis auf die Datei verlieren}}. Deshalb wird von hier nichts geschrieben. Die Änderung in der Datei vornehmen und das Gateway neu starten:",
  "plan.unknown-release": "An einem Gateway mit unbekannter Version wird nichts geändert",
  "plan.secret": "{title}: Ein Geheimnis steht im Weg",
  "plan.secret-why":
    "Die Änderung würde in {entries} ein Geheimnis überschreiben, das das Gateway niemandem zeigt, und keine Rücknahme könnte es zurückholen. Deshalb wird von hier nichts geschrieben. Die Änderung in der Konfigurationsdatei vornehmen und das Gateway neu starten:",
  "plan.of-before": "eine Reparatur aus einer früheren Version",
  "plan.configuration": "Die Konfiguration",
  "plan.release": "{count, plural, one {# Sitzung freigeben} other {# Sitzungen freigeben}}",
  "plan.release-why": "Ab der nächsten Anfrage antwortet dort das Modell ihres Agenten.",
  "plan.undo": "„{title}“ zurücknehmen",
  "plan.undo-why": "Die Werte, die die Reparatur geändert hat, werden wieder wie vorher; alles andere bleibt.",
  "plan.undo-over": "Die Konfiguration wurde seither geändert",
  "plan.undo-over-why":
    "Nach „{title}“ hat jemand dieselben Werte geändert. Eine Rücknahme würde Folgendes daraus machen:",
  "plan.broken-again": "Was diese Reparatur behoben hat, ist dann wieder kaputt.",
  "plan.answered-again": "Nachrichten an {agent} beantwortet wieder {model}, wie vor der Reparatur.",
  "plan.loses":
    "Nicht alles lässt sich zurückholen: {lost, select, key {Der API-Schlüssel, der mit dem Override entfernt wurde, ist verloren} other {Modelle, die einem Eintrag mit Schlüssel hinzugefügt wurden, bleiben aufgeführt}}.",
  "plan.unseen":
    "Ein Platzhalter der Umgebung, der in {files} für einen geänderten Wert steht, lässt sich nicht zurückholen, denn das Gateway zeigt ihn nicht: Eine Rücknahme schreibt den Wert selbst.",
  "plan.code-is-private": "Den Code sieht nur, wer dies bestätigt, und sonst niemand.",
  "plan.replaces-login": "Die jetzige Anmeldung wird ersetzt und lässt sich nicht zurückholen.",
  "plan.no-change": "In der Konfiguration ändert sich nichts.",
  "plan.sign-in-proof": "Nachweis: eine kurze Anfrage je Agent, die von {models} beantwortet werden muss.",
  "plan.old-login-answers":
    "Solange auch die alte Anmeldung antwortet, kann die Anfrage beide nicht unterscheiden: Es zählt, was das Gateway über die Anmeldung meldet, und {command} zeigt, wann die neue endet.",
};
