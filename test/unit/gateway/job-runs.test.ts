import { expect, test } from "vitest";
import { CallFailed } from "../../../src/core/call-failed.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import type { Connection, GatewayEvent } from "../../../src/gateway/connection.ts";
import { createJobRunReader, orUnread } from "../../../src/gateway/job-run-reader.ts";
import { readRunPage } from "../../../src/gateway/reading/job-runs.ts";

const NOW = 1_795_000_000_000;
const SESSION = "agent:main:cron:job1:run:r1";
/** As 2026.7.35 writes it. */
const RUN = {
  ts: NOW,
  jobId: "job1",
  action: "finished",
  status: "ok",
  runId: "manual:job1:1:1",
  runAtMs: NOW - 11_000,
  provider: "openai",
  model: "gpt-5.6-luna",
  sessionId: "other",
  sessionKey: SESSION,
};
const LUNA = { provider: "openai", model: "gpt-5.6-luna" };
const REFUSED = { ...RUN, status: "error", error: "401", diagnostics: { entries: [{ source: "agent-run" }] } };

test.each<[what: string, run: object, end: object]>([
  ["that was answered", RUN, { kind: "answered", model: LUNA }],
  ["whose model was refused", REFUSED, { kind: "gave-up" }],
  ["that ended in an error of which nothing is told", { ...RUN, status: "error" }, { kind: "gave-up" }],
  [
    "whose answer could not be delivered",
    { ...RUN, status: "error", deliveryError: "no such chat" },
    { kind: "answered" },
  ],
  [
    "whose delivery alone is told of",
    { ...REFUSED, diagnostics: { entries: [{ source: "delivery" }] } },
    { kind: "answered" },
  ],
])("a run %s is read as the transcript it would have left", (_, run, end) => {
  const { runs } = readRunPage({ entries: [run] });
  expect(runs).toMatchObject([
    {
      session: SESSION,
      sessionId: "r1",
      entries: [
        { kind: "asked", at: NOW - 11_000, run: "r1" },
        { ...end, at: NOW, run: "r1" },
      ],
    },
  ]);
});

test.each<[what: string, run: object]>([
  ["was skipped", { ...RUN, status: "skipped" }],
  ["asked no model", { ...RUN, model: undefined }],
  ["went on in a session that is read itself", { ...RUN, sessionKey: "agent:main:main" }],
  ["names no session", { ...RUN, sessionKey: undefined }],
])("a run that %s is none", (_, run) => {
  expect(readRunPage({ entries: [run] })).toEqual({ runs: [], oldest: NOW, hasMore: false });
});

const MINUTELY = (index: number) => ({
  ...RUN,
  ts: NOW - index * MINUTE,
  sessionKey: `agent:main:cron:job1:run:r${index}`,
});

/** A gateway that has run a job once a minute, `count` times. */
function watch(count: number) {
  let now = NOW;
  const heard: ((event: GatewayEvent) => void)[] = [];
  const asked: unknown[] = [];
  const all = Array.from({ length: count }, (_, index) => MINUTELY(index));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const connection = {
    onEvent: (hear: (event: GatewayEvent) => void) => void heard.push(hear),
    request: (_method: string, { limit, offset }: { limit: number; offset: number }) => {
      asked.push([limit, offset]);
      return Promise.resolve({ entries: all.slice(offset, offset + limit), hasMore: all.length > offset + limit });
    },
  } as unknown as Connection;
  const read = createJobRunReader(connection, () => now);
  return {
    asked,
    add: (session: string) => void all.unshift({ ...RUN, ts: now, sessionKey: session }),
    ring: () => heard.forEach((hear) => hear({ event: "cron", payload: {} })),
    async read(later = 0) {
      now += later;
      return read();
    },
  };
}

test("all runs are read at first, page by page, and later only what is new of them", async () => {
  const gateway = watch(450);
  expect((await gateway.read())?.runs).toHaveLength(450);
  gateway.add("agent:main:cron:job1:run:new");
  const later = await gateway.read(3 * MINUTE);
  expect(later?.runs.map(({ session }) => session)).toEqual(
    ["agent:main:cron:job1:run:r0", "agent:main:cron:job1:run:new"].toReversed(),
  );
  expect(gateway.asked).toEqual([
    [200, 0],
    [200, 200],
    [200, 400],
    [20, 0],
  ]);
});

test("more runs than are read leave out the oldest, and that is told", async () => {
  const { runs, unreadBefore } = (await watch(4_500).read()) ?? {};
  expect([runs?.length, unreadBefore]).toEqual([4_000, NOW - 3_999 * MINUTE]);
});

test("a job that ended is looked for at once, and again until it must be written down", async () => {
  const gateway = watch(1);
  await gateway.read();
  await gateway.read(SECOND);
  expect(gateway.asked).toHaveLength(1);
  gateway.ring();
  await gateway.read(SECOND);
  await gateway.read(5 * SECOND);
  expect(gateway.asked).toHaveLength(3);
  await gateway.read(MINUTE);
  await gateway.read(SECOND);
  expect(gateway.asked).toHaveLength(4);
});

test.each<[what: string, error: Error, told: unknown]>([
  ["refuses", new CallFailed({ kind: "refused" }, "unknown method"), null],
  ["is slow", new CallFailed({ kind: "slow", call: "cron.runs" }, "timeout"), "timeout"],
  ["is gone", new Error("closed"), "closed"],
])("of a gateway that %s nothing is known of its jobs", async (_, error, told) => {
  const read = orUnread(() => Promise.reject(error))();
  expect(await read.catch((failed: Error) => failed.message)).toBe(told);
});
