import type { Language } from "../core/card.ts";
import type { Instant } from "../core/time.ts";
import { LOCALES } from "../words/locales.ts";

const format = (at: Instant, language: Language, style: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALES[language], style).format(at);

/** `7 Mar`, which no reader takes for the third of July. As all of these, in the zone of this process. */
export const dayOf = (at: Instant, language: Language): string =>
  format(at, language, { day: "numeric", month: "short" });

export const clockOf = (at: Instant, seconds = false): string =>
  format(at, "en", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(seconds && { second: "2-digit" }),
  });

/** `7 Mar 09:12`. */
export const instantOf = (at: Instant, language: Language): string => `${dayOf(at, language)} ${clockOf(at)}`;

/** `CET`: the zone as it is called at an instant. */
export const zoneOf = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZoneName: "short" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value ?? "";
