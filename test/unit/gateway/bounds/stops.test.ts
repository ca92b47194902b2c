import { expect, test } from "vitest";
import { z } from "zod";
import { fits } from "../../../../src/gateway/bounds/fits.ts";
import { LIMITS } from "../../../../src/gateway/bounds/limits.ts";
import { sift } from "../../../../src/gateway/bounds/sift.ts";

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(",");
const frame = (items: string): string => `{"type":"res","id":"1","ok":true,"payload":{"sessions":[${items}]}}`;
const ROW = JSON.stringify({
  key: "agent:main:s1",
  sessionId: "s1",
  updatedAt: 1_790_000_000_000,
  model: "gpt-5.6-terra",
});
/** The same names, in another order for each object. */
const shuffled = (index: number): string => {
  const names = Array.from({ length: 60 }, (_, place) => (place * (2 * (index % 50) + 1) + index) % 97);
  return `{${[...new Set(names)].map((name) => `"k${name}":1`).join(",")}}`;
};

/** What a parser takes far longer for than for its size. */
const FRAMES: Readonly<Record<string, () => string>> = {
  "many rows": () => frame(many(80_000, () => ROW)),
  "keys of which none is there twice": () =>
    frame(many(4_900, (row) => `{${many(60, (key) => `"k${row}_${key}":1`)}}`)),
  "keys in ever another order": () => frame(many(4_900, shuffled)),
  "a small frame of such keys": () => frame(many(1_000, (row) => `{${many(60, (key) => `"${row}_${key}":1`)}}`)),
  "short texts of which none is there twice": () =>
    frame(many(1_000, (row) => `[${many(300, (at) => `"s${row}_${at}"`)}]`)),
  "lists with nothing in them": () => frame(many(4_900, () => `[${many(400, () => "[]")}]`)),
  "lists in lists": () => frame(many(60_000, () => `${"[".repeat(30)}${"]".repeat(30)}`)),
  "small objects": () => frame(many(4_000, () => `[${many(250, () => '{"a":1}')}]`)),
  numbers: () => frame(many(1_000, () => `[${many(2_900, () => "1")}]`)),
};

/** Milliseconds of this thread alone. */
function costOf<T>(work: () => T): readonly [cost: number, result: T] {
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  return [(user + system) / 1_000, result];
}

/** The longest that a frame keeps the thread without a break: from where it enters to where it is parsed. */
function longestOf(json: string): number {
  const [looking, isKept] = costOf(() => json.length <= 1_000_000 && fits(json));
  let longest = looking;
  let kept = json;
  const work = isKept ? null : sift(json);
  while (work !== null) {
    const [cost, { done, value }] = costOf(() => work.next());
    longest = Math.max(longest, cost);
    if (!done) continue;
    kept = value;
    break;
  }
  const [parsing] = costOf(() => void JSON.parse(kept));
  return Math.max(longest, parsing);
}

const least = (count: number, measure: () => number): number => Math.min(...Array.from({ length: count }, measure));

test("no frame keeps everything else waiting for longer than a large honest one does", { timeout: 120_000 }, () => {
  const fields = (index: number): string => many(28, (at) => `"field${at}":"value ${at} of ${index}"`);
  const honest = frame(many(LIMITS.items - 1, (index) => ROW.replace("{", `{${fields(index)},`)));
  const unit = least(3, () => longestOf(honest));
  for (const [what, make] of Object.entries(FRAMES)) {
    const json = make();
    const times = least(3, () => longestOf(json)) / unit;
    expect([what, times < 4 ? "soon done" : `${times.toFixed(1)} times as long`]).toEqual([what, "soon done"]);
  }
});

test("whatever is left out, the rest can be read", () => {
  const READ = z.object({ id: z.literal("1"), payload: z.object({ sessions: z.array(z.unknown()).min(1) }) });
  for (const [what, make] of Object.entries(FRAMES)) {
    const work = sift(make());
    let kept = work.next();
    while (!kept.done) kept = work.next();
    expect([what, READ.safeParse(JSON.parse(kept.value)).success]).toEqual([what, true]);
  }
});

test("rows that are alike are of few shapes, however many there are", () => {
  const rows = many(
    LIMITS.items - 1,
    (index) => `{"key":"agent-${index}","sessionId":"a-long-session-${index}","model":"gpt-5.6"}`,
  );
  const work = sift(frame(rows));
  let kept = work.next();
  while (!kept.done) kept = work.next();
  expect(JSON.parse(kept.value)).toEqual(JSON.parse(frame(rows)));
});
