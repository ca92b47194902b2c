import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { layBars, stackBars } from "../../../src/chart/bars.ts";
import { COLOURS, COOL, REPAIRS, WARM } from "../../../src/chart/colours.ts";
import { bottomOf, frameOf, rightOf, WIDTH, xOf, type Area } from "../../../src/chart/frame.ts";
import { writeSvg } from "../../../src/chart/picture.ts";
import { seriesOf } from "../../../src/chart/series.ts";
import { spread } from "../../../src/chart/signs.ts";
import { widthOf } from "../../../src/chart/svg.ts";
import { countTicks, timeTicks } from "../../../src/chart/ticks.ts";
import { unseenAreas } from "../../../src/chart/unseen.ts";
import { LANGUAGES, type Language } from "../../../src/core/card.ts";
import { divide, startOf } from "../../../src/core/history.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { english } from "../../../src/words/speak.ts";
import { CLAUDE, CODEX, GPT, historyOf, NOW } from "../parts/history-samples.ts";

beforeEach(() => vi.stubEnv("TZ", "UTC"));
afterEach(() => vi.unstubAllEnvs());

const area: Area = { left: 100, top: 10, width: 600, height: 200 };

describe("bars", () => {
  const history = historyOf(HOUR, {
    0: { served: [[GPT, 4]] },
    30: {
      served: [
        [GPT, 1],
        [CODEX, 3, 2],
      ],
      unauthorized: 2,
    },
    59: { served: [[CODEX, 2, 2]], unauthorized: 4, exhausted: 1 },
  });
  const parts = stackBars(history, seriesOf(history), area, 4);

  test("stand where their time is", () => {
    for (const { bucket, x, width } of parts) {
      const start = startOf(history.span, bucket);
      expect(x).toBeGreaterThan(xOf(history.span, area, start) - 1e-6);
      expect(x + width).toBeLessThan(xOf(history.span, area, start + history.span.step) + 1e-6);
      expect(x + width / 2).toBeCloseTo(xOf(history.span, area, start + history.span.step / 2));
    }
    expect(parts.map(({ bucket }) => bucket)).toEqual([0, 30, 30, 30, 59]);
  });

  test("add up to what was answered, as high as the scale says", () => {
    const sums = Map.groupBy(parts, ({ bucket }) => bucket);
    expect([...sums].map(([bucket, all]) => [bucket, all.reduce((sum, { count }) => sum + count, 0)])).toEqual([
      [0, 4],
      [30, 4],
      [59, 2],
    ]);
    for (const all of sums.values()) {
      const height = all.reduce((sum, part) => sum + part.height, 0);
      const count = all.reduce((sum, part) => sum + part.count, 0);
      expect(height).toBeCloseTo((count / 4) * area.height);
      expect(Math.min(...all.map(({ y }) => y))).toBeCloseTo(bottomOf(area) - height);
    }
  });

  test("tell fallbacks of a model from its other answers", () => {
    const codex = parts.filter(({ series, bucket }) => series.name === "openai-codex/gpt-5.3-codex" && bucket === 30);
    expect(codex.map(({ count, isFallback }) => [count, isFallback])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test("of 401s are seen however few they are among many", () => {
    const uneven = historyOf(HOUR, { 5: { unauthorized: 1 }, 6: { unauthorized: 1_000 } });
    const bars = layBars(
      uneven,
      uneven.buckets.map(({ unauthorized }) => unauthorized),
      area,
    );
    expect(bars.map(({ bucket, count }) => [bucket, count])).toEqual([
      [5, 1],
      [6, 1_000],
    ]);
    expect(bars[0]?.height).toBeGreaterThanOrEqual(4);
    expect(bars[1]?.height).toBeCloseTo(area.height);
  });
});

describe("colours", () => {
  test("are cool for models that were selected and warm for those that stood in", () => {
    const history = historyOf(HOUR, {
      1: {
        served: [
          [GPT, 5],
          [CODEX, 9, 9],
          [CLAUDE, 2, 1],
        ],
      },
    });
    expect(seriesOf(history).map(({ name, colour }) => [name, colour])).toEqual([
      ["openai-codex/gpt-5.4", COOL[0]],
      ["anthropic/claude-sonnet-4.6", COOL[1]],
      ["openai-codex/gpt-5.3-codex", WARM[0]],
    ]);
  });

  test("are for the busiest models; the rest is one grey that holds the rest of the answers", () => {
    const served = Array.from({ length: 9 }, (_, index) => [{ provider: "p", model: `m${index}` }, 9 - index] as const);
    const series = seriesOf(historyOf(HOUR, { 1: { served } }));
    expect(series.map(({ name, answers }) => `${english(name)} ${answers}`)).toEqual([
      "p/m0 9",
      "p/m1 8",
      "p/m2 7",
      "p/m3 6",
      "p/m4 5",
      "4 other models 10",
    ]);
    expect(series.at(-1)?.colour).toBe(COLOURS.others);
  });
});

describe("scales", () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [4, [0, 1, 2, 3, 4]],
    [7, [0, 2, 4, 6, 8]],
    [13, [0, 5, 10, 15]],
    [99, [0, 50, 100]],
    [1_234, [0, 500, 1_000, 1_500]],
  ])("of counts up to %i", (most, ticks) => {
    expect(countTicks(most)).toEqual(ticks);
  });

  test.each([
    ["an hour", HOUR, ["08:20", "08:30", "08:40", "08:50", "09:00", "09:10"]],
    ["a day", DAY, ["12:00", "15:00", "18:00", "21:00", "7 Mar", "03:00", "06:00", "09:00"]],
    ["a week", 7 * DAY, ["1 Mar", "2 Mar", "3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar"]],
    ["a minute", MINUTE, ["09:11:00", "09:11:10", "09:11:20", "09:11:30", "09:11:40", "09:11:50", "09:12:00"]],
  ])("of %s", (_, length, texts) => {
    expect(timeTicks(divide(NOW - length, NOW), "en").map(({ text }) => text)).toEqual(texts);
  });

  test.each<[zone: string, around: string, length: number, language: Language, texts: readonly string[]]>([
    [
      "Europe/Berlin",
      "2026-03-07T09:12Z",
      DAY,
      "de",
      ["12:00", "15:00", "18:00", "21:00", "7. März", "03:00", "06:00", "09:00"],
    ],
    ["Asia/Kathmandu", "2026-03-07T09:12Z", 3 * DAY, "en", ["5 Mar", "12:00", "6 Mar", "12:00", "7 Mar", "12:00"]],
    // An hour that is left out, and one that is there twice.
    ["Europe/Berlin", "2026-03-29T03:30Z", 5 * HOUR, "en", ["29 Mar", "01:00", "03:00", "04:00", "05:00"]],
    ["Europe/Berlin", "2026-10-25T03:30Z", 5 * HOUR, "en", ["01:00", "02:00", "03:00", "04:00"]],
    [
      "Europe/Berlin",
      "2026-03-30T12:00Z",
      3 * DAY,
      "zh-CN",
      ["3月28日", "12:00", "3月29日", "12:00", "3月30日", "12:00"],
    ],
    [
      "America/Los_Angeles",
      "2026-11-03T12:00Z",
      7 * DAY,
      "en",
      ["28 Oct", "29 Oct", "30 Oct", "31 Oct", "1 Nov", "2 Nov", "3 Nov"],
    ],
  ])("in %s before %s", (zone, around, length, language, texts) => {
    vi.stubEnv("TZ", zone);
    const now = Date.parse(around);
    expect(timeTicks(divide(now - length, now), language).map(({ text }) => text)).toEqual(texts);
  });

  test("of any stretch of time have few instants, all within it", () => {
    fc.assert(
      fc.property(fc.integer({ min: SECOND, max: 2_000 * DAY }), (length) => {
        vi.stubEnv("TZ", "Europe/Berlin");
        const span = divide(NOW - length, NOW);
        const ticks = timeTicks(span, "en");
        expect(ticks.length).toBeLessThanOrEqual(9);
        expect(ticks.every(({ at }) => at >= startOf(span, 0) && at <= span.to)).toBe(true);
      }),
    );
  });
});

describe("what is not known is shaded", () => {
  const frame = { plot: area, exhausted: { ...area, top: 300, height: 20 } };
  test.each([
    ["not at all, while everything is known", {}, []],
    ["up to where the record begins", { recordSince: NOW - 18 * HOUR }, [[100, 250]]],
    ["from where reading ended", { seenUntil: NOW - 6 * HOUR }, [[550, 700]]],
    [
      "on both sides",
      { recordSince: NOW - 18 * HOUR, seenUntil: NOW - 6 * HOUR },
      [
        [100, 250],
        [550, 700],
      ],
    ],
    ["as a whole, when it was never read", { recordSince: null }, [[100, 700]]],
  ])("%s", (_, more, shaded) => {
    const areas = unseenAreas(historyOf(DAY, {}, more), frame);
    expect(areas.map((one) => [one.left, rightOf(one)])).toEqual(shaded);
    expect(areas.every((one) => one.top === 10 && bottomOf(one) === 320)).toBe(true);
  });
});

test.each([
  ["stay where they are while there is room", [10, 50, 90], [10, 50, 90]],
  ["move apart where they would cover each other", [10, 12, 90], [10, 30, 90]],
  ["move back from the edge", [80, 95, 99], [60, 80, 100]],
])("signs of repairs %s", (_, places, spreadOut) => {
  expect(spread(places, 20, 100)).toEqual(spreadOut);
});

const textsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = ""]) => text);

describe("the picture", () => {
  test("names gateway, time, sums and models, and what is none", () => {
    const svg = writeSvg(historyOf(DAY, { 5: { served: [[GPT, 3]] }, 50: { served: [[CODEX, 1_200, 1_200]] } }), "en");
    const texts = textsOf(svg);
    expect(texts).toContain("Answers by model · main");
    expect(texts).toContain("6 Mar 09:12 to 7 Mar 09:12 UTC, one bar is 15 min");
    expect(texts).toContain("1,203 answers · 1,200 by a fallback · no 401s · no turn without an answer");
    expect(texts.filter((text) => text.includes("openai-codex/"))).toHaveLength(2);
    expect(texts).toContain("hatched: another model was selected");
    expect(texts.filter((text) => text === "none")).toHaveLength(2);
  });

  test("speaks German to those who read it, in the zone of the process", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const svg = writeSvg(historyOf(DAY, { 50: { served: [[CODEX, 1_200, 1_200]], unauthorized: 1 } }), "de");
    const texts = textsOf(svg);
    expect(texts).toContain("Antworten je Modell · main");
    expect(texts).toContain("6. März 10:12 bis 7. März 10:12 MEZ, ein Balken ist 15 min");
    expect(texts).toContain(
      "1.200 Antworten · 1.200 durch Fallback · 1 Versuch mit 401 abgelehnt · keine Anfrage ohne Antwort",
    );
    expect(texts).toContain("schraffiert: gewählt war ein anderes");
    expect(texts).toContain("keine Antwort");
  });

  test.each(LANGUAGES)("has room for its longest words in %s", (language) => {
    const repairs = (["fixed", "reverted", "undone", "unclear"] as const).map((outcome) => ({
      at: NOW - HOUR,
      outcome,
    }));
    const most = { served: [[CODEX, 99_999, 88_888] as const], unauthorized: 9_999, exhausted: 9_999 };
    const svg = writeSvg(historyOf(DAY, { 50: most }, { repairs, recordSince: NOW - 20 * HOUR }), language);
    const texts = [...svg.matchAll(/<text ([^>]*)>([^<]*)</g)].map(([, given = "", words = ""]) => {
      const {
        x,
        "font-size": size = "13",
        "text-anchor": anchor,
      } = Object.fromEntries(
        [...given.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
      );
      const width = widthOf(words, Number(size));
      const left = Number(x) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
      return { words, left, right: left + width };
    });
    const cut = texts.filter(({ left, right }) => left < 0 || right > WIDTH);
    expect(cut).toEqual([]);
    expect(texts.length).toBeGreaterThan(10);
  });

  test("marks repairs at their instants", () => {
    const repairs = [
      { at: NOW - 18 * HOUR, outcome: "reverted" as const },
      { at: NOW - 6 * HOUR, outcome: "fixed" as const },
    ];
    const svg = writeSvg(historyOf(DAY, {}, { repairs }), "en");
    const { plot } = frameOf(1);
    for (const { at, outcome } of repairs) {
      const x = plot.left + plot.width * (1 - (NOW - at) / DAY);
      expect(svg).toMatch(
        new RegExp(`<path d="M${x} [\\d.]+L${x} [\\d.]+V[\\d.]+" fill="none" stroke="${REPAIRS[outcome]}"`),
      );
    }
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["repaired", "repair failed, taken back"]));
  });

  test.each([
    ["was never read", { recordSince: null }, "Nothing is known of this time", ["none"]],
    ["answered nothing", {}, "No answers in this time", ["not recorded, or not in full"]],
  ])("says so when a gateway %s", (_, more, said, unsaid) => {
    const texts = textsOf(writeSvg(historyOf(DAY, {}, more), "en"));
    expect(texts).toContain(said);
    for (const text of unsaid) expect(texts).not.toContain(text);
  });

  test("shows hostile names and obeys none of them", () => {
    const hostile = fc.string({ unit: "binary", minLength: 1, maxLength: 80 });
    const nasty = fc.constantFrom(
      '"/><script>x</script>',
      "<!--",
      "]]>",
      "&amp;&#0;",
      "\u0000\u001B[31m",
      "a\uD800b",
      "\uFFFE",
    );
    fc.assert(
      fc.property(fc.oneof(hostile, nasty), fc.oneof(hostile, nasty), (gateway, model) => {
        const svg = writeSvg(historyOf(HOUR, { 1: { served: [[{ provider: model, model }, 1]] } }, { gateway }), "en");
        expect(svg.isWellFormed()).toBe(true);
        // oxlint-disable-next-line no-control-regex -- controls are exactly what must not be there
        expect(svg).not.toMatch(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/);
        const tags = new Set([...svg.matchAll(/<\/?([^\s/>]*)/g)].map(([, name]) => name));
        expect(tags).toEqual(new Set(["defs", "g", "line", "path", "pattern", "rect", "svg", "text"]));
      }),
    );
  });
});
