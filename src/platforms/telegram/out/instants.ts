import type { Language } from "../../../core/card.ts";
import type { Instant } from "../../../core/time.ts";
import { LOCALES } from "../../../words/locales.ts";
import { say } from "../../../words/say.ts";
import { speakText } from "../../../words/speak.ts";

/** How clock times are told. */
export interface Telling {
  /** When it is read: what happened on that day needs no date. */
  readonly now: Instant;
  readonly language: Language;
  /** Whether the zone is said with it: it is this host's, and nobody chose it for the room. */
  readonly namesZone: boolean;
}

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DATE = { day: "numeric", month: "short" } as const;

/**
 * `09:12 CET`, or `7 Mar, 09:12`: Telegram's messages stay as they are, where an age would soon be wrong, and cannot be
 * shown in each reader's zone.
 */
export function formatClock(at: Instant, { now, language, namesZone }: Telling): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return speakText(say("chats.unknown-time"), language);
  const read = new Date(now);
  const day = date.toDateString() === read.toDateString() ? {} : DATE;
  const year = date.getFullYear() === read.getFullYear() ? {} : ({ year: "numeric" } as const);
  const zone = namesZone ? ({ timeZoneName: "short" } as const) : {};
  return new Intl.DateTimeFormat(LOCALES[language], { ...TIME, ...day, ...year, ...zone }).format(date);
}
