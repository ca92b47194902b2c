/** What happened in a day or a week. */
export const digests = {
  "digest.how-often": "How often?",
  "digest.unclear": "Write daily, weekly or off, not {given}.",
  "digest.off": "No digest here any more",
  "digest.on": "A digest comes here",
  "digest.when":
    "It comes {rhythm, select, daily {each day} other {each Monday}} at nine, on this host''s clock, where warnings come too. Take it back with {off}.",
  "digest.title": "{rhythm, select, daily {The last day} other {The last week}} on {gateway}: {sum}",
  "digest.title-many": "{rhythm, select, daily {The last day} other {The last week}} on {count} gateways",
  "digest.nothing-open": "Nothing is open.",
  "digest.still-open": "Still open:",
  "digest.never-read": "unknown, it was never read",
  "digest.answers": "{count, plural, =0 {no answers} one {{shown} answer} other {{shown} answers}}",
  "digest.fallbacks":
    "{least, select, yes {at least } other {}}{percent, plural, =0 {under 1 %} other {{percent} %}} by a fallback ({count})",
  "digest.unexplained": "{count, plural, one {1} other {{shown}}} of them by another model, nothing tells why",
  "digest.unauthorized": "{count} × 401",
  "digest.exhausted": "{count, plural, one {{count} turn} other {{count} turns}} that no model answered",
  "digest.repairs": "{count, plural, one {{count} repair} other {{count} repairs}}",
  "digest.incomplete":
    "{gateway}: {why, select, begins {counts begin later than that} ends {not read at the moment} other {counts begin later than that, and not read at the moment}}.",
} as const;
