/** What many sentences have in common. */
export const parts = {
  "parts.days": "{count} d",
  "parts.hours": "{count} h",
  "parts.minutes": "{count} min",
  "parts.seconds": "{count} s",
  "parts.instant": "less than a second",
  /** `2 h 10 min` */
  "parts.length": "{large} {small}",
  /** The first of some names, and how many others there are. */
  "parts.named": "{names}{more, plural, =0 {} other { and # more}}",
  /** A title, or half a sentence, as a whole one. */
  "parts.sentence": "{sentence}.",
  "parts.in-turn": "{first} {next}",
  "parts.listed": "{first}, {next}",
  "parts.dotted": "{first} · {next}",
  "parts.apart": "{first}; {next}",
  "parts.just-now": "just now",
  "parts.ago": "{length} ago",
  "parts.ahead": "in {length}",
  "parts.since-days": "{count} days",
  /** What something is of: `main: it cannot be read`. */
  "parts.of": "{name}: {what}",
  "parts.number": "{count, number}",
  "parts.and-more": "and {count} more",
  /** What stands below is of that. */
  "parts.of-which": "{name}:",
} as const;
