import { describe, expect, test } from "vitest";
import type { Card } from "../../../src/core/card.ts";
import { PostFailed, type ChatPlatform } from "../../../src/core/platform.ts";
import type { RepairState } from "../../../src/core/repair.ts";
import type { Progress, Repairs, ReportProgress } from "../../../src/core/repairs.ts";
import { createReport } from "../../../src/repair/resume/report.ts";
import { seeThrough } from "../../../src/repair/resume/see-through.ts";
import { planOf } from "../parts/repair.ts";
import { english } from "../../../src/words/speak.ts";

const CARD = { platform: "room", target: "5", message: "7" };
const plan = planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6");
const progress = (state: RepairState): Progress => ({ plan, state, lines: [], pinned: [], release: null });
const silent = (): void => {};
const card = (title: string): Card => ({ tone: "neutral", title, blocks: [] });

function setUp(answers: readonly (Error | "stands")[], id = "room") {
  const posted: { readonly target: string; readonly title: string; readonly how: object }[] = [];
  const warned: string[] = [];
  const left = [...answers];
  const ended = new AbortController();
  const pauses: number[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const platform = {
    id,
    post(target: string, { title }: Card, how: object) {
      posted.push({ target, title: english(title), how });
      const answer = left.shift() ?? "stands";
      return answer === "stands" ? Promise.resolve(CARD) : Promise.reject(answer);
    },
  } as Partial<ChatPlatform> as ChatPlatform;
  const write = {
    progress: ({ state }: Progress) => card(`progress ${state}`),
    resumed: ({ state }: Progress) => card(`resumed ${state}`),
  };
  const log = {
    debug: silent,
    info: silent,
    error: silent,
    warn: (_fields: object, text: string) => void warned.push(text),
  };
  const sleep = (ms: number): Promise<void> => {
    pauses.push(ms);
    return Promise.resolve();
  };
  const parts = { platforms: [platform], write, log, random: () => 0.5, sleep, signal: ended.signal };
  return { report: createReport(parts), parts, posted, warned, ended, pauses };
}

const later = new PostFailed("later", "it is down");
const gone = new PostFailed("gone", "no such chat");

describe("the card of a repair that a restart interrupted", () => {
  test("goes on where it was begun", async () => {
    const { report, posted } = setUp([]);
    expect(await report(progress("proving"), CARD)).toBe(true);
    expect(posted).toEqual([{ target: "5", title: "progress proving", how: { replacing: CARD } }]);
  });
  test("is tried once on the way, and again and again at its end", async () => {
    const one = setUp([later]);
    expect(await one.report(progress("proving"), CARD)).toBe(false);
    expect(one.posted).toHaveLength(1);
    const end = setUp([later, later, "stands"]);
    expect(await end.report(progress("fixed"), CARD)).toBe(true);
    expect([end.posted.length, end.pauses.length]).toEqual([3, 2]);
  });
  test("that can be reached no more is told where it was asked for, without what only admins may know", async () => {
    const { report, posted } = setUp([gone]);
    expect(await report(progress("fixed"), CARD)).toBe(true);
    expect(posted[1]).toEqual({ target: "room", title: "resumed fixed", how: { key: "repair-id-fixed" } });
  });
  test("that was never shown too", async () => {
    const { report, posted } = setUp([]);
    expect(await report(progress("reverted"), null)).toBe(true);
    expect(posted.map(({ title }) => title)).toEqual(["resumed reverted"]);
  });
  test("is not told for ever to a place that takes nothing", async () => {
    const { report, warned } = setUp([gone, gone]);
    expect(await report(progress("fixed"), CARD)).toBe(true);
    expect(warned).toEqual(["its end was not told"]);
  });
  test("of a platform that is served no more is told by /fix-log", async () => {
    const { report, posted } = setUp([], "elsewhere");
    expect(await report(progress("fixed"), CARD)).toBe(true);
    expect(posted).toEqual([]);
  });
  test("is left to the next process when this one stops", async () => {
    const { report, ended } = setUp([gone]);
    ended.abort();
    expect(await report(progress("fixed"), CARD)).toBe(false);
  });
  test("is left to the next process also when this one stops while the place takes nothing", async () => {
    const { parts, ended, posted } = setUp([gone, later, gone]);
    const sleep = (): Promise<void> => Promise.resolve(ended.abort());
    expect(await createReport({ ...parts, sleep })(progress("fixed"), CARD)).toBe(false);
    expect(posted).toHaveLength(3);
  });
  test("fails loudly for what is no answer of the service", async () => {
    const { report } = setUp([new Error("a fault of ours")]);
    await expect(report(progress("proving"), CARD)).rejects.toThrow("a fault of ours");
  });
});

test("what was left is looked at again and again, whatever the store says once", async () => {
  const { parts, warned, ended, pauses } = setUp([]);
  const ages: number[] = [];
  let resumed = 0;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const repairs = {
    resume(_report: ReportProgress) {
      resumed += 1;
      return resumed === 1 ? Promise.reject(new Error("the disk is full")) : Promise.resolve();
    },
    tellEnds(_report: ReportProgress, age: number) {
      ages.push(age);
      if (ages.length === 3) ended.abort();
      return Promise.resolve();
    },
  } as Partial<Repairs> as Repairs;
  await seeThrough(repairs, parts);
  expect(ages).toEqual([0, 180_000, 180_000]);
  expect(pauses).toEqual([15_000, 15_000, 15_000]);
  expect(warned).toEqual(["interrupted repairs were not seen to"]);
});
