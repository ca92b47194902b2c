import type { remedies as english } from "../en/remedies.ts";
import type { Translated } from "../translated.ts";

export const remedies: Translated<typeof english> = {
  "remedy.sessions-stay":
    "Sitzungen, die das Gateway selbst auf den Fallback gestellt hat, bleiben vielleicht dort: Sie werden danach aufgeführt und lassen sich freigeben.",
  "remedy.proved-aside":
    "Kein Agent fragt zuerst {models}, deshalb wird die Sitzung des Nachweises darauf eingestellt. Wo das Gateway das keiner Sitzung erlaubt, muss sein eigener Test des Anbieters gelingen; sonst wird die Änderung zurückgenommen.",
  "remedy.by-hand":
    "Anbieter, die von Hand in die models.json eines Agenten eingetragen wurden, gelten dann nicht mehr.",
  "remedy.contradiction": "Auf einem Gateway, das sich widerspricht, wird nichts geändert",
  "remedy.contradiction-why": "Es nennt sich {version}, aber sein Schema kennt {api} nicht.",
  "remedy.no-version": "gar nicht",
  "remedy.unknown-release":
    "Das Gateway nennt keine bekannte Version (2026.2.26 oder neuer), oder nicht, was es annimmt; deshalb wird nichts geändert.",

  "remedy.choose": "Ein anderes Modell wählen",
  "remedy.choose-known": "Das eingestellte Modell gibt es hier nicht. Das Gateway kennt {models}.",
  "remedy.choose-look": "Das eingestellte Modell gibt es hier nicht. Was das Gateway kennt, zeigt der erste Befehl.",

  "remedy.codex-add": "Die ChatGPT-Route für openai-codex hinzufügen",
  "remedy.codex-correct": "Die Route von openai-codex korrigieren",
  "remedy.codex-why":
    "Aufrufe mit der ChatGPT-Anmeldung gehen über {api} an {address}, die einzige Stelle, an der diese Anmeldung gilt.",
  "remedy.codex-upgrade":
    "Den Eintrag direkt vor einem Upgrade auf 2026.6 oder 2026.7 entfernen: Versionen ab 2026.6.1 und vor 2026.8.1 starten mit ihm nicht.",
  "remedy.codex-refused": "Hier wird kein Override geschrieben",
  "remedy.codex-not-here":
    "Seit 2026.6.1 startet das Gateway mit einem solchen Override nicht; die Route der Anmeldung findet es selbst.",
  "remedy.codex-api-unknown": "Das Schema des Gateways nimmt {api} nicht an.",

  "remedy.route": "Die Route von {provider} korrigieren",
  "remedy.route-why": "Aufrufe an {provider} gehen über {api} an {address}.",
  "remedy.route-step": "die Route korrigieren",
  "remedy.route-elsewhere": "Was gesagt wird, und der Schlüssel, geht dann an {to} statt an {from}.",
  "remedy.route-refused": "Hier wird keine Route geschrieben",
  "remedy.route-api-unknown": "Das Schema dieses Gateways ({version}) nimmt {api} nicht an.",
  "remedy.unknown-version": "unbekannt",

  "remedy.cooldown": "Eine Anmeldung oder ein Schlüssel ist in der Sperrzeit",
  "remedy.cooldown-file":
    "Von hier aus lässt sie sich nicht beenden. Wenn die Ursache behoben ist und du nicht warten willst, entfernt das Folgende sie aus der Datei, in der diese Version sie hält:",
  "remedy.cooldown-sign-in":
    "Von hier aus lässt sie sich nicht beenden. Wenn die Ursache behoben ist und du nicht warten willst, hilft eine neue Anmeldung:",

  "remedy.move": "Das Primärmodell auf die angemeldete Route umstellen",
  "remedy.move-why":
    "Der Schlüssel von {from} darf keine Antworten schreiben. Die ChatGPT-Anmeldung bietet dasselbe Modell als {to}; es zählt dann zu deren Tarif statt zum Konto des Schlüssels.",
  "remedy.move-step": "das Primärmodell umstellen",

  "remedy.network-why":
    "Der Schutz des Anbieters lehnt das Netz oder die Adresse des Gateways ab. Einen anderen Ausgang versuchen oder fragen, wer das Netz betreibt.",

  "remedy.override-correct": "Den übrig gebliebenen Override von openai korrigieren",
  "remedy.override-remove": "Den übrig gebliebenen Override von openai entfernen",
  "remedy.override-correct-why":
    "{entry} lenkt das Modell am ChatGPT-Backend vorbei. Der Eintrag enthält einen Schlüssel, den niemand zurückholen könnte; deshalb bleibt er und wird korrigiert.",
  "remedy.override-remove-why":
    "{entry} lenkt das Modell am ChatGPT-Backend vorbei. Ohne den Eintrag wählt diese Version selbst die richtige Route für die Anmeldung.",
  "remedy.override-correct-step": "seine Route korrigieren",
  "remedy.override-remove-step": "den Override entfernen",
  "remedy.override-keeps-key":
    "Der Schlüssel bleibt im Eintrag und wird für diese Modelle nicht mehr benutzt. Um beides zu entfernen, {argument} angeben; eine Rücknahme könnte den Schlüssel nicht zurückholen.",
  "remedy.override-loses-key":
    "Der API-Schlüssel darin wird mit entfernt, und eine Rücknahme kann ihn nicht zurückholen; das Gateway hält die alte Datei als openclaw.json.bak.",

  "remedy.shadow": "Den nicht mehr nötigen Eintrag openai-codex entfernen",
  "remedy.shadow-why":
    "Nichts ist defekt. {entry} stammt aus einer älteren Version: Diese findet das ChatGPT-Backend selbst, der Eintrag verdeckt ihre Preise und Grenzen, und Versionen ab 2026.6.1 und vor 2026.8.1 würden mit ihm nicht starten.",
  "remedy.shadow-step": "den Eintrag entfernen",

  "remedy.rename": "Die Modelle auf den Anbieter dieser Version umbenennen",
  "remedy.rename-why": "Verweise auf {old} werden zu {now}; die Modelle bleiben dieselben.",
  "remedy.rename-step": "die Verweise umbenennen",

  "remedy.set": "Das Modell von {agent} einstellen",
  "remedy.set-why": "{agent} wird von {model} beantwortet; die Fallbacks bleiben, wie sie sind.",
  "remedy.set-step": "das Modell einstellen",
  "remedy.set-sessions": "Sitzungen mit eigenem Modell, im Chat mit {command} gewählt, behalten es.",
  "remedy.set-others": "Ebenfalls davon beantwortet werden dann {agents}, weil sie kein eigenes Modell haben.",
  "remedy.set-which-agent": "Welcher Agent?",
  "remedy.set-several": "Dieses Gateway hat mehrere: {agents}.",
  "remedy.set-no-agent": "Kein Agent heißt so",
  "remedy.set-agents": "Bekannt: {agents}.",
  "remedy.set-which-model": "Welches Modell?",
  "remedy.set-lists": "Das Gateway führt {models} auf.",
  "remedy.set-lists-none": "Das Gateway führt keine Modelle auf.",
  "remedy.set-unlisted": "Das Gateway führt dieses Modell nicht auf",
  "remedy.set-not-here": "{model} gibt es hier nicht.",
  "remedy.set-already": "Es ist schon eingestellt",
  "remedy.set-already-why": "{agent} ist auf {model} eingestellt.",

  "remedy.sign-in": "Neu bei {provider} anmelden",
  "remedy.sign-in-refused": "Der Anbieter lehnt die Anmeldung auf der richtigen Route ab.",
  "remedy.sign-in-ends":
    "Das Gateway kann die Anmeldung nicht selbst erneuern: Ohne eine neue werden ihre Modelle abgelehnt.",
  "remedy.sign-in-code":
    "Das Gateway nennt einen Code, der auf der Seite des Anbieters eingegeben wird, mit dem Konto, das es benutzen soll.",
  "remedy.log-in": "Auf dem Gateway-Host neu anmelden",
  "remedy.log-in-refused":
    "Der Anbieter lehnt die Anmeldung auf der richtigen Route ab; die Konfiguration ist also richtig und bleibt, wie sie ist. Der Anmeldung keine Scopes hinzufügen: Das macht sie ganz unbrauchbar.",
  "remedy.log-in-look": "Danach eine Nachricht senden und {command} ansehen.",
};
