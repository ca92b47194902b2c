/** Several companions that share a database. */
export const companions = {
  "companions.title": "Companions",
  "companions.alone":
    "This one keeps its ledger in a file, and serves alone. With COMPANION_DATABASE_URL others can run on other hosts.",
  "companions.seat": "One serves the chats, all of them read gateways; what one has when it ends, others take over.",
  "companions.serves": "{host} ({release}) serves, linked since {since}.",
  "companions.serves-since": "{host} ({release}) serves since {since}.",
  "companions.stands-by": "{host} ({release}) stands by since {since}.",
  "companions.reads":
    "{count, plural, =0 {Reads no gateway.} one {Reads the gateway {gateways}.} other {Reads # gateways: {gateways}.}}",
  "companions.repairs": "Repairs {gateways}.",
  "companions.heard":
    "{seconds, plural, =0 {Heard just now.} one {Heard one second ago.} other {Heard {seconds} seconds ago.}}",
  "companions.not-seen": "The database does not tell when it was heard: it has another user there.",
  "companions.answers":
    "The companion on {host} ({release}) answers; {others, plural, one {one more stands} other {{others} more stand}} by.",
} as const;
