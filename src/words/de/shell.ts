import type { shell as english } from "../en/shell.ts";
import type { Translated } from "../translated.ts";

export const shell: Translated<typeof english> = {
  "shell.usage": "Aufruf: openclaw-companion {usage}",
  "shell.usage-any": "Aufruf: openclaw-companion [Unterbefehl]",
  "shell.settings-from": "Einstellungen kommen aus der Umgebung und aus .env; .env.example beschreibt sie.",
  "shell.no-subcommand":
    "Einen Unterbefehl {name} gibt es nicht{meant, select, none {} other { (ist {meant} gemeint?)}}.",
  "shell.takes-nothing": "{name} nimmt keine Argumente, auch nicht {typed}",
  "shell.takes-only": "{name} nimmt nur {flags}, nicht {typed}{meant, select, none {} other { (ist {meant} gemeint?)}}",
  "shell.failed": "{what}: {fix}",
  "shell.run": "Discord und Telegram bedienen (ohne Unterbefehl; ist keines eingerichtet, dieses Terminal)",
  "shell.run-nowhere":
    "DISCORD_TOKEN oder TELEGRAM_TOKEN setzen (oder beide): es gibt kein Terminal, in dem geantwortet werden könnte",
  "shell.status":
    "jedes Gateway einmal lesen und ausgeben, was es sagt; endet mit 0 gesund, 1 beeinträchtigt, 2 unbekannt",
  "shell.ask": "einen Befehl ausführen, wie es ein Chat täte, die Antwort ausgeben und enden wie status",
  "shell.ask-what": "Was soll gefragt werden? Zum Beispiel: {example}",
  "shell.ask-either": "--yes und --dry-run schließen einander aus",
  "shell.ask-unknown":
    "einen solchen Befehl gibt es nicht{meant, select, none {} other { (ist {meant} gemeint?)}}; es gibt {known}",
  "shell.ask-dry-run": "--dry-run passt zu {known}",
  "shell.ask-goes-on":
    "Was begonnen wurde, läuft zu Ende. Noch einmal beendet das hier sofort; der nächste Start bringt es dann zu Ende.",
  "shell.ask-unchanged": "Nichts wurde geändert. Zum Bestätigen --yes anhängen, oder in einem Terminal ausführen.",
  "shell.question": "{what}?",
  "shell.chat": "hier mit dem Companion sprechen wie in einem Chat: ein Befehl je Zeile",
  "shell.chat-intro": "/model-status oder /help eingeben. exit beendet.",
  "shell.demo":
    "an der Aufzeichnung eines echten Gateways ausprobieren, in diesem Terminal; braucht kein Token und kein Netz",
  "shell.demo-what":
    "Gateway {name} ist die Aufzeichnung eines echten OpenClaw 2026.3.2 (Issue #38706): kein Token, kein Netz.",
  "shell.demo-how":
    "/model-status eingeben, dann /fix-codex und 1 zum Bestätigen. Jede Antwort spielt eine weitere Anfrage ab. exit beendet.",
  "shell.demo-then":
    "Gleich kommt von selbst eine Warnung. Nach der Reparatur und einer weiteren Anfrage wird sie grün, mit ihrem Verlauf.",
  "shell.demo-played":
    "(Eine weitere Anfrage wurde abgespielt: {who, select, none {kein Modell hat} other {{who} hat}} geantwortet.)",
  "shell.doctor":
    "alles prüfen und sagen, was zu tun ist; endet mit 0 alles in Ordnung, 1 Problem zu beheben, 2 unbekannt",
  "shell.setup": "nach den Einstellungen fragen, sie in .env (oder die Datei) schreiben und anbieten, sie zu prüfen",
  "shell.setup-one-file": "setup nimmt höchstens den Namen einer Datei",
  "shell.setup-terminal":
    "setup stellt Fragen und braucht ein Terminal; ohne eines .env.example nach .env kopieren und bearbeiten",
  "shell.pair": "diesen Companion von seinen Gateways freigeben lassen und darauf warten",
  "shell.pair-one": "pair nimmt höchstens den Namen eines Gateways; es gibt {known}",
  "shell.pair-unknown":
    "ein Gateway {name} gibt es nicht; es gibt {known}{meant, select, none {} other { (ist {meant} gemeint?)}}",
  "shell.pair-linked":
    "{when, select, now {jetzt verbunden; {release} lässt diesen Companion lesen} other {nichts freizugeben; {release} lässt diesen Companion schon lesen}}",
  "shell.pair-waits": "wartet auf Freigabe; {how}",
  "shell.pair-refused": "{why}; {fix}, dann pair noch einmal ausführen",
  "shell.pair-again": "{why}; neuer Versuch",
  "shell.pair-stopped": "Angehalten. Noch nicht verbunden: {names}; pair noch einmal ausführen, um weiterzumachen.",
  "shell.pair-late":
    "In 10 Minuten nicht verbunden: {names}. pair noch einmal ausführen, wenn jemand am Gateway-Host ist.",
  "shell.pair-progress": "wartet auf {names}, noch {left} min (Strg-C hält an)",
  "shell.move-store": "die Datenbankdatei in die leere Datenbank von COMPANION_DATABASE_URL kopieren",
  "shell.move-store-where": "COMPANION_DATABASE_URL auf die Datenbank setzen, in die alles umziehen soll",
  "shell.move-store-none":
    "es gibt keine Datenbankdatei {path} zum Umziehen: COMPANION_DATA_DIR prüfen, oder ohne Umzug starten",
  "shell.move-store-table": "{table}: {count, plural, one {{count} Zeile} other {{count} Zeilen}}",
  "shell.move-store-done": "Alles ist jetzt in der Datenbank {name} und wurde dort noch einmal gezählt.",
  "shell.move-store-left": "{path} ist, wie es war; solange COMPANION_DATABASE_URL gesetzt ist, liest es niemand.",
  "shell.not-kept": "Was folgt, ist aus dem gezählt, was die Gateways noch wissen, und wird nicht behalten.",
  "shell.new-identity":
    "device.json fehlte neben der Datenbank und wurde neu erzeugt: Gateways auf anderen Hosts kennen es nicht; es aus einer Sicherung zurückholen, oder ausführen: openclaw-companion pair",
};
