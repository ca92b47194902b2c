import type { turns as english } from "../en/turns.ts";
import type { Translated } from "../translated.ts";

export const turns: Translated<typeof english> = {
  "turns.none-answers": "Kein Modell antwortet",
  "turns.none-answers.why":
    "Die letzte Anfrage endete ohne Antwort irgendeines Modells; Benutzer sehen einen Fehler oder nichts.",
  "turns.fallback": "Ein anderes Modell antwortet als das eingestellte",
  "turns.fallback.why":
    "Zuletzt antwortete {model}{known, select, yes { statt {configured}} other {}}; der Status des Gateways selbst zeigt das nicht.",
  "turns.paid":
    "{meant, select, local {Antworten kommen von einem bezahlten Dienst statt vom lokalen Modell} other {Antworten werden nach Verbrauch bezahlt statt über das Abonnement}}",
  "turns.paid.why":
    "{model} {sure, select, yes {antwortet mit einem API-Schlüssel} other {antwortet, soweit erkennbar mit einem API-Schlüssel aus der Umgebung des Gateways}}, während {configured} {meant, select, local {auf einer eigenen Maschine läuft. Jede Antwort kostet jetzt Geld, und was gesagt wird, verlässt das eigene Netz.} other {durch eine Anmeldung abgedeckt ist. Jede Antwort kostet jetzt Geld.}}",
  "turns.proxy":
    "{sure, select, yes {{provider} antwortet mit einem anderen Modell} other {Es ist nicht sicher, welches Modell für {provider} antwortet}}",
  "turns.proxy.why":
    "{model} wurde gefragt, und laut der Antwort kommt sie von {reported}{sure, select, yes {. Das Gateway bemerkt es nicht. Die Routen und Fallbacks dieses Proxys ansehen.} other {: Das kann der volle Name desselben Modells sein oder eine andere Ausgabe davon.}}",
  "turns.spent": "Heute mehr als {limit, number, ::currency/USD .00##} ausgegeben",
  "turns.spent.sum":
    "{count, plural, one {# Antwort} other {# Antworten}} seit {since} haben nach den in OpenClaw eingestellten Preisen {sum, number, ::currency/USD .00##} gekostet.",
  "turns.spent.unpriced": "{count, plural, one {# weitere hat} other {# weitere haben}} dort keinen Preis.",
  "turns.spent.next": "Welche Modelle antworten, zeigt /model-history; COMPANION_DAILY_SPEND legt den Betrag fest.",
  "turns.window": "{percent} % des Zeitfensters {window} von {provider} sind verbraucht",
  "turns.window.used": "{percent} % nach Angabe des Anbieters.",
  "turns.window.reset": "Es erneuert sich: {at}.",
  "turns.window.after": "Ist es aufgebraucht, werden die Modelle abgelehnt, und Fallbacks antworten.",

  "turns.job-fails": "Der Cron-Job „{job}“ schlägt fehl",
  "turns.job-undelivered": "Was der Cron-Job „{job}“ zu sagen hatte, kam bei niemandem an",
  "turns.job-undelivered.why": "Er lief, und seine Nachricht war nicht zustellbar.",
  "turns.job-runs-on": "Er läuft auf {model}.",
  "turns.job-runs-on-its-agents": "Er läuft auf dem Modell seines Agents.",
  "turns.job-in-a-row": "Er ist {count}-mal in Folge fehlgeschlagen.",
  "turns.job-last-run": "Letzter Lauf: {at}.",
  "turns.job-tells-why": "Auf dem Gateway-Host sagt {command}, warum.",
  "turns.job-other-model": "Der Cron-Job „{job}“ lief auf einem anderen Modell",
  "turns.job-other-model.why": "Es antwortete {answered} ({at}); eingestellt ist {asked}.",
  "turns.job-tells-more": "Auf dem Gateway-Host sagt {command} mehr.",
  "turns.subagent": "Ein Subagent lief auf einem anderen Modell als verlangt",
  "turns.subagent.why": "Es antwortete {answered} ({at}); verlangt war {asked}.",
  "turns.substituted":
    "{why, select, failed {Das verlangte Modell schlug in diesem Lauf fehl, und ein Fallback antwortete.} other {In diesem Lauf schlug nichts fehl: Das Gateway hielt sich nicht an das Verlangte.}}",

  "turns.retried":
    "{going, select, yes {Eine Anfrage wird immer wieder versucht} other {Eine Anfrage wurde immer wieder versucht}}",
  "turns.retried.why":
    "{questions, plural, one {Eine Frage} other {{questions} Fragen}}: {exact, select, yes {} other {mindestens }}{failures} Fehlschläge seit {since}, zuletzt mit {model}{going, select, yes {; es geht noch weiter.} other { ({lastAt}).}}",
  "turns.retried.tries":
    "Jeder Versuch ist mindestens ein Aufruf beim Anbieter: bisher mindestens {requests}.{going, select, yes { Das Gateway hört nicht von selbst auf.} other {}}",
  "turns.retried.next":
    "Zum Beenden nutzt ein Admin {fix}; oder in diesem Chat {stop} senden; oder auf dem Gateway-Host ausführen: {command}.",
  "turns.stalled": "{count, plural, one {Eine Anfrage kommt nicht voran} other {{count} Anfragen kommen nicht voran}}",
  "turns.stalled.why":
    "Das Gateway sagt, dass sie läuft, und seine Aufzeichnung zeigt nichts Neues seit {since}: Sie wartet auf ein {for, select, tool {Werkzeug} other {Modell}}.",
  "turns.stalled.next": "Zum Beenden in diesem Chat {stop} senden.",

  "turns.replaced": "Hinter diesem Namen steht ein anderes Gateway",
  "turns.replaced.why":
    "Seit {at} ist die Adresse oder der Schlüssel des Gateways ein anderer. Gezählt wird neu, mit dem, was dieses Gateway von sich berichtet; die Zahlen des früheren bleiben erhalten und kommen mit ihm zurück.",
  "turns.entry-changed": "Der Weg zu {provider} wurde geändert",
  "turns.entry-changed.why":
    "{entry} sagt etwas anderes als beim letzten Fehler von {models} um {at}. Was davor fehlschlug, sagt nichts darüber, wie es jetzt steht; das tut die nächste Antwort.",
  "turns.route-changed": "Das eingestellte Modell wurde geändert",
  "turns.route-changed.why": "{to} statt {from} seit {at}.",
  "turns.release-unknown": "Ob sich auch die Version geändert hat, ist nicht bekannt.",
  "turns.release-same": "Die Version ist dieselbe wie zuvor ({release}): Jemand hat die Konfiguration geändert.",
  "turns.release-changed":
    "Auch die Version hat sich geändert, von {before} auf {after}: nachsehen, ob die Aktualisierung das wollte.",
  "turns.upgraded": "OpenClaw {to} läuft statt {from}",
  "turns.upgraded.since": "Seit {at}.",
  "turns.upgraded.configured":
    "{changed, select, yes {Das eingestellte Modell ist seither ein anderes.} other {Das eingestellte Modell ist dasselbe.}}",
  "turns.upgraded.silent": "Seither wurde nichts beantwortet.",
  "turns.upgraded.no-answer": "Seither keine echte Antwort{named, select, yes { von {agent}} other {}}.",
  "turns.upgraded.first": "Erste Antwort{named, select, yes { von {agent}} other {}} seither: {model} ({at}).",
  "turns.upgraded.compared":
    "Erste Antwort{named, select, yes { von {agent}} other {}} seither: {model} ({at}), {compared}.",
  "turns.upgraded.other-model": "vorher war es {before}",
  "turns.upgraded.same-route": "über dieselbe Route wie vorher",
  "turns.upgraded.same-model": "dasselbe Modell wie vorher, nämlich {before}",
  "turns.upgraded.other-route": "gefragt über {api} statt {before}: eine andere Route als vorher",
};
