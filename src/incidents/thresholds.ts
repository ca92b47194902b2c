import { HOUR, MINUTE, SECOND } from "../core/time.ts";

/** When a rule's finding becomes an incident that speaks, and when it is over. */
export interface Threshold {
  /** Speaks after this many checks in a row, … */
  readonly checks: number;
  /** … or this many bad answers, … */
  readonly answers: number;
  /** … or this long (ms); whichever comes first. Zero of all speaks at once. */
  readonly after: number;
  /** Over after this many good answers in a row, … */
  readonly goodAnswers: number;
  /** … or when it was not seen for this long (ms). */
  readonly quiet: number;
}

/** What an operator sets differently, by rule. */
export type ThresholdOverrides = Readonly<Record<string, { readonly [K in keyof Threshold]?: number | undefined }>>;

const AT_ONCE: Threshold = { checks: 1, answers: 0, after: 0, goodAnswers: 2, quiet: 10 * MINUTE };
const SETTING: Threshold = { ...AT_ONCE, goodAnswers: Infinity, quiet: 30 * SECOND };

/** What is not listed here speaks at once. */
export const THRESHOLDS: Readonly<Record<string, Threshold>> = {
  "silent-fallback": { checks: Infinity, answers: 2, after: 2 * MINUTE, goodAnswers: 2, quiet: 30 * MINUTE },
  "resting-credential": { checks: Infinity, answers: Infinity, after: Infinity, goodAnswers: 1, quiet: 0 },
  "gateway-away": { checks: 3, answers: Infinity, after: Infinity, goodAnswers: Infinity, quiet: 5 * SECOND },
  blind: { ...SETTING, quiet: 5 * SECOND },
  "legacy-ref": SETTING,
  "partial-override": SETTING,
  "upgrade-hazard": SETTING,
  "sign-in-expiring": SETTING,
  "route-changed": { ...SETTING, quiet: HOUR },
};

export function thresholdOf(rule: string, overrides: ThresholdOverrides): Threshold {
  const known = THRESHOLDS[rule] ?? AT_ONCE;
  const set = overrides[rule] ?? {};
  return {
    checks: set.checks ?? known.checks,
    answers: set.answers ?? known.answers,
    after: set.after ?? known.after,
    goodAnswers: set.goodAnswers ?? known.goodAnswers,
    quiet: set.quiet ?? known.quiet,
  };
}

/** An incident that comes back within this long reopens; more often than `FLAPPING.openings` it is flapping. */
export const FLAPPING = { within: 30 * MINUTE, openings: 3 } as const;
/** While nobody acknowledges it, an open incident speaks again after this long. */
export const REMIND = 4 * HOUR;
