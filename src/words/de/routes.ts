import type { routes as english } from "../en/routes.ts";
import type { Translated } from "../translated.ts";

export const routes: Translated<typeof english> = {
  "routes.codex-transport": "Die ChatGPT-Anmeldung geht über den falschen Transport",
  "routes.codex-transport.scope":
    "Anfragen gehen an die öffentliche OpenAI-API, und die lehnt jede ChatGPT-Anmeldung ab: Es fehlt die Berechtigung {scope}, die keine Anmeldung hat. Sich neu anzumelden hilft nicht; {entry} muss auf das ChatGPT-Backend zeigen.",
  "routes.codex-transport.address":
    "{entry} sendet die ChatGPT-Anmeldung an eine Adresse oder über eine API, die nicht die des ChatGPT-Backends ist: Jede Anfrage kommt als nicht gefunden oder abgelehnt zurück. An der Anmeldung liegt es nicht; der Eintrag muss berichtigt werden.",
  "routes.empty-400": "Der Anbieter lehnt die Anfragen dieser Version ohne Begründung ab",
  "routes.empty-400.why":
    "Bekannt nach der Umstellung auf 2026.6.1; eine Lösung ist nicht bekannt. Betreiber gingen auf 2026.5.28 zurück oder zu einer späteren Version weiter.",
  "routes.legacy-ref": "Die Konfiguration nennt einen abgeschafften Anbieter",
  "routes.legacy-ref.why":
    "{old} verwendet die Anbieter-Id älterer Versionen. Diese Version findet sie nicht und überspringt das Modell ohne Anfrage. Es heißt jetzt {current}.",
  "routes.missing-bearer": "Das Gateway sendet Anfragen ohne die Anmeldung",
  "routes.missing-bearer.why":
    "Der Anbieter meldet, dass mit der Anfrage kein Token kam. Manche Versionen verlieren es unterwegs (2026.4.26, 2026.5.12 bis 2026.5.16).",
  "routes.missing-bearer.next": "Auf 2026.5.19 oder neuer aktualisieren.",
  "routes.missing-credential": "Das Gateway findet keine Zugangsdaten für den Anbieter des Modells",
  "routes.missing-credential.why":
    "Es lehnt ab, ohne jemanden zu fragen. Von 2026.5.5 bis 2026.5.19 schrieb sein eigener Doctor Modellnamen so um, dass die Anmeldung nicht mehr passt: auf 2026.5.22 oder neuer aktualisieren. Sonst sind schlicht keine da.",
  "routes.missing-credential.next":
    "Zum Anmelden oder um einen Schlüssel anzugeben, auf dem Gateway-Host ausführen: {command}.",
  "routes.model-request": "Eine ChatGPT-Anmeldung wird auf einer öffentlichen Route verwendet",
  "routes.model-request.why":
    "Dem Anbieter fehlt die Berechtigung {scope}, die ChatGPT-Anmeldungen nicht haben: Die Route ist die falsche für diese Anmeldung.",
  "routes.model-request.next":
    "{api} und {address} des Anbieters prüfen. Der Anmeldung Berechtigungen hinzuzufügen macht sie ganz unbrauchbar.",
  "routes.network-block": "Der Netzschutz des Anbieters sperrt das Gateway aus",
  "routes.network-block.why":
    "Der Anbieter antwortet mit einer Prüfseite (403): Ihm gefällt das Netz oder die Adresse des Gateways nicht. Keine Einstellung ändert das.",
  "routes.network-block.next": "Einen anderen Weg ins Internet versuchen oder den Betreiber des Netzes fragen.",
  "routes.partial-override": "Die nächste Nachricht lässt das Gateway abstürzen",
  "routes.partial-override.why":
    "{entry} hat eine Adresse, aber kein {api}. Diese Version hält das für gültig und stürzt dann bei der ersten Nachricht an das Modell ab.",
  "routes.partial-override.next": "Den Eintrag vervollständigen, bevor jemand schreibt.",
  "routes.restricted-key": "Der API-Schlüssel darf keine Antworten schreiben",
  "routes.restricted-key.why":
    "Dem Schlüssel von {provider} fehlt die Berechtigung {scope}; darum wird {model} abgelehnt, und ein Fallback antwortet.",
  "routes.restricted-key.login":
    "Eine ChatGPT-Anmeldung ist da: Das Primärmodell kann auf ihre Route umziehen, oder der Schlüssel bekommt die Berechtigung.",
  "routes.restricted-key.key":
    "Dem Schlüssel im OpenAI-Dashboard die Berechtigung geben oder einen anderen Schlüssel verwenden.",
  "routes.retired-path": "Anfragen gehen an eine Adresse, die der Anbieter entfernt hat",
  "routes.retired-path.why":
    "Diese Version bildet die alte Adresse des ChatGPT-Backends und bekommt eine 403-Seite zurück, die sie unter Umständen als DNS-Fehler oder Rate-Limit meldet.",
  "routes.retired-path.next": "Als Basis {address} eintragen oder auf 2026.4.20 oder neuer aktualisieren.",
  "routes.sign-in-rejected": "Die ChatGPT-Anmeldung wird abgelehnt",
  "routes.sign-in-rejected.why":
    "Der Anbieter antwortet auf der richtigen Route mit 401; also wurde die Anmeldung selbst widerrufen oder ist abgelaufen. An der Konfiguration ist nichts falsch.",
  "routes.sign-in-ends": "{state, select, over {Eine Anmeldung ist abgelaufen} other {Eine Anmeldung läuft bald ab}}",
  "routes.sign-in-ends.why":
    "Die Anmeldung bei {provider} {state, select, over {ist abgelaufen} other {läuft ab}}{dated, select, yes { ({at})} other {}} und erneuert sich nicht von selbst; ohne sie werden die Modelle abgelehnt.",
  "routes.sign-ins-unread": "wie es um die Anmeldungen steht, wurde noch nicht gelesen",
  "routes.refresh-token": "Das Refresh-Token der Anmeldung ist verbraucht",
  "routes.refresh-token.why":
    "Zwei Prozesse haben dieselbe Anmeldung erneuert, oder eine Version tat es zweimal zugleich (2026.5.12 bis 2026.5.14). 2026.5.19 oder neuer verwenden und ein einziges Mal neu anmelden.",
  "routes.models-json": "Eine alte models.json setzt sich über die Konfiguration hinweg",
  "routes.models-json.why":
    "Die Konfiguration nennt das ChatGPT-Backend, aber Anfragen gehen noch an eine alte Adresse und kommen mit {answer} zurück, was Benutzer als Antwort sehen. Die erzeugte models.json des Agents enthält die alte Adresse und hat Vorrang; mit {setting} gilt die Konfiguration.",
  "routes.stale-override": "Eine übrig gebliebene Anbieter-Einstellung blockiert die ChatGPT-Anmeldung",
  "routes.stale-override.login":
    "{entry} schickt OpenAI-Modelle über eine Route, die nicht zur einzigen Anmeldung passt, einer von ChatGPT. Das Gateway merkt es und lehnt ab, bevor es jemanden fragt. Sein eigener Rat, sich neu anzumelden, hilft nicht: Der Eintrag muss weg.",
  "routes.stale-override.key":
    "{entry} schickt das Modell an die öffentliche API, mit einem Schlüssel, der keine Antworten schreiben darf, obwohl eine ChatGPT-Anmeldung da ist. Der Schlüssel wird abgelehnt und ist dann in der Sperrzeit; darum beantwortet die meisten Anfragen der Fallback, ohne neue 401. Der Eintrag muss weg.",
  "routes.store-flag": "Die Version sendet Anfragen, die der Anbieter ablehnt",
  "routes.store-flag.why": "Der Anbieter verlangt, dass `store` false ist, und diese Version sendet es nicht so.",
  "routes.store-flag.next": "Auf 2026.4.20 oder neuer aktualisieren.",
  "routes.unavailable": "Der Anbieter bietet dieses Modell für dieses Konto nicht an",
  "routes.unavailable.why": "Es wurde abgeschaltet, oder der Tarif enthält es nicht.",
  "routes.unavailable.next": "Ein anderes Modell für den Agent wählen. Was der Anbieter anbietet: {command}.",
  "routes.unknown-model": "Das Gateway kennt das eingestellte Modell nicht",
  "routes.unknown-model.why":
    "{model} steht nicht im Katalog dieser Version und wird darum übersprungen, ohne Anfrage und ohne einen Fehler, den jemand sieht.",
  "routes.unknown-model.next":
    "{remedy, select, define {Es in der Konfiguration definieren oder das Gateway auf 2026.3.8 oder neuer aktualisieren.} other {Ein Modell wählen, das die Version kennt, oder das Gateway aktualisieren.}}",
  "routes.upgrade-hazard": "Die Konfiguration übersteht eine Aktualisierung auf 2026.6 oder 2026.7 nicht",
  "routes.upgrade-hazard.why":
    "{entry} verwendet eine API, die Versionen von 2026.6.1 bis vor 2026.8.1 ablehnen: Sie würden nicht starten.",
  "routes.upgrade-hazard.next":
    "Den Eintrag unmittelbar vor einer solchen Aktualisierung entfernen oder auf 2026.8.1 oder neuer aktualisieren.",
  "routes.wrong-route": "Anfragen an {provider} gehen den falschen Weg",
  "routes.wrong-route.why":
    "{entry} schickt sie an eine Adresse oder über eine API, die nicht die des Anbieters ist. Am Schlüssel liegt es nicht. Richtig wäre {addressAt} {address} und {apiAt} {api}.",
};
