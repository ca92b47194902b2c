import { expect, test } from "vitest";
import type { GatewayAdmin } from "../../../src/core/gateway-admin.ts";
import type { LogEntry, TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { askCanary } from "../../../src/repair/prove/canary.ts";
import { said } from "../parts/failure.ts";
import { FALLBACK, PRIMARY } from "./bench/world.ts";
import { english } from "../../../src/words/speak.ts";

const SESSION = "agent:main:companion-proof-x-0";
const answered = (model = PRIMARY): TranscriptEntry => ({ kind: "answered", at: 0, model, run: null });
const failed = (words: string, model = PRIMARY): TranscriptEntry => ({
  kind: "failed",
  at: 0,
  model,
  failure: said(words),
  run: null,
});
const gaveUp = (words: string, model = PRIMARY): TranscriptEntry => ({
  kind: "gave-up",
  at: 0,
  refused: [{ model, failure: said(words) }],
  run: null,
});
const lane = (session: string, words: string): LogEntry => ({
  kind: "lane-error",
  at: 0,
  session,
  model: null,
  failure: said(words),
});
const provider = (run: string, words: string, model = PRIMARY): LogEntry => ({
  kind: "provider-error",
  at: 0,
  run,
  model,
  failure: said(words),
});
const decision = (run: string, words: string | null, candidate = PRIMARY): LogEntry => ({
  kind: "decision",
  at: 0,
  run,
  sessionId: null,
  outcome: words === null ? "served" : "passed-over",
  requested: PRIMARY,
  candidate,
  failure: words === null ? null : said(words),
  last: false,
  failedBefore: [],
});

interface Told {
  readonly entries?: readonly TranscriptEntry[];
  readonly log?: readonly LogEntry[] | "fails";
  readonly isOver?: boolean;
}

function ask({ entries = [], log = [], isOver = true }: Told) {
  let now = 0;
  const removed: string[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const admin = {
    removeSession: (session: string) => Promise.resolve(void removed.push(session)),
    say: () => Promise.resolve({ run: "ours", isOver: () => Promise.resolve(isOver) }),
    transcript: () => Promise.resolve({ session: SESSION, sessionId: null, skipped: 0, complete: true, entries }),
    log: () =>
      log === "fails"
        ? Promise.reject(new Error("no log"))
        : Promise.resolve({ file: "log", cursor: 0, entries: log, skipped: 0, gap: false, from: null, since: null }),
  } as Partial<GatewayAdmin> as GatewayAdmin;
  const sleep = (ms: number): Promise<void> => Promise.resolve(void (now += ms));
  const asking = { now: () => now, sleep, signal: new AbortController().signal };
  return { end: askCanary(admin, SESSION, { wanted: PRIMARY }, asking), removed, now: () => now };
}

const RESTING = "Provider openai-codex is in cooldown (all profiles unavailable)";
const REFUSED = "401 Missing scopes: api.responses.write";

test.each<[what: string, told: Told, kind: string, why: RegExp]>([
  ["the wanted model answered", { entries: [answered()] }, "answered", /^$/],
  ["it answered, and there is no log", { entries: [answered()], log: "fails" }, "answered", /^$/],
  [
    "another one answered",
    { entries: [answered(FALLBACK)] },
    "failed",
    /gpt-5.3-codex answered the check, not .*gpt-5.4$/,
  ],
  [
    "it answered after a failed attempt",
    { entries: [failed(REFUSED), answered()] },
    "failed",
    /only after a failed attempt .*Missing scopes/,
  ],
  ["another one failed before it answered", { entries: [failed(REFUSED, FALLBACK), answered()] }, "answered", /^$/],
  [
    "it answered, but the log tells of a refusal before",
    { entries: [answered()], log: [provider("ours", REFUSED)] },
    "failed",
    /only after/,
  ],
  [
    "the log tells of another run",
    { entries: [answered()], log: [provider("theirs", REFUSED), decision("theirs", REFUSED)] },
    "answered",
    /^$/,
  ],
  [
    "the log tells of another model",
    { entries: [answered()], log: [provider("ours", REFUSED, FALLBACK), decision("ours", REFUSED, FALLBACK)] },
    "answered",
    /^$/,
  ],
  ["a decision tells that it served", { entries: [answered()], log: [decision("ours", null)] }, "answered", /^$/],
  [
    "it was in cooldown, and another one answered",
    { entries: [answered(FALLBACK)], log: [decision("ours", RESTING)] },
    "resting",
    /is in cooldown .*cooldown/,
  ],
  ["it was in cooldown for the whole turn", { entries: [gaveUp(RESTING)] }, "resting", /in cooldown/],
  [
    "it was refused and then in cooldown",
    { entries: [failed(REFUSED), gaveUp(RESTING)] },
    "failed",
    /failed again .*Missing scopes/,
  ],
  [
    "only its session's lane tells of a rest",
    { entries: [answered(FALLBACK)], log: [lane(SESSION, RESTING)] },
    "resting",
    /in cooldown/,
  ],
  [
    "another lane tells of a rest",
    { entries: [answered(FALLBACK)], log: [lane("agent:main:main", RESTING)] },
    "failed",
    /answered the check/,
  ],
  [
    "a lane tells more than the wanted model's own failure",
    { entries: [failed(REFUSED), answered(FALLBACK)], log: [lane(SESSION, RESTING)] },
    "failed",
    /answered the check.*Missing scopes/,
  ],
  ["nobody answered", { entries: [] }, "failed", /^no model answered the check$/],
  ["nobody answered in time", { isOver: false }, "failed", /^no model answered within 2 minutes$/],
  ["others gave up", { entries: [gaveUp(REFUSED, FALLBACK)] }, "failed", /^no model answered the check$/],
])("what a check tells when %s", async (_what, told, kind, why) => {
  const { end, removed } = ask(told);
  const ended = await end;
  expect(ended.kind).toBe(kind);
  expect("why" in ended ? english(ended.why) : "").toMatch(why);
  // Before it is asked, for what an earlier process left, and after.
  expect(removed).toEqual([SESSION, SESSION]);
});

test("a turn is waited for two minutes, and no longer", async () => {
  const asked = ask({ isOver: false });
  await asked.end;
  expect(asked.now()).toBe(2 * MINUTE);
});
