/** Several companions that share a database. */
export const companions = {
  "companions.title": "Companions",
  "companions.alone":
    "This one keeps its ledger in a file, and works alone. With COMPANION_DATABASE_URL others can run on other hosts.",
  "companions.seat": "Chats, warnings and gateways are spread over them; what one has when it ends, others take over.",
  "companions.since": "{host} ({release}), since {since}.",
  "companions.chats": "Answers in {chats}.",
  "companions.warns": "Watches over the gateways and warns.",
  "companions.reads":
    "{count, plural, =0 {Reads no gateway.} one {Reads the gateway {gateways}.} other {Reads # gateways: {gateways}.}}",
  "companions.repairs": "Repairs {gateways}.",
  "companions.heard":
    "{seconds, plural, =0 {Heard just now.} one {Heard one second ago.} other {Heard {seconds} seconds ago.}}",
  "companions.not-seen": "The database does not tell when it was heard: it has another user there.",
  "companions.answers":
    "The companion on {host} ({release}) answers here; {others, plural, one {one more shares} other {{others} more share}} the work.",
} as const;
