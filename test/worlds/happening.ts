import { besidePinned, failing } from "./failing.ts";
import { DAY, fellBack, logFrom, MINUTE, row, split, turn, type Json, type World } from "./parts.ts";

const TERRA = "openai/gpt-5.6-terra";
const MINI = "openai/gpt-5.6-mini";
const LUNA = "openai/gpt-5.6-luna";
const MAIN = "agent:main:main";
const E401 = "401 Incorrect API key provided.";

/** A gateway whose main session is well, with something else beside it. */
const beside = (now: number, rest: Partial<World> = {}): World => ({
  version: "2026.9.6",
  primary: TERRA,
  config: { agents: { defaults: { model: { primary: TERRA, fallbacks: [LUNA] } } } },
  ...rest,
  sessions: [row(MAIN, "s1", TERRA, now - 10 * MINUTE), ...(rest.sessions ?? [])],
  log: [logFrom(now - DAY), ...(rest.log ?? [])],
  history: { [MAIN]: turn("r1", TERRA, now - 10 * MINUTE), ...rest.history },
});

export interface Happening {
  readonly world: (now: number) => World;
  readonly exit: 0 | 1;
  readonly verdicts: readonly string[];
  /** Answers, chosen ones, fallbacks, 401s, turns without an answer. */
  readonly counts: readonly [answers: number, chosen: number, fallbacks: number, unauthorized: number, none: number];
  /** Why the record begins no earlier, where it does not. */
  readonly incomplete?: readonly string[];
  /** What is said above `info`; nothing where there is no alarm. */
  readonly alarm: RegExp;
}

/** The same question and the same refusal, `count` times, the last one a moment ago. */
function retried(now: number, count: number): World {
  const entries = Array.from({ length: count }, (_, index): readonly Json[] => {
    const at = now - (count - index) * 130;
    return [
      { role: "user", content: "ping", timestamp: at - 60 },
      { role: "assistant", ...split(TERRA), stopReason: "error", errorMessage: E401, content: [], timestamp: at },
    ];
  });
  return {
    ...beside(now, { version: "2026.3.28" }),
    sessions: [row(MAIN, "s1", TERRA, now - 1_000)],
    history: { [MAIN]: entries.flat() },
  };
}

const JOB = "agent:main:cron:job-1:run:s2";
const SUB = "agent:main:subagent:1";

/** A session beside the main one, set to the smaller model, whose only turn went to `served`. */
function side(now: number, key: string, served: string, failed: boolean, more: Partial<World> = {}): World {
  const at = now - MINUTE;
  const log = failed
    ? fellBack({ run: "x1", session: "s2", asked: MINI, served, at, reason: "auth", status: 401, words: E401 })
    : [];
  return beside(now, {
    sessions: [row(key, "s2", MINI, at, { modelOverrideSource: "auto" })],
    history: { [key]: turn("x1", served, at) },
    log,
    ...more,
  });
}

const job = (state: Json = {}): Partial<World> => ({
  more: {
    "cron.list": { jobs: [{ id: "job-1", name: "digest", payload: { kind: "agentTurn", model: MINI }, ...state }] },
  },
});

/** A provider nobody knows, which refuses the primary twice. */
const newcomer = (now: number, reason: string, status: number, words: string): World =>
  failing(
    now,
    [5, 1].map((minutesAgo) => ({ minutesAgo, reason, status, words })),
    { primary: "newcomer/one", fallback: LUNA },
  );
const FELL = { exit: 1, verdicts: ["main silent-fallback"], counts: [2, 0, 2, 0, 0] } as const;
const WELL = { exit: 0, verdicts: ["main healthy"], alarm: /^$/ } as const;

export const HAPPENING: Readonly<Record<string, Happening>> = {
  "a turn that is tried without end, whose beginning has left the page": {
    world: (now) => retried(now, 900),
    exit: 1,
    verdicts: ["main failing"],
    counts: [0, 0, 0, 1, 1],
    alarm: /A turn is tried again and again: .*failed at least 500 times .*it still goes on/s,
  },
  "a turn that is tried without end, read from its beginning": {
    world: (now) => retried(now, 120),
    exit: 1,
    verdicts: ["main failing"],
    counts: [0, 0, 0, 1, 1],
    alarm: /A turn is tried again and again: .*failed 120 times /s,
  },
  "a cron job whose own model failed": {
    world: (now) => side(now, JOB, TERRA, true, job()),
    exit: 1,
    verdicts: ["main healthy"],
    counts: [2, 0, 1, 1, 0],
    alarm:
      /“digest” ran on another model: .*gpt-5\.6-terra answered.*set to openai\/gpt-5\.6-mini.*failed in that run/s,
  },
  "a cron job whose own model was not heeded": {
    world: (now) =>
      side(now, JOB, TERRA, false, job({ state: { lastRunAtMs: now - MINUTE }, updatedAtMs: now - MINUTE })),
    exit: 1,
    verdicts: ["main healthy"],
    counts: [2, 0, 0, 0, 0],
    alarm: /“digest” ran on another model: .*did not heed/s,
  },
  "a cron job that was given another model after it had run": {
    world: (now) =>
      side(now, JOB, TERRA, false, job({ state: { lastRunAtMs: now - 2 * MINUTE }, updatedAtMs: now - 1_000 })),
    ...WELL,
    counts: [2, 0, 0, 0, 0],
  },
  "a subagent that fell back": {
    world: (now) => side(now, SUB, TERRA, true),
    exit: 1,
    verdicts: ["main healthy"],
    counts: [2, 0, 1, 1, 0],
    alarm: /A subagent ran on another model than asked: .*gpt-5\.6-mini was asked for.*failed in that run/s,
  },
  "a subagent that was put on another model than asked": {
    world: (now) => side(now, SUB, TERRA, false),
    exit: 1,
    verdicts: ["main healthy"],
    counts: [2, 0, 0, 0, 0],
    alarm: /A subagent ran on another model than asked: .*did not heed/s,
  },
  "a heartbeat on its own model, on a release that leaves no run ids": {
    world: (now) => {
      const beat = turn("h1", MINI, now - 5 * MINUTE, { question: "Read HEARTBEAT.md if it exists" });
      const config = {
        agents: {
          defaults: { model: { primary: TERRA, fallbacks: [LUNA] }, heartbeat: { every: "30m", model: MINI } },
        },
      };
      const history = { [MAIN]: [...turn("r1", TERRA, now - 10 * MINUTE), ...beat] };
      return {
        ...beside(now, { version: "2026.3.2", config, history }),
        sessions: [row(MAIN, "s1", MINI, now - 5 * MINUTE)],
      };
    },
    ...WELL,
    counts: [2, 1, 0, 0, 0],
  },
  "a fallback on 2026.2.26, the oldest release that is supported": {
    world: (now) => ({
      ...beside(now, { version: "2026.2.26" }),
      sessions: [row(MAIN, "s1", LUNA, now - MINUTE)],
      history: { [MAIN]: turn("o1", LUNA, now - MINUTE, { failed: [[TERRA, E401]] }) },
    }),
    exit: 1,
    verdicts: ["main silent-fallback"],
    counts: [1, 0, 1, 1, 0],
    alarm: /The key of openai is refused/,
  },
  "an alias whose model is refused, beside an agent that is well": {
    world: (now) => {
      const at = (minutes: number) => now - minutes * MINUTE;
      const key = "agent:coder:main";
      const lines = [2, 1].map((minutes) =>
        fellBack({
          run: `k${minutes}`,
          session: "s2",
          asked: MINI,
          served: LUNA,
          at: at(minutes),
          reason: "auth",
          status: 401,
          words: E401,
        }),
      );
      const models = { [MINI]: { alias: "Small" } };
      return beside(now, {
        agents: [{ id: "main" }, { id: "coder" }],
        config: {
          agents: {
            defaults: { model: { primary: TERRA, fallbacks: [LUNA] }, models },
            list: [{ id: "main" }, { id: "coder", model: { primary: "SMALL", fallbacks: [LUNA] } }],
          },
        },
        sessions: [row(key, "s2", MINI, at(1))],
        history: { [key]: [2, 1].flatMap((minutes) => turn(`k${minutes}`, LUNA, at(minutes))) },
        log: lines.flat(),
      });
    },
    exit: 1,
    verdicts: ["main healthy", "coder silent-fallback"],
    counts: [3, 0, 2, 2, 0],
    alarm: /The key of openai is refused: .*gpt-5\.6-mini/s,
  },
  "a person's choice beside a primary that fails": {
    world: (now) =>
      besidePinned(newcomer(now, "billing", 402, '402 {"error":{"message":"No money left"}}'), now, TERRA, 2),
    exit: 1,
    verdicts: ["main silent-fallback"],
    counts: [4, 2, 2, 0, 0],
    alarm: /account of newcomer is empty/,
  },
  "a session that was compacted: what came before is not known": {
    world: (now) => {
      const mark = {
        role: "system",
        content: "compacted",
        timestamp: now - 9 * MINUTE,
        __openclaw: { kind: "compaction" },
      };
      return { ...beside(now), history: { [MAIN]: [mark, ...turn("r1", TERRA, now - 8 * MINUTE)] } };
    },
    ...WELL,
    counts: [1, 0, 0, 0, 0],
    incomplete: ["session-compacted"],
  },
  "a log that began anew at midnight: why yesterday's answer was another model's is not known": {
    world: (now) => ({
      ...beside(now, { version: "2026.5.28" }),
      history: { [MAIN]: [...turn("y1", LUNA, now - 20 * MINUTE), ...turn("r1", TERRA, now - 10 * MINUTE)] },
      log: [logFrom(now - 15 * MINUTE)],
    }),
    ...WELL,
    counts: [2, 0, 0, 0, 0],
    incomplete: ["not-witnessed"],
  },
  "fallbacks from before and after the log begins: those before it are answers of which nobody knows why": {
    world: (now) => {
      const fell = (run: string, minutesAgo: number) => {
        const told = { run, session: "s1", asked: TERRA, served: LUNA, at: now - minutesAgo * MINUTE };
        return fellBack({ ...told, reason: "auth", status: 401, words: E401 });
      };
      const runs = [40, 30, 20, 10];
      const history = runs.flatMap((minutes) => turn(`f${minutes}`, LUNA, now - minutes * MINUTE));
      return {
        ...beside(now),
        history: { [MAIN]: history },
        log: [logFrom(now - 25 * MINUTE), ...fell("f20", 20), ...fell("f10", 10)],
      };
    },
    exit: 1,
    verdicts: ["main silent-fallback"],
    counts: [4, 0, 2, 2, 0],
    incomplete: ["log-begins", "not-witnessed"],
    alarm: /401|key/i,
  },
  "a session that was deleted: what it held is not known": {
    world: (now) =>
      beside(now, {
        version: "2026.5.28",
        more: { "sessions.usage": { sessions: [{ sessionId: "gone", updatedAt: now - 5 * MINUTE }] } },
      }),
    ...WELL,
    counts: [1, 0, 0, 0, 0],
    incomplete: ["session-removed"],
  },
  "a log that is shared with another gateway of the host": {
    world: (now) =>
      beside(now, {
        log: fellBack({
          run: "theirs",
          session: "their-session",
          asked: TERRA,
          served: LUNA,
          at: now - 10 * MINUTE,
          reason: "auth",
          status: 401,
          words: E401,
        }),
      }),
    ...WELL,
    counts: [1, 0, 0, 0, 0],
  },
  "a session of an agent that is not configured": {
    world: (now) =>
      beside(now, {
        sessions: [row("agent:ghost:main", "s2", TERRA, now - MINUTE)],
        history: { "agent:ghost:main": turn("g1", LUNA, now - MINUTE) },
        log: fellBack({
          run: "g1",
          session: "s2",
          asked: TERRA,
          served: LUNA,
          at: now - MINUTE,
          reason: "auth",
          status: 401,
          words: E401,
        }),
      }),
    exit: 1,
    verdicts: ["main healthy"],
    alarm: /The key of openai is refused/,
    counts: [2, 0, 1, 1, 0],
  },
  "a run from which nothing has come for long": {
    world: (now) => ({
      ...beside(now),
      sessions: [row(MAIN, "s1", TERRA, now - 10 * MINUTE, { hasActiveRun: true })],
    }),
    exit: 1,
    verdicts: ["main healthy"],
    counts: [1, 0, 0, 0, 0],
    alarm: /A turn makes no progress: .*it waits for a model/s,
  },
  "a run that began a moment ago": {
    world: (now) => ({ ...beside(now), sessions: [row(MAIN, "s1", TERRA, now - MINUTE, { hasActiveRun: true })] }),
    ...WELL,
    counts: [1, 0, 0, 0, 0],
  },
  "402 of a provider nobody knows": {
    world: (now) => newcomer(now, "billing", 402, '402 {"error":{"message":"No money left"}}'),
    ...FELL,
    alarm: /account of newcomer is empty.*HTTP 402/s,
  },
  "429 of a provider nobody knows": {
    world: (now) => newcomer(now, "rate_limit", 429, '429 {"error":{"message":"slow down"}}'),
    ...FELL,
    alarm: /newcomer.*HTTP 429/s,
  },
  "529 of a provider nobody knows": {
    world: (now) => newcomer(now, "overloaded", 529, "529 busy"),
    ...FELL,
    alarm: /newcomer are overloaded.*HTTP 529/s,
  },
  "403 in HTML of a provider nobody knows": {
    world: (now) => newcomer(now, "auth", 403, "403 <!doctype html><html><body>Access denied</body></html>"),
    ...FELL,
    alarm: /network protection blocks the gateway: .*\(403\)/s,
  },
};
