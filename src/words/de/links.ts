import type { links as english } from "../en/links.ts";
import type { Translated } from "../translated.ts";

export const links: Translated<typeof english> = {
  "links.says": "{why}. Es meldet: {says}",
  "links.to-do": "Was zu tun ist: {fix}.",
  "links.away": "{named, select, yes {{host}} other {das Gateway}} ist nicht erreichbar",
  "links.away-because": "{named, select, yes {{host}} other {das Gateway}} ist nicht erreichbar: {why}",
  "links.away-slow":
    "{named, select, yes {{host}} other {das Gateway}} ist nicht erreichbar: keine Antwort in angemessener Zeit",
  "links.protocol":
    "das Gateway{named, select, yes { unter {host}} other {}} spricht ein Protokoll, das dieser Companion nicht kennt (er kennt 3 und 4)",
  "links.protocol-fix": "den Companion aktualisieren",
  "links.scopes": "das Gateway hat diesem Gerät die verlangten Scopes nicht gegeben",
  "links.scopes-fix": "das gemeinsame Token des Gateways setzen oder das Gerät neu freigeben",
  "links.scopes-how":
    "{variable} auf das gemeinsame Token des Gateways setzen, oder auf seinem Host ausführen: openclaw devices list, dann openclaw devices approve <id> für OpenClaw Companion",
  "links.no-more-sign-ins": "das Gateway nimmt vorübergehend keine Anmeldungen mehr an",
  "links.pin-other": "das Zertifikat von {named, select, yes {{host}} other {dem Gateway}} ist nicht das angepinnte",
  "links.pin-other-fix":
    "den Fingerabdruck auf dem Gateway-Host vergleichen; wurde das Zertifikat erneuert, den neuen setzen",
  "links.pin-none":
    "was für {named, select, yes {{host}} other {das Gateway}} angepinnt ist, ist kein Fingerabdruck eines Zertifikats",
  "links.pin-none-fix": "den SHA-256-Fingerabdruck angeben",
  "links.pin-plain":
    "für {named, select, yes {{host}} other {das Gateway}} ist ein Zertifikat angepinnt, aber die Adresse ist nicht verschlüsselt",
  "links.pin-plain-fix": "eine wss://-Adresse angeben oder den Fingerabdruck entfernen",
  "links.plain-in-public":
    "{named, select, yes {{host}} other {das Gateway}} wäre nur unverschlüsselt über ein öffentliches Netz zu erreichen",
  "links.plain-in-public-fix":
    "eine wss://-Adresse, einen SSH-Tunnel zum Loopback-Port des Gateways oder eine Adresse im privaten Netz benutzen",
  "links.lets-in":
    "das Gateway{named, select, yes { unter {host}} other {}} nimmt die Verbindung an, antwortet aber nicht",
  "links.restarting": "das Gateway startet gerade neu",
  "links.closed-early":
    "{named, select, yes {{host}} other {das Gateway}} hat die Verbindung vor der Begrüßung geschlossen ({code})",
  "links.speechless": "{named, select, yes {{host}} other {das Gateway}} nimmt die Verbindung an, sagt aber nichts",
  "links.policy-changed": "das Gateway hat die Verbindung geschlossen, weil sich seine Zugriffsregeln geändert haben",
  "links.read-slowly": "das Gateway hat die Verbindung geschlossen, weil zu langsam gelesen wurde",
  "links.stopped-answering": "das Gateway antwortet nicht mehr",
  "links.sends-too-much":
    "es sendet zu viel: weit mehr Ereignisse, als ein Gateway zu melden hat, darum wird ihm nicht zugehört",
  "links.sends-too-much-fix":
    "es auf seinem Host neu starten; hilft das nicht, es aus den Einstellungen nehmen, bis die Ursache gefunden ist",
  "links.lost": "die Verbindung ist abgebrochen ({code})",
  "links.read-taken-away": "das Gateway hat das Token angenommen, aber das Leserecht (operator.read) entzogen",
  "links.approve":
    "auf dem Gateway-Host freigeben; was dazu auszuführen ist, finden Admins im privaten Teil von /model-status",
  "links.approve-us":
    "auf dem Gateway-Host ausführen: openclaw devices list, dann openclaw devices approve <id> für OpenClaw Companion",
  "links.approve-how": "auf dem Gateway-Host ausführen: {command}",
  "links.find-and-approve": "auf dem Gateway-Host ausführen: openclaw devices list, dann openclaw devices approve <id>",
  "links.pairing": "das Gateway verlangt, dass dieser Companion einmal freigegeben wird",
  "links.password-unset": "das Gateway ist im Passwort-Modus und hat selbst kein Passwort",
  "links.password-unset-fix": "gateway.auth.password auf seinem Host setzen, oder einen anderen gateway.auth.mode",
  "links.password-missing": "das Gateway verlangt ein Passwort, und keines ist gesetzt",
  "links.password-wrong": "das Gateway nimmt das Passwort nicht an",
  "links.password-fix":
    "{variable} auf gateway.auth.password des Gateways setzen (auf seinem Host in ~/.openclaw/openclaw.json)",
  "links.proxy-refused":
    "das Gateway{named, select, yes { unter {host}} other {}} lehnt ab, was durch seinen Proxy kommt",
  "links.proxy-refused-fix":
    "auf seinem Host gateway.trustedProxies und gateway.auth.trustedProxy ansehen oder am Proxy vorbei verbinden",
  "links.token-missing": "das Gateway verlangt ein Token, und keines ist gesetzt",
  "links.token-wrong": "das Gateway nimmt das Token nicht an",
  "links.token-fix":
    "{variable} auf gateway.auth.token des Gateways setzen (auf seinem Host in ~/.openclaw/openclaw.json)",
  "links.check-port": "den Port in seiner Adresse prüfen",
  "links.check-port-how":
    "den Port in seiner Adresse prüfen; auf seinem Host nennt openclaw gateway status den richtigen",
  "links.proxy-untrusted":
    "das Gateway{named, select, yes { unter {host}} other {}} vertraut dem Proxy nicht, über den diese Verbindung kommt",
  "links.proxy-untrusted-fix":
    "auf seinem Host gateway.trustedProxies auf die Adresse dieses Proxys setzen, und auf nicht mehr",
  "links.refuses": "das Gateway{named, select, yes { unter {host}} other {}} lehnt die Verbindung ab (HTTP {status})",
  "links.guarded":
    "etwas vor dem Gateway{named, select, yes { unter {host}} other {}} lässt niemanden ohne eigene Anmeldung herein (HTTP {status})",
  "links.guarded-fix": "dem Companion einen Weg daran vorbei geben: ein privates Netz oder einen SSH-Tunnel",
  "links.not-passed-on":
    "was vor dem Gateway{named, select, yes { unter {host}} other {}} steht, erreicht es nicht (HTTP {status})",
  "links.another-program":
    "unter {named, select, yes {{host}} other {seiner Adresse}} lauscht ein anderes Programm, kein Gateway (HTTP {status} statt eines WebSockets)",
  "links.no-websocket":
    "{named, select, yes {{host}} other {das Gateway}} antwortet mit HTTP {status} statt mit einem WebSocket",
  "links.encrypted-only": "{named, select, yes {{host}} other {das Gateway}} spricht TLS, die Adresse aber sagt ws://",
  "links.encrypted-only-fix": "wss:// in seine Adresse schreiben",
  "links.check-network": "das Netz prüfen, und ob der Host läuft",
  "links.check-network-or-tls":
    "das Netz prüfen, und ob der Host läuft; falls der Port TLS verlangt, wss:// in die Adresse schreiben",
  "links.untrusted": "dem Zertifikat von {named, select, yes {{host}} other {dem Gateway}} wird nicht vertraut: {why}",
  "links.untrusted-fix":
    "die Datei seiner Zertifizierungsstelle in {file} angeben oder das Zertifikat in {fingerprint} anpinnen",
  "links.certificate":
    "das Zertifikat von {named, select, yes {{host}} other {dem Gateway}} wird nicht angenommen: {why}",
  "links.certificate-fix": "es auf dem Gateway-Host ansehen",
  "links.authority": "die Datei der Zertifizierungsstelle ist nicht lesbar",
  "links.authority-why": "das Zertifikat der Zertifizierungsstelle ist nicht lesbar: {why}",
  "links.authority-fix": "{file} korrigieren",
  "links.unencrypted":
    "{named, select, yes {{host}} other {das Gateway}} spricht kein TLS, die Adresse aber sagt wss://",
  "links.unencrypted-fix": "ws:// in seine Adresse schreiben oder TLS einrichten",
  "links.proxy": "der Proxy auf dem Weg zum Gateway ist nicht benutzbar",
  "links.proxy-fix": "die Proxy-Einstellungen des Companion prüfen",
  "links.nobody":
    "unter {named, select, yes {{host}} other {seiner Adresse}} lauscht nichts: Der Gateway-Prozess läuft dort nicht",
  "links.no-name": "der Hostname von {named, select, yes {{host}} other {dem Gateway}} ist nicht zu finden",
  "links.no-name-because":
    "der Hostname von {named, select, yes {{host}} other {dem Gateway}} ist nicht zu finden: {why}",
  "links.no-name-fix": "seine Adresse prüfen, und das Netz dieses Hosts",
  "links.own-network": "das Netz dieses Hosts prüfen",
  "links.start": "das Gateway auf seinem Host starten",
  "links.start-how": "auf {where, select, here {diesem} other {seinem}} Host ausführen: openclaw gateway start",
  "links.up-but-refuses":
    "der Gateway-Prozess{named, select, yes { unter {host}} other {}} läuft, lehnt aber die Verbindung ab",
  "links.may-not-write": "dieser Companion darf dieses Gateway lesen, aber nicht ändern",
  "links.may-not-write-fix": "ihm auf dem Gateway-Host das Schreiben erlauben",
  "links.may-not-write-how":
    "{variable} auf das gemeinsame Token des Gateways setzen, oder auf dem Gateway-Host ausführen: openclaw devices list, dann openclaw devices approve <id> für seine Anfrage nach operator.admin",
  "links.later": "es wieder versuchen, wenn das Gateway antwortet",
  "links.only-on-host": "das Gateway fragt etwas, das sich nur auf seinem Host beantworten lässt",
  "links.no-reason": "es nennt keinen Grund",

  "links.unread": "seine Aufzeichnung ist nicht lesbar: {why}",
  "links.unread-yet": "seine Aufzeichnung ist noch nicht gelesen: {call} ist noch nicht beantwortet",
  "links.unread-ledger": "die Datenbank des Companion versagt; sein Protokoll sagt, warum",
  "links.unread-folder": "die Datenbank des Companion versagt; Platz und Rechte seines Datenordners prüfen",
  "links.unread-log": "das Protokoll des Companion sagt, warum",
  "links.unread-slow": "{call} wird nicht rechtzeitig beantwortet",
  "links.unread-right": "das Leserecht (operator.read) wurde entzogen",
  "links.unread-refused": "es will nichts sagen; seine Worte stehen im Protokoll des Companion",
  "links.unread-reply": "die Antwort auf {call} ist nicht zu verstehen{where, select, known { (bei {place})} other {}}",
};
