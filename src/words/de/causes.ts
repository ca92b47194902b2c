import type { causes as english } from "../en/causes.ts";
import type { Translated } from "../translated.ts";

export const causes: Translated<typeof english> = {
  "causes.failed":
    "{count, plural, one {{models}: ein Fehlschlag, {since}} other {{models}: {count} Fehlschläge seit {since}}}.",
  "causes.failed-how":
    "{count, plural, one {{models}: ein Fehlschlag, {since}} other {{models}: {count} Fehlschläge seit {since}}} ({how}).",
  "causes.called": "das Gateway nennt es {said}",
  "causes.not-asked": "der Anbieter wurde nicht gefragt",
  "causes.until": "Nach eigener Angabe kann er ab {until} wieder gefragt werden.",
  "causes.run": "Auf dem Gateway-Host ausführen: {command}.",
  "causes.ask-it": "Um ihn jetzt zu fragen, auf dem Gateway-Host ausführen: {command}.",
  "causes.ask-provider": "Um den Anbieter jetzt zu fragen, auf dem Gateway-Host ausführen: {command}.",
  "causes.lead": "Um bis dahin ein anderes Modell voranzustellen: {command}.",
  "causes.key": "Einen gültigen Schlüssel in {path} eintragen oder auf dem Gateway-Host ausführen: {command}.",

  "causes.content-filter": "Der Inhaltsfilter von {provider} lehnt eine Anfrage ab",
  "causes.content-filter.why":
    "Der Anbieter beantwortet nicht, woran sein Filter Anstoß nimmt. Nichts ist kaputt: Andere Nachrichten kommen durch.",
  "causes.context": "Ein Gespräch ist zu lang für ein Modell von {provider}",
  "causes.context.why": "Der Anbieter lehnt ab, was nicht in den Kontext des Modells passt.",
  "causes.context.next":
    "In diesem Gespräch {compact} oder {fresh} senden; auch ein Modell mit größerem Kontext hilft.",
  "causes.empty-account": "Das Konto bei {provider} ist leer",
  "causes.empty-account.why":
    "Das Guthaben ist aufgebraucht oder die Ausgabengrenze erreicht; bis sich das ändert, lehnt der Anbieter ab.",
  "causes.empty-account.next":
    "Beim Anbieter Guthaben aufladen. Danach lässt das Gateway das Konto unter Umständen noch einige Stunden aus; um den Anbieter jetzt zu fragen, auf dem Gateway-Host ausführen: {command}.",
  "causes.login-expired": "Die Anmeldung bei {provider} ist abgelaufen oder wurde widerrufen",
  "causes.login-expired.why": "Der Anbieter verlangt eine neue.",
  "causes.overloaded": "Die Server von {provider} sind überlastet",
  "causes.overloaded.why":
    "Der Anbieter hat zu viel zu tun; mit diesem Gateway ist alles in Ordnung. Es geht von selbst vorbei.",
  "causes.forbids": "Der Zugang zu {provider} ist verboten",
  "causes.forbids.why":
    "Der Anbieter weiß, wer fragt, und erlaubt es nicht: Das Konto, seine Region oder das Modell ist für diese Anmeldung oder diesen Schlüssel gesperrt.",
  "causes.forbids.next":
    "Das Konto dort ansehen; um eine andere Anmeldung oder einen anderen Schlüssel zu verwenden, auf dem Gateway-Host ausführen: {command}.",
  "causes.outage": "Die Server von {provider} versagen",
  "causes.outage.why":
    "Der Anbieter antwortet mit eigenen Fehlern; mit diesem Gateway ist alles in Ordnung. Seine Statusseite sagt vielleicht mehr.",
  "causes.timeout": "Anfragen an {provider} dauern zu lange",
  "causes.timeout.why":
    "Das Gateway hat das Warten aufgegeben: Der Anbieter oder ein lokales Modell ist langsam, oder das Netz verliert, was gesendet wird.",
  "causes.timeout.next": "Um zu sehen, wie lange eine kleine Frage dauert, auf dem Gateway-Host ausführen: {command}.",
  "causes.unreachable": "Das Gateway kann {provider} nicht erreichen",
  "causes.unreachable.why":
    "Unter der Adresse antwortet nichts: Die Verbindung wird abgelehnt oder bricht ab, oder der Name ist nicht zu finden.",
  "causes.unreachable.look": "Nachsehen, ob der Server unter {address} läuft und vom Gateway-Host aus erreichbar ist.",
  "causes.rate-limit": "Anfragen an {provider} kommen zu schnell",
  "causes.rate-limit.why":
    "Der Anbieter erlaubt nur eine bestimmte Zahl von Anfragen oder Tokens pro Minute (Rate-Limit). Es geht von selbst vorbei; weniger Anfragen zugleich oder eine höhere Stufe beim Anbieter verhindern es.",
  "causes.removed-api": "Der Eintrag von {provider} verwendet eine API, die diese Version nicht hat",
  "causes.removed-api.why": "Das Gateway lehnt ab, bevor es jemanden fragt.",
  "causes.removed-api.next": "{path} berichtigen oder auf dem Gateway-Host ausführen: {command}.",
  "causes.usage-limit": "Das Nutzungslimit des Tarifs von {provider} ist erreicht",
  "causes.usage-limit.why": "Der Tarif ist vorerst aufgebraucht; bis er sich erneuert, antworten Fallbacks.",
  "causes.wrong-key": "Der Schlüssel von {provider} wird abgelehnt",
  "causes.wrong-key.why": "Der Anbieter kennt den Schlüssel nicht, oder er wurde widerrufen.",

  "causes.unexplained": "Anfragen an {provider} schlagen fehl: {reason}",
  "causes.unexplained-status": "Anfragen an {provider} schlagen fehl: {reason} ({status})",
  "causes.reason":
    "{reason, select, unauthorized {nicht berechtigt} wrong_key {falscher Schlüssel} login_expired {Anmeldung abgelaufen} missing_scope {fehlende Berechtigung} spent_refresh_token {verbrauchtes Refresh-Token} missing_bearer {fehlendes Bearer-Token} forbidden {verboten} blocked {gesperrt} empty_account {leeres Konto} rate_limit {Rate-Limit} plan_limit {Tarif aufgebraucht} not_entitled {nicht freigeschaltet} overloaded {überlastet} server {Serverfehler} timeout {Zeitüberschreitung} unreachable {nicht erreichbar} name_not_found {Name nicht gefunden} not_found {nicht gefunden} retired_model {abgeschaltetes Modell} context_too_long {Kontext zu lang} content_filter {Inhaltsfilter} store_flag {store-Angabe} empty_400 {400 ohne Begründung} bad_request {fehlerhafte Anfrage} unknown_model {unbekanntes Modell} route_mismatch {unpassende Route} no_credential {keine Zugangsdaten} removed_api {entfernte API} other {ein Fehler, den niemand erklärt hat}}",
  "causes.unauthorized": "Das Primärmodell wird mit 401 abgelehnt",
  "causes.unauthorized.why":
    "{model} ist nicht berechtigt: Der Anbieter nimmt die Anmeldung oder den Schlüssel nicht an.",
  "causes.resting": "Die Anmeldung oder der Schlüssel von {provider} ist in der Sperrzeit",
  "causes.disabled": "Die Anmeldung oder der Schlüssel von {provider} ist abgeschaltet",
  "causes.resting.why":
    "Nach einem Fehlschlag{named, select, yes { ({said})} other {}} verwendet das Gateway die Anmeldung oder den Schlüssel{ends, select, yes { bis {until}} other {}} nicht und überspringt die Modelle, ohne zu fragen. Das folgt aus dem Fehlschlag davor und ist vielleicht überholt: Das Gateway prüft nicht, ob er vorbei ist, und ein Neustart beendet es nicht.",
  "causes.resting.next": "Zum Beenden neu anmelden; auf dem Gateway-Host ausführen: {command}.",
};
