import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { releaseOf } from "../../src/core/releases/index.ts";
import { CHOSEN } from "../worlds/chosen.ts";
import { besidePinned, FAILING, failing } from "../worlds/failing.ts";
import { HAPPENING } from "../worlds/happening.ts";
import { alarms, askOf, verdicts } from "../worlds/judge.ts";
import { DAY, HOUR, logFrom, MINUTE, row, turn, type World } from "../worlds/parts.ts";

const A = "openai/gpt-5.6-terra";
const B = "openai/gpt-5.6-luna";
const MAIN = "agent:main:main";

describe("nothing fell back, and nobody is alarmed", () => {
  test.each(Object.entries(CHOSEN))("%s", async (_what, { world, answers, chosen, configured, answering }) => {
    const said = await askOf(world(Date.now()));
    expect([said.exit, alarms(said), verdicts(said)]).toEqual([0, "", ["main healthy"]]);
    expect([said.answers["7d"], said.answers.chosen["7d"], said.fallbacks["7d"]]).toEqual([answers, chosen, 0]);
    expect(said.agents).toMatchObject([{ configured, answering }]);
  });
});

describe("the primary fails, and its newest cause is named", () => {
  test.each(Object.entries(FAILING))("%s", async (_what, { world, counts, cause, notCause }) => {
    const said = await askOf(world(Date.now()));
    const { answers, fallbacks, unauthorized } = said;
    expect([answers["7d"], fallbacks["7d"], answers.rerouted["7d"], unauthorized["7d"]]).toEqual(counts);
    expect([said.exit, verdicts(said)]).toEqual([1, ["main silent-fallback"]]);
    expect(alarms(said)).toMatch(cause);
    expect(alarms(said)).not.toMatch(notCause);
  });
});

describe("what else happens is told as what it is", () => {
  test.each(Object.entries(HAPPENING))("%s", async (_what, { world, incomplete = [], ...right }) => {
    const said = await askOf(world(Date.now()));
    const { answers, fallbacks, unauthorized, exhausted } = said;
    expect([answers["7d"], answers.chosen["7d"], fallbacks["7d"], unauthorized["7d"], exhausted["7d"]]).toEqual(
      right.counts,
    );
    expect(alarms(said)).toMatch(right.alarm);
    expect([said.exit, verdicts(said)]).toEqual([right.exit, right.verdicts]);
    expect(said.incomplete.map(({ reason }) => reason)).toEqual(expect.arrayContaining([...incomplete]));
  });
});

test("until when a key is switched off is told, with what ends it", async () => {
  const now = Date.now();
  const failures = [{ minutesAgo: 5, reason: "billing", status: 402, words: "402 Payment Required" }];
  const world = failing(now, failures);
  const event = {
    event: "auth_profile_failure_state_updated",
    runId: "run-0",
    provider: "anthropic",
    reason: "billing",
  };
  const line = (run: string, hours: number) =>
    JSON.stringify({
      1: { ...event, runId: run, disabledUntil: now + hours * HOUR },
      time: new Date(now - 5 * MINUTE),
    });
  // The log of a host is shared by its gateways.
  const said = await askOf({ ...world, log: [...world.log, line("run-0", 4), line("of-another-gateway", 9)] });
  expect(said.diagnoses).toContainEqual(
    expect.objectContaining({ rule: "resting-credential", title: "The login or key of anthropic is switched off" }),
  );
  const words = said.diagnoses.map(({ explanation }) => explanation).join("\n");
  expect(words).toContain(`until ${new Date(now + 4 * HOUR).toISOString()}`);
  expect(words).toContain("openclaw models auth login --provider anthropic");
});

const quiet = (now: number, rest: Partial<World>): World => ({
  version: "2026.9.6",
  primary: A,
  config: { agents: { defaults: { model: { primary: A, fallbacks: [B] } } } },
  sessions: [row(MAIN, "s1", A, now - MINUTE)],
  history: { [MAIN]: turn("m1", A, now - MINUTE) },
  log: [logFrom(now - DAY)],
  ...rest,
});

test.each([
  ["is read to its beginning, page by page", "2026.9.6", 1_100, []],
  ["is counted as far as it is shown, where a release has no pages", "2026.5.28", 499, ["transcript-cut"]],
])("a session of more entries than a gateway shows at once %s", async (_what, version, answers, cut) => {
  const now = Date.now();
  const turns = Array.from({ length: 1_100 }, (_, index) => turn(`l${index}`, A, now - (1_100 - index) * MINUTE));
  const said = await askOf(quiet(now, { version, history: { [MAIN]: turns.flat() } }));
  expect(said.answers["7d"]).toBe(answers);
  expect(said.incomplete.map(({ reason }) => reason).filter((reason) => reason === "transcript-cut")).toEqual(cut);
});

describe("complete is claimed only where it was read", () => {
  const before = turn("m0", A, Date.now() - 5 * HOUR);
  const history = { [MAIN]: [...before, ...turn("m1", A, Date.now() - MINUTE)] };
  const other = { [MAIN]: [...turn("m0", B, Date.now() - 5 * HOUR), ...turn("m1", A, Date.now() - MINUTE)] };

  test.each<[what: string, rest: (now: number) => Partial<World>, reason: string, hoursAgo: number]>([
    ["a log that begins late", (now) => ({ history, log: [logFrom(now - HOUR)] }), "log-begins", 1],
    [
      "a log that hides warnings",
      (now) => ({ history, config: { ...quiet(now, {}).config, logging: { level: "error" } } }),
      "log-level",
      0,
    ],
    ["a log nobody writes to", () => ({ history, uptimeMs: HOUR }), "log-stopped", 0],
    [
      "a session that was reset",
      (now) => ({
        sessions: [row(MAIN, "s1", A, now - MINUTE, { createdAt: now - 5 * HOUR })],
        history: { [MAIN]: turn("m1", A, now - HOUR) },
      }),
      "session-reset",
      1,
    ],
    [
      "a session of which only the usage is still told",
      (now) => ({
        history,
        version: "2026.5.28",
        more: { "sessions.usage": { sessions: [{ sessionId: "gone", updatedAt: now - 2 * HOUR }] } },
      }),
      "session-removed",
      2,
    ],
    [
      "an answer that no log explains",
      (now) => ({ history: other, version: "2026.5.28", log: [logFrom(now - HOUR)] }),
      "not-witnessed",
      5,
    ],
  ])("%s", async (_what, rest, reason, hoursAgo) => {
    const now = Date.now();
    const said = await askOf(quiet(now, rest(now)));
    expect(said.incomplete.map((gap) => gap.reason)).toContain(reason);
    expect(Date.parse(said.recordSince ?? "")).toBeGreaterThanOrEqual(now - hoursAgo * HOUR - 10 * MINUTE);
    expect(said.fallbacks["7d"]).toBe(0);
  });

  test.each<[what: string, version: string, status: string, reasons: readonly string[]]>([
    ["are gone from its transcript", "2026.3.13", "ok-token", ["heartbeats-hidden"]],
    ["are shown", "2026.4.24", "ok-token", []],
    ["are hidden", "2026.9.6", "ok-empty", ["heartbeats-hidden"]],
    ["were not answered", "2026.9.6", "skipped", []],
  ])("heartbeats that %s move the beginning of the counts nowhere: %s, %s", async (_what, version, status, reasons) => {
    const now = Date.now();
    const last = { ts: now - MINUTE, status, reason: "interval", silent: true };
    const without = await askOf(quiet(now, { history, version }));
    const said = await askOf(quiet(now, { history, version, more: { "last-heartbeat": last } }));
    expect(said).toMatchObject({ recordSince: without.recordSince, answers: without.answers });
    const told = said.incomplete.filter(({ reason }) => reason === "heartbeats-hidden");
    expect(told.map(({ reason, until }) => [reason, Date.parse(until)])).toEqual(
      reasons.map((reason) => [reason, last.ts]),
    );
  });

  test("of more sessions than one page holds, all are counted", async () => {
    const now = Date.now();
    const keys = Array.from({ length: 620 }, (_, index) => `agent:main:cron:job-${index}`);
    const sessions = keys.map((key, index) => row(key, `s-${index}`, A, now - (index + 1) * 1_000));
    const all = Object.fromEntries(keys.map((key, index) => [key, turn(`r-${index}`, A, now - (index + 1) * 1_000)]));
    const said = await askOf(quiet(now, { sessions, history: all }));
    expect(said.answers["7d"]).toBe(620);
  });
});

test("what a proxy answered with is what answers", async () => {
  const now = Date.now();
  const more = { api: "openai-completions", responseModel: "gpt-4o-mini" };
  const said = await askOf(
    quiet(now, {
      primary: "litellm/claude-opus",
      config: { agents: { defaults: { model: { primary: "litellm/claude-opus" } } } },
      sessions: [row(MAIN, "s1", "litellm/claude-opus", now - MINUTE)],
      history: { [MAIN]: turn("m1", "litellm/claude-opus", now - MINUTE, { more }) },
    }),
  );
  expect(said.agents).toMatchObject([{ configured: "litellm/claude-opus", answering: "litellm/gpt-4o-mini" }]);
});

test("a smaller model of the same family is another model", async () => {
  const [now, model] = [Date.now(), "litellm/gpt-4o"];
  const said = await askOf(
    quiet(now, {
      primary: model,
      config: { agents: { defaults: { model: { primary: model } } } },
      sessions: [row(MAIN, "s1", model, now - MINUTE)],
      history: { [MAIN]: turn("m1", model, now - MINUTE, { more: { responseModel: "gpt-4o-mini-2024-07-18" } }) },
    }),
  );
  expect(said.diagnoses.map(({ rule }) => rule)).toContain("proxy-substitutes");
});

test("a list of sessions that takes its time is read all the same", async () => {
  const said = await askOf(quiet(Date.now(), { version: "2026.4.29", slowMs: 16_000 }));
  expect([said.exit, said.version, said.answers["7d"]]).toEqual([0, "2026.4.29", 1]);
});

test("a session that somebody pinned never changes what is said of the others", async () => {
  const kinds = [...Object.values(CHOSEN), ...Object.values(FAILING)].map(({ world }) => world);
  const pins = ["google/gemini-3-flash-preview", "anthropic/claude-sonnet-4-6", "openai/gpt-5.6-luna"];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kinds),
      fc.constantFrom(...pins),
      fc.integer({ min: 1, max: 3 }),
      async (kind, pin, answers) => {
        const now = Date.now();
        const world = kind(now);
        // Where a release tells no pins, a session set to the primary is one like any other: its answer is an all-clear.
        fc.pre(pin !== world.primary || releaseOf(world.version, { methods: [] }).tellsPins);
        const [alone, beside] = [await askOf(world), await askOf(besidePinned(world, now, pin, answers))];
        expect(verdicts(beside)).toEqual(verdicts(alone));
        expect(beside.fallbacks["7d"]).toBe(alone.fallbacks["7d"]);
      },
    ),
    { numRuns: 12 },
  );
});

test("a preview is read as what it shows, not as its number", async () => {
  const now = Date.now();
  const failures = [{ minutesAgo: 1, reason: "auth", status: 401, words: "401 Incorrect API key provided." }];
  const methods = ["status", "sessions.subscribe", "models.authStatus", "models.probe"];
  const said = await askOf(failing(now, failures, { version: "2026.7.2-beta.7", methods }));
  expect([said.answers["7d"], said.fallbacks["7d"], said.unauthorized["7d"]]).toEqual([1, 1, 1]);
});
