import type { checks as english } from "../en/checks.ts";
import type { Translated } from "../translated.ts";

export const checks: Translated<typeof english> = {
  "check.token-good": "das Token stimmt; der Bot heißt {bot}",
  "check.token-refused": "{host} lehnt das Token ab",
  "check.token-refused-discord": "DISCORD_TOKEN auf ein Token von {portal} setzen (deine Anwendung, Bot, Reset Token)",
  "check.token-refused-telegram": "TELEGRAM_TOKEN auf ein Token von @BotFather setzen (/mybots, dein Bot, API Token)",
  "check.token-strange": "{host} antwortet nicht, wie {label} es tut (Status {status})",
  "check.token-strange-fix": "{setting} prüfen",
  "check.token-busy": "{host} antwortet mit Status {status}, das Token blieb ungeprüft",
  "check.token-late": "{host} antwortet nicht rechtzeitig, das Token blieb ungeprüft",
  "check.unreachable": "{host} ist nicht erreichbar: {why}",
  "check.no-connection": "keine Verbindung",
  "check.network-fix": "Netz, DNS und Proxy prüfen",
  "check.admins": "{count, plural, one {# Admin darf} other {# Admins dürfen}} reparieren",
  "check.admins-none": "niemand ist Admin, also kann von dort niemand reparieren",
  "check.admins-none-fix": "openclaw-companion setup macht jemanden mit einem Code dazu",
  "check.introduced": "Das Token stimmt; der Bot heißt {bot}.",
  "check.introduced-refused": "Der Dienst lehnt dieses Token ab; es wird trotzdem behalten, doctor sagt mehr dazu.",
  "check.introduced-later": "Der Dienst ist gerade nicht zu fragen; doctor prüft das Token später.",
  "check.no-rooms": "warnt von sich aus niemanden",
  "check.no-rooms-fix": "in einem Raum /warnings here senden, oder {setting} setzen",
  "check.rooms": "warnt von sich aus {count, plural, one {# Ort} other {# Orte}}, jeder ausprobiert",
  "check.lacks": "Warnungen an {room} kommen unvollständig an: dem Bot fehlt dort {rights}",
  "check.lacks-fix": "dem Bot {rights} geben",
  "check.room-fails": "in {room} käme keine Warnung an: {why}",
  "check.server": "die Befehle stehen auf dem Server {server}",
  "check.server-none": "der Bot ist auf keinem Server {id}",
  "check.server-none-fix": "DISCORD_GUILD_ID prüfen, oder den Bot dorthin einladen: {link}",
  "check.server-unknown": "nach dem Server {id} ließ sich nicht fragen",
  "check.nowhere": "der Bot ist auf keinem Server, also kann ihn niemand etwas fragen",
  "check.nowhere-fix": "ihn einladen: {link}",
  "check.public": "jeder darf diesen Bot auf einen eigenen Server holen",
  "check.public-fix":
    "in seiner Anwendung unter Bot den Schalter Public Bot ausschalten (zuerst unter Installation keinen Install Link einstellen)",
  "check.polling": "ob ein anderes Programm mit diesem Token abruft, wurde nicht versucht: das würde es stören",
  "check.polling-fix":
    "bleiben Befehle unbeantwortet, tut es eines; der Companion braucht einen eigenen Bot, nie den des Gateways",
  "check.admins-closed": "kann {count, plural, one {dem Admin} other {den Admins}} {admins} nicht privat schreiben",
  "check.admins-closed-fix": "die ID prüfen; stimmt sie, muss diese Person den Bot öffnen und Start drücken",
  "check.webhook":
    "für diesen Bot ist der Webhook eines anderen Programms gesetzt, auf {whose}: dorthin gehen die Befehle",
  "check.webhook-gateway": "es ist der eines OpenClaw-Gateways; der Companion braucht einen eigenen Bot",
  "check.webhook-other":
    "dem Companion einen eigenen Bot geben, oder jenes Programm beenden: der Companion entfernt den Webhook, wenn er startet",
  "check.unsigned": "was gesendet wird, ist nicht signiert",
  "check.unsigned-fix": "WEBHOOK_SECRET setzen und den Empfänger die Signatur vergleichen lassen",
  "check.answers": "unter {room} antwortet etwas; ein Alarm wurde nicht gesendet",
  "check.webhook-fix": "WEBHOOK_URLS, Netz, DNS und Proxy prüfen",
  "check.closed": "hier ist kein Chat eingerichtet, also bekommen nur Admins eine Antwort",
  "check.closed-discord":
    "kein Server ist eingerichtet, also bekommen nur Admins eine Antwort, und Mitglieder, solange der Bot auf genau einem Server ist",
  "check.closed-fix":
    "openclaw-companion setup lässt mit einem Code einen Admin oder einen Raum ein; {setting} öffnet einen Ort mit Namen",
};
