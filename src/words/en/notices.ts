/** What rooms are told besides incidents, and how it stands with rooms. */
export const notices = {
  "notices.test": "Test alert",
  "notices.test.text": "Warnings about OpenClaw gateways arrive here. Nothing is wrong.",
  "notices.welcome": "Warnings come here",
  "notices.welcome.text": "Open incidents are told here from now on; stop with {command}.",
  "notices.second": "What nobody acknowledges comes here",
  "notices.second.text": "Warnings come here when nobody acknowledged them in time; stop with {command}.",
  "notices.arrived": "arrived",
  "notices.not-delivered": "not delivered: {why}",
  "notices.not-served": "this companion does not serve that chat",

  "notices.unkept": "companion: warnings cannot be kept",
  "notices.unkept.why":
    "Its ledger takes nothing: {why}. Make room on its disk, or check the rights of its data folder.",
  "notices.unkept.says": "Its ledger takes nothing: {why}.",
  "notices.unkept.known": "Known meanwhile: {incidents}.",
  "notices.unkept.only": "Until then this is the only message.",
  "notices.kept": "Resolved: companion: warnings are kept again",
  "notices.kept.text": "What lasts is told as usual.",

  "notices.none-reach": "no warnings reach {room}",
  "notices.room-refuses": "{room} refuses a warning",
  "notices.reach-again": "warnings reach {room} again",
  "notices.why": "Why: {why}.",
  "notices.let-in": "let the bot in again, or give it back its permissions there",
  "notices.tried-here": "It is tried again by itself, and at once after {command} in that room.",
  "notices.tried-none-lost": "It is tried again by itself; nothing is lost.",
  "notices.tried": "It is tried again by itself.",
  "notices.no-bot": "this companion has no bot for {platform} any more",
  "notices.no-bot.fix": "put that chat into the settings again, or warn another room with {command}",
} as const;
