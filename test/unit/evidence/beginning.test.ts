import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { answered, MAIN, NEW, OLD, setUp } from "../parts/collecting.ts";
import { NOW } from "../parts/ledger-words.ts";
import type { Told } from "../parts/session.ts";

const oldest = NOW - 2 * DAY;
const entries = { [MAIN]: [...answered(oldest), ...answered(NOW - MINUTE)] };

test.each<[what: string, sources: typeof OLD | typeof NEW, told: Told, since: number]>([
  ["the oldest entry there is", OLD, { entries }, oldest - SECOND],
  ["now, where there is none", OLD, {}, NOW],
  ["no more than what is kept", OLD, { entries: { [MAIN]: answered(NOW - 60 * DAY) } }, NOW - 30 * DAY],
  [
    "the oldest of several sessions",
    OLD,
    { sessions: [{}, { key: "b" }], entries: { ...entries, b: answered(NOW - HOUR) } },
    oldest - SECOND,
  ],
  [
    "the oldest that was sent of a session whose beginning was not",
    OLD,
    { sessions: [{}, { key: "b" }], entries: { ...entries, b: answered(NOW - HOUR) }, cut: ["b"] },
    NOW - HOUR - SECOND,
  ],
  ["where the log is the record, its first line", NEW, { entries, log: { from: NOW - HOUR } }, NOW - HOUR],
  [
    "the oldest entry, where the log goes back further",
    NEW,
    { entries, log: { from: NOW - 9 * DAY } },
    oldest - SECOND,
  ],
  ["the first line of a log that was cut", NEW, { entries, log: { from: NOW - HOUR, gap: true } }, NOW - HOUR],
  ["now, where the log is the record and has no line", NEW, { entries, log: { from: null } }, NOW],
  [
    "the oldest entry, where the log is not the record",
    OLD,
    { entries, log: { from: NOW - HOUR, gap: true } },
    oldest - SECOND,
  ],
])(
  "counts are complete from the first reading on as far back as can be known: %s",
  async (_what, sources, told, since) => {
    await using all = await setUp(sources);
    await all.read(told);
    expect(await all.since()).toBe(since);
  },
);

test.each<[what: string, next: Told, later: number, since: number]>([
  ["the log goes on", { entries, log: { cursor: 200, from: NOW } }, 15 * SECOND, oldest - SECOND],
  [
    "something in between was not seen",
    { entries, log: { gap: true, from: NOW + 5 * SECOND } },
    15 * SECOND,
    NOW + 5 * SECOND,
  ],
  [
    "something was not seen, and nothing is there to tell since when",
    { entries, log: { gap: true, from: null } },
    15 * SECOND,
    NOW + 15 * SECOND,
  ],
  [
    "the log moved to another file while it was watched, and a touched session had not told why",
    { entries, log: { file: "b.log", cursor: 9, from: NOW + 10 * SECOND } },
    15 * SECOND,
    NOW + 10 * SECOND,
  ],
  [
    "the log moved to another file, of which not all was sent",
    { entries, log: { file: "b.log", cursor: 9, gap: true, from: NOW + 10 * SECOND } },
    15 * SECOND,
    NOW + 10 * SECOND,
  ],
  [
    "the log moved to another file while nobody watched",
    { entries, log: { file: "b.log", cursor: 9, from: NOW + 9 * HOUR } },
    10 * HOUR,
    NOW + 9 * HOUR,
  ],
])("where the log is the record, what was missed in it moves the beginning: %s", async (_what, next, later, since) => {
  const first = { entries, log: { from: NOW - 9 * DAY } };
  await using all = await setUp(NEW, first);
  await all.read();
  await all.read(next, later);
  expect(await all.since()).toBe(since);
});

test.each<[what: string, entries: NonNullable<Told["entries"]>]>([
  ["nothing was under way", { [MAIN]: answered(NOW - SECOND) }],
  ["something was under way", entries],
])(
  "a log that moved while the companion was away is read from its beginning, and the gap is admitted: %s",
  async (_what, before) => {
    await using all = await setUp(NEW, { entries: before, log: { from: NOW - 9 * DAY, cursor: 500 } });
    await all.read();
    await all.read(undefined, 3 * MINUTE);
    all.restart();
    await all.read({ entries: before, log: { file: "b.log", cursor: 9_000, from: NOW + HOUR } }, 2 * HOUR);
    expect(all.session.cursors).toEqual([null, 500, 500, null]);
    expect(await all.since()).toBe(NOW + HOUR);
  },
);

test("one-shot readings whose page reaches back before the last one leave the beginning where it is", async () => {
  await using all = await setUp(NEW, { entries, log: { from: NOW - 9 * DAY } });
  await all.read();
  all.restart();
  await all.read({ entries, log: { gap: true, from: NOW - HOUR } }, MINUTE);
  expect(await all.since()).toBe(oldest - SECOND);
  all.restart();
  await all.read({ entries, log: { gap: true, from: NOW + HOUR } }, 2 * HOUR);
  expect(await all.since()).toBe(NOW + HOUR);
});

test("a session that gained more than a page since it was read moves the beginning", async () => {
  await using all = await setUp(OLD, { entries });
  await all.read();
  await all.read(
    { entries: { [MAIN]: answered(NOW + HOUR) }, cut: [MAIN], sessions: [{ updatedAt: NOW + HOUR }] },
    HOUR,
  );
  expect(await all.since()).toBe(NOW + HOUR - SECOND);
});

test("a clock that was behind at the first reading claims nothing of the days it was behind", async () => {
  await using all = await setUp(OLD);
  const ahead = NOW + 9 * DAY;
  await all.read({ sessions: [{ updatedAt: ahead }] });
  expect(await all.since()).toBe(ahead);
  // The clock was set right: what was settled stands, and does not go back to what nobody read.
  await all.read({ sessions: [{ updatedAt: ahead }] }, 9 * DAY + HOUR);
  expect(await all.since()).toBe(ahead);
});

test("a clock that was ahead once does not leave a beginning in the future", async () => {
  await using all = await setUp(OLD, { entries });
  await all.read({}, 60 * DAY);
  expect(await all.since()).toBe(NOW + 60 * DAY);
  await all.read({ entries, sessions: [{ updatedAt: NOW - SECOND }] }, -60 * DAY);
  expect(await all.since()).toBeLessThanOrEqual(NOW);
});
