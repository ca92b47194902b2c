import { HOUR, MINUTE, SECOND } from "./time.ts";

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

/**
 * `cause`: why something fails. `consequence`: what follows from a cause, an incident of its own only while no cause
 * is known. `apart`: has nothing to do with why a model fails; always an incident of its own.
 */
export type RuleRole = "cause" | "consequence" | "apart";

/** What is known of a rule besides how it finds something. */
export interface RuleFacts<Id extends string> {
  readonly role: RuleRole;
  /** Rules that say the same less precisely: they are not shown for what this one has found. */
  readonly explains: readonly Id[];
  readonly threshold: Threshold;
  /** Where it shows: in the record (a rule of `diagnose/rules` finds it), in the link, or in a room of ours. */
  readonly seen: "record" | "link" | "room";
}

const AT_ONCE: Threshold = { checks: 1, answers: 0, after: 0, goodAnswers: 2, quiet: 10 * MINUTE };
const SETTING: Threshold = { ...AT_ONCE, goodAnswers: Infinity, quiet: 30 * SECOND };
/** Never speaks for itself. */
const NEVER: Threshold = { checks: Infinity, answers: Infinity, after: Infinity, goodAnswers: 1, quiet: 0 };
const SOON: Threshold = { checks: Infinity, answers: 2, after: 2 * MINUTE, goodAnswers: 2, quiet: 30 * MINUTE };
/** What is seen of the link itself: time counts, not how often somebody looked. */
const lasting = (after: number): Threshold => ({
  checks: Infinity,
  answers: Infinity,
  after,
  goodAnswers: Infinity,
  quiet: 5 * SECOND,
});

const rule =
  (role: RuleRole, seen: "record" | "link" | "room" = "record") =>
  <const Id extends string = never>(threshold: Threshold = AT_ONCE, explains: readonly Id[] = []) => ({
    role,
    explains,
    threshold,
    seen,
  });
const cause = rule("cause");
const consequence = rule("consequence");
const apart = rule("apart");
const ofLink = rule("apart", "link");
const ofRoom = rule("apart", "room");

const define = <Id extends string>(table: Readonly<Record<Id, RuleFacts<NoInfer<Id>>>>) => table;

/**
 * Every rule there is, one line each, in the order findings are shown: what goes on by itself until somebody stops it,
 * then causes, then what they lead to.
 */
export const RULE_FACTS = define({
  "retried-turn": apart(),
  "partial-override": cause(SETTING),
  "codex-wrong-transport": cause(AT_ONCE, [
    "unauthorized",
    "unavailable-model",
    "network-block",
    "provider-forbids",
    "model-request-scope",
  ]),
  "stale-override": cause(AT_ONCE, ["unauthorized", "unavailable-model"]),
  "legacy-ref": cause(SETTING, ["missing-credential", "unknown-model"]),
  "unknown-model": cause(),
  "restricted-key": cause(AT_ONCE, ["unauthorized"]),
  "stale-models-json": cause(),
  "wrong-route": cause(AT_ONCE, [
    "unauthorized",
    "wrong-key",
    "missing-bearer",
    "unavailable-model",
    "removed-api",
    "network-block",
    "provider-forbids",
    "provider-unreachable",
  ]),
  "retired-path": cause(AT_ONCE, ["provider-forbids", "provider-unreachable"]),
  "spent-refresh-token": cause(AT_ONCE, ["unauthorized"]),
  "sign-in-rejected": cause(AT_ONCE, ["unauthorized", "login-expired", "wrong-key"]),
  "login-expired": cause(AT_ONCE, ["unauthorized"]),
  "wrong-key": cause(AT_ONCE, ["unauthorized"]),
  "missing-bearer": cause(AT_ONCE, ["unauthorized"]),
  "missing-credential": cause(),
  "model-request-scope": cause(AT_ONCE, ["unauthorized"]),
  "empty-account": cause(AT_ONCE, ["unauthorized"]),
  "unavailable-model": cause(AT_ONCE, ["unauthorized"]),
  "removed-api": cause(),
  "store-flag": cause(),
  "empty-400": cause(),
  "network-block": cause(),
  "provider-forbids": cause(),
  "provider-unreachable": cause(SOON),
  "usage-limit": cause(),
  "rate-limit": cause(SOON),
  overloaded: cause(SOON),
  "provider-outage": cause(SOON),
  "provider-timeout": cause(SOON),
  "context-too-long": cause(SOON),
  "content-filter": cause(SOON),
  unexplained: cause(SOON),
  unauthorized: consequence(),
  "chain-exhausted": consequence(),
  "silent-fallback": consequence(SOON),
  "resting-credential": consequence(NEVER),
  "gateway-away": ofLink(lasting(30 * SECOND)),
  blind: ofLink(lasting(MINUTE)),
  "paid-substitution": apart(),
  "proxy-substitutes": apart(),
  "usage-window": apart(SETTING),
  "daily-spend": apart(SETTING),
  "job-fails": apart(SETTING),
  "job-substituted": apart(SETTING),
  "subagent-substituted": apart(SETTING),
  "stalled-turn": apart(SETTING),
  "sign-in-expiring": apart(SETTING),
  "route-changed": apart({ ...SETTING, quiet: HOUR }),
  upgraded: apart({ ...SETTING, quiet: HOUR }),
  "gateway-replaced": apart({ ...SETTING, quiet: HOUR }),
  "entry-changed": apart(NEVER),
  // What an upgrade would break is for whoever asks or repairs, and no reason to wake anybody.
  "upgrade-hazard": apart(NEVER),
  "room-lost": ofRoom(),
  "room-away": ofRoom(),
  "room-refused": ofRoom(),
});

export type RuleId = keyof typeof RULE_FACTS;

export const RULE_IDS: readonly RuleId[] = Object.keys(RULE_FACTS).filter(isRuleId);

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(RULE_FACTS, text);
}

/** What an operator sets differently, by rule. */
export type ThresholdOverrides = Readonly<
  Partial<Record<RuleId, { readonly [K in keyof Threshold]?: number | undefined }>>
>;
