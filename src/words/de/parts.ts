import type { parts as english } from "../en/parts.ts";
import type { Translated } from "../translated.ts";

export const parts: Translated<typeof english> = {
  "parts.days": "{count, plural, one {# Tag} other {# Tage}}",
  "parts.hours": "{count} h",
  "parts.minutes": "{count} min",
  "parts.seconds": "{count} s",
  "parts.instant": "weniger als eine Sekunde",
  "parts.length": "{large} {small}",
  "parts.named": "{names}{more, plural, =0 {} one { und # weiteres} other { und # weitere}}",
  "parts.sentence": "{sentence}.",
  "parts.in-turn": "{first} {next}",
  "parts.listed": "{first}, {next}",
  "parts.dotted": "{first} · {next}",
  "parts.apart": "{first}; {next}",
  "parts.just-now": "gerade eben",
  "parts.ago": "vor {length}",
  "parts.ahead": "in {length}",
  "parts.since-days": "{count} Tagen",
  "parts.of": "{name}: {what}",
  "parts.number": "{count, number}",
  "parts.and-more": "und {count} weitere",
  "parts.of-which": "{name}:",
};
