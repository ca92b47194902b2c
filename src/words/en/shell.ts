/** What subcommands say of themselves, of how they are called, and while they run in a terminal. */
export const shell = {
  "shell.usage": "Usage: openclaw-companion {usage}",
  "shell.usage-any": "Usage: openclaw-companion [subcommand]",
  "shell.settings-from": "Settings come from the environment and from .env; .env.example describes them.",
  "shell.no-subcommand": "There is no subcommand {name}{meant, select, none {} other { (did you mean {meant}?)}}.",
  "shell.takes-nothing": "{name} takes no arguments, not {typed}",
  "shell.takes-only": "{name} takes only {flags}, not {typed}{meant, select, none {} other { (did you mean {meant}?)}}",
  "shell.failed": "{what}: {fix}",
  "shell.run": "serve Discord and Telegram (the default; with neither configured, this terminal)",
  "shell.run-nowhere": "set DISCORD_TOKEN or TELEGRAM_TOKEN (or both): there is no terminal to answer in",
  "shell.status": "read every gateway once and print what it says; exits 0 healthy, 1 degraded, 2 cannot tell",
  "shell.ask": "run one command as a chat would, print the reply and exit as status does",
  "shell.ask-what": "ask what? For example: {example}",
  "shell.ask-either": "--yes and --dry-run exclude each other",
  "shell.ask-unknown":
    "there is no command like that{meant, select, none {} other { (did you mean {meant}?)}}; there are {known}",
  "shell.ask-dry-run": "--dry-run goes with {known}",
  "shell.ask-goes-on":
    "What was begun goes on to its end. Once more ends this at once; the next start then sees it through.",
  "shell.ask-unchanged": "Nothing was changed. Add --yes to confirm, or run it in a terminal.",
  "shell.question": "{what}?",
  "shell.chat": "talk to the companion here, as in a chat: a command a line",
  "shell.chat-intro": "Type /model-status, or /help. Leave with exit.",
  "shell.demo": "try it on the recording of a real gateway, in this terminal; needs no token and no network",
  "shell.demo-what": "Gateway {name} is a recording of a real OpenClaw 2026.3.2 (issue #38706): no token, no network.",
  "shell.demo-how":
    "Type /model-status, then /fix-codex and 1 to confirm. Each reply plays one more turn. exit leaves.",
  "shell.demo-then":
    "A warning comes by itself in a moment. After the repair and one more turn it turns green, with its history.",
  "shell.demo-played": "(One more turn was played: {who, select, none {no model} other {{who}}} answered it.)",
  "shell.doctor": "check everything and say what to do; exits 0 all is well, 1 problem to fix, 2 cannot tell",
  "shell.setup": "ask for the settings, write them to .env (or the file) and offer to check them",
  "shell.setup-one-file": "setup takes the name of one file at most",
  "shell.setup-terminal":
    "setup asks questions and needs a terminal; without one, copy .env.example to .env and edit it",
  "shell.pair": "have this companion approved by its gateways, and wait until it is",
  "shell.pair-one": "pair takes the name of one gateway at most; there is {known}",
  "shell.pair-unknown":
    "there is no gateway {name}; there is {known}{meant, select, none {} other { (did you mean {meant}?)}}",
  "shell.pair-linked":
    "{when, select, now {linked now; {release} lets this companion read} other {nothing to approve; {release} already lets this companion read}}",
  "shell.pair-waits": "waiting for approval; {how}",
  "shell.pair-refused": "{why}; {fix}, then run pair again",
  "shell.pair-again": "{why}; trying again",
  "shell.pair-stopped": "Stopped. Not linked yet: {names}; run pair again to go on.",
  "shell.pair-late": "Not linked within 10 minutes: {names}. Run pair again when somebody is at the gateway host.",
  "shell.pair-progress": "waiting for {names}, {left} min left (Ctrl-C stops)",
  "shell.move-store": "copy the ledger from its file into the empty database of COMPANION_DATABASE_URL",
  "shell.move-store-where": "set COMPANION_DATABASE_URL to the database the ledger shall move to",
  "shell.move-store-none": "there is no ledger {path} to move: check COMPANION_DATA_DIR, or start without moving",
  "shell.move-store-table": "{table}: {count, plural, one {{count} row} other {{count} rows}}",
  "shell.move-store-done": "Everything is in the database {name} now, and counted there once more.",
  "shell.move-store-left": "{path} is as it was; nothing reads it while COMPANION_DATABASE_URL is set.",
  "shell.not-kept": "What follows is counted from what the gateways still tell, and is not kept.",
  "shell.new-identity":
    "device.json was missing beside the ledger and was made anew: gateways on other hosts do not know it; restore it from a backup, or run: openclaw-companion pair",
} as const;
