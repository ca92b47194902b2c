import { english, speakLine } from "../../../src/words/speak.ts";
import { describe, expect, test } from "vitest";
import type { Diagnosis, RuleInput } from "../../../src/core/diagnosis.ts";
import type { AgentSetting, AuthProfile, ProviderSetting, Snapshot } from "../../../src/core/gateway.ts";
import type { Answering, FailureSummary, RouteChange } from "../../../src/core/ledger.ts";
import type { Turn } from "../../../src/core/evidence.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { toFacts } from "../../../src/core/failure.ts";
import { RULES } from "../../../src/diagnose/rules/index.ts";
import { said } from "./failure.ts";
import { NOW, ref, turn } from "./ledger-words.ts";

/** A gateway in words, for rules: everything left out is as on a healthy one. */
export interface State {
  readonly version?: string | null;
  readonly agents?: readonly AgentSetting[];
  readonly providers?: readonly ProviderSetting[];
  readonly profiles?: readonly AuthProfile[];
  readonly logins?: "read" | "unread";
  readonly failures?: readonly FailureSummary[];
  readonly superseded?: readonly FailureSummary[];
  readonly answering?: readonly Answering[];
  readonly lastTurns?: readonly Turn[];
  readonly routeChanges?: readonly RouteChange[];
  readonly mended?: RuleInput["mended"];
  readonly cron?: Snapshot["cron"];
  readonly usage?: Snapshot["usage"];
  readonly retried?: RuleInput["retried"];
  readonly upgrade?: RuleInput["upgrade"];
  readonly replacedAt?: number;
  readonly rests?: RuleInput["rests"];
  readonly sideRuns?: RuleInput["sideRuns"];
  readonly sessions?: Snapshot["sessions"];
  readonly keys?: Snapshot["keys"];
  readonly spending?: RuleInput["spending"];
}

export const agent = (primary: string, id = "main", ...fallbacks: string[]): AgentSetting => ({
  id,
  primary: ref(primary),
  fallbacks: fallbacks.map(ref),
});

export const provider = (id: string, rest: Partial<ProviderSetting> = {}): ProviderSetting => ({
  id,
  baseUrl: null,
  api: null,
  hasKey: false,
  models: [],
  ...rest,
});

/** A model of a provider's entry. */
export const entry = (
  id: string,
  api: string | null = null,
  baseUrl: string | null = null,
): ProviderSetting["models"][number] => ({
  id,
  api,
  baseUrl,
});

export const login = (name: string, mode = "oauth"): AuthProfile => ({
  id: `${name}:default`,
  provider: name,
  mode,
  status: null,
  expiresAt: null,
});

/** A failure in the provider's words; a 401 where they do not tell. */
export const failure = (model: string, message: string | null, rest: Partial<FailureSummary> = {}): FailureSummary => ({
  agent: "main",
  model: ref(model),
  endedBy: "provider",
  ...toFacts(rest.endedBy ?? "provider", said(message, { at: NOW, status: 401 })),
  count: 1,
  firstAt: NOW - 60_000,
  lastAt: NOW - 1_000,
  ...rest,
});

/** A refusal by the gateway itself. */
export const refusal = (model: string, message: string): FailureSummary =>
  failure(model, message, { endedBy: "gateway" });

export const answers = (model: string, fallback = false, name = "main"): Answering => ({
  agent: name,
  model: ref(model),
  since: NOW - 60_000,
  lastAt: NOW - 1_000,
  fallback,
  judged: fallback ? "fallback" : "asked",
  askedAt: fallback ? null : NOW - 1_000,
  api: null,
  reported: null,
});

export const gaveUp = (name = "main"): Turn => turn(`x-${name}`, { agent: name, answeredBy: null });

export function inputOf(state: State): RuleInput {
  const {
    version = "2026.3.2",
    agents = [agent("openai-codex/gpt-5.4")],
    providers = [],
    profiles = [login("openai-codex")],
  } = state;
  const snapshot: Snapshot = {
    at: NOW,
    version,
    release: releaseOf(version, { methods: [] }),
    agents,
    sessions: state.sessions ?? [],
    providers,
    modelsMode: null,
    profiles,
    ...(state.logins !== undefined && { logins: state.logins }),
    ...(state.cron !== undefined && { cron: state.cron }),
    ...(state.keys !== undefined && { keys: state.keys }),
    ...(state.usage !== undefined && { usage: state.usage }),
    configHash: null,
  };
  const { failures = [], answering = [], lastTurns = [], routeChanges = [] } = state;
  const { retried = [], upgrade = null, rests = [], sideRuns = [], replacedAt } = state;
  return {
    now: NOW,
    snapshot,
    failures,
    ...(state.superseded && { superseded: state.superseded }),
    answering,
    lastTurns,
    routeChanges,
    mended: state.mended ?? null,
    retried,
    upgrade,
    rests,
    sideRuns,
    ...(state.spending !== undefined && { spending: state.spending }),
    ...(replacedAt !== undefined && { replacedAt }),
  };
}

export function ruleOf(id: string): (typeof RULES)[number] {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule is called ${id}`);
  return rule;
}

/** What a rule finds, in English. */
export function inspect(id: string, state: State): readonly Diagnosis[] {
  const found = ruleOf(id).inspect(inputOf(state));
  if ("cannotTell" in found) throw new Error(`${id} cannot tell: ${english(found.cannotTell)}`);
  return found.map((one) => ({
    ...one,
    title: english(one.title),
    explanation: speakLine(one.explanation, "en"),
    ...(one.next && { next: speakLine(one.next, "en") }),
  }));
}

/** Releases of every generation, a gateway that does not tell among them. */
export const RELEASES = [
  null,
  "2026.2.26",
  "2026.3.2",
  "2026.3.12",
  "2026.4.10",
  "2026.4.26",
  "2026.5.28",
  "2026.6.1",
  "2026.7.1",
  "2026.8.1",
  "2026.9.6",
] as const;

/** What a rule finds in a state: the diagnosis as far as it matters, or null for nothing. */
export type RuleTable = readonly (readonly [what: string, state: State, found: object | null])[];

/** Tests rules, each by its name and a table of its own. */
export const testRules = (tables: Readonly<Record<string, RuleTable>>): void =>
  describe.each(Object.entries(tables))("%s", (id, table) => {
    test.each(table)("%s", (_what, state, found) => {
      expect(inspect(id, state)).toMatchObject(found === null ? [] : [{ rule: id, ...found }]);
    });
  });
