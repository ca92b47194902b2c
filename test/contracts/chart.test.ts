import { describe, expect, test } from "vitest";
import { COLOURS, COOL, WARM } from "../../src/chart/colours.ts";
import { barOf, bottomOf, frameOf } from "../../src/chart/frame.ts";
import { createPainter } from "../../src/chart/painter.ts";
import { writeSvg } from "../../src/chart/picture.ts";
import { createRenderer, type Rasterise } from "../../src/chart/png.ts";
import type { History } from "../../src/core/history.ts";
import { DAY, HOUR } from "../../src/core/time.ts";
import { CODEX, GPT, historyOf, NOW } from "../unit/parts/history-samples.ts";
import { readPng } from "./chart-png.ts";
import { english } from "../../src/words/speak.ts";

const rasterise = createRenderer();

const BAD = historyOf(
  DAY,
  {
    10: { served: [[GPT, 4]] },
    40: { served: [[CODEX, 4, 4]], unauthorized: 5 },
    41: { unauthorized: 1, exhausted: 2 },
  },
  { repairs: [{ at: NOW - 12 * HOUR, outcome: "fixed" }], recordSince: NOW - 23 * HOUR },
);
const LEGEND_ROWS = 3;

/** Pixels of text where the head stands. */
const countText = async (svg: string): Promise<number> =>
  readPng(await rasterise(svg)).count(COLOURS.text, { left: 0, top: 0, width: 900, height: 160 });

describe("the picture as PNG", () => {
  test("has two pixels a unit, and no pixel that lets a background through", async () => {
    const png = readPng(await rasterise(writeSvg(BAD, "en")));
    const { width, height } = frameOf(LEGEND_ROWS);
    expect([png.width, png.height]).toEqual([width * 2, height * 2]);
    expect(png.opaque).toBe(true);
  });

  test("has its bars where their time is, in the colour of their model", async () => {
    const png = readPng(await rasterise(writeSvg(BAD, "en")));
    const { plot, unauthorized, exhausted } = frameOf(LEGEND_ROWS);
    const colourAt = (bucket: number, y: number): string => {
      const { x, width } = barOf(BAD.span, plot, bucket);
      return png.at((x + width / 2) * 2, y * 2);
    };
    const low = bottomOf(plot) - 20;
    expect(colourAt(10, low)).toBe(COOL[0]);
    expect(colourAt(11, low)).toBe(COLOURS.panel);
    expect(stripesOf(png, barOf(BAD.span, plot, 40), low)).toContain(WARM[0]);
    expect(colourAt(40, unauthorized.top + 3)).toBe(COLOURS.unauthorized);
    expect(colourAt(41, unauthorized.top + 3)).toBe(COLOURS.panel);
    expect(colourAt(41, bottomOf(unauthorized) - 2)).toBe(COLOURS.unauthorized);
    expect(colourAt(41, exhausted.top + 3)).toBe(COLOURS.exhausted);
    expect(colourAt(40, exhausted.top + 3)).toBe(COLOURS.panel);
  });

  test("writes its words in a typeface of its own", async () => {
    const svg = writeSvg(BAD, "en");
    const [written, silent] = await Promise.all([
      countText(svg),
      countText(svg.replaceAll(/<text[^>]*>[^<]*<\/text>/g, "")),
    ]);
    expect(silent).toBe(0);
    expect(written).toBeGreaterThan(1_000);
  });

  test("writes Chinese words as such, where a sign that no picture says is a box", async () => {
    const svg = writeSvg(BAD, "zh-CN");
    const [words, boxes] = await Promise.all([svg, svg.replaceAll(/\p{Script=Han}/gu, "龘")].map(rasterise));
    expect(words).not.toEqual(boxes);
  });

  test.each<[string, History]>([
    ["nothing known", historyOf(DAY, {}, { recordSince: null, seenUntil: null })],
    ["nothing answered", historyOf(DAY)],
    ["one moment", historyOf(1)],
    ["five years", historyOf(5 * 365 * DAY, { 3: { served: [[GPT, 1_000_000]] } })],
    [
      "names in other scripts and with markup",
      historyOf(HOUR, hostile("<b>&\u0000\uFFFE"), { gateway: "главный 主 \u202E" }),
    ],
    [
      "many repairs",
      historyOf(HOUR, {}, { repairs: Array.from({ length: 90 }, () => ({ at: NOW, outcome: "undone" as const })) }),
    ],
  ])("can be drawn of %s", async (_, history) => {
    const png = readPng(await rasterise(writeSvg(history, "en")));
    expect(png.width).toBe(frameOf(1).width * 2);
  });
});

test("a picture comes with its description and with a table that stands in for it", async () => {
  const block = await createPainter(rasterise, SILENT, "en")(BAD);
  expect(block).toMatchObject({
    kind: "image",
    otherwise: [{ kind: "table" }],
  });
  if (block.kind !== "image") throw new Error("no image");
  expect(english(block.alt)).toContain(
    "8 answers, 4 by a fallback, 6 attempts refused with 401, 2 turns without an answer",
  );
  expect(english(block.alt).length).toBeLessThanOrEqual(1_024);
  expect(block.png.length).toBeLessThan(1_000_000);
});

const fails: Rasterise = () => Promise.reject(new Error("no binary"));

test("a machine that cannot draw shows the table instead, logs why, and tries again with the next one", async () => {
  const warned: object[] = [];
  const paint = createPainter(fails, { ...SILENT, warn: (fields) => void warned.push(fields) }, "en");
  expect((await paint(BAD)).kind).toBe("table");
  expect((await paint(BAD)).kind).toBe("table");
  expect(warned).toEqual(Array.from({ length: 2 }, () => ({ gateway: "main", why: "no binary" })));
});

test("what cannot be read is refused, and the next picture is drawn all the same", async () => {
  await expect(rasterise("<svg")).rejects.toThrow(/./);
  expect(readPng(await rasterise(writeSvg(BAD, "en"))).width).toBeGreaterThan(0);
});

test("whoever asks for the same picture within 30 seconds gets the one that was drawn", async () => {
  let drawn = 0;
  let atOnce = 0;
  let most = 0;
  const paint = createPainter(
    async (svg) => {
      drawn += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      const png = await rasterise(svg);
      atOnce -= 1;
      return png;
    },
    SILENT,
    "en",
  );
  const later = (by: number): History => ({
    ...BAD,
    span: { ...BAD.span, from: BAD.span.from + by, to: BAD.span.to + by },
  });
  await Promise.all(Array.from({ length: 100 }, (_, index) => paint(later(index * 100))));
  expect(drawn).toBe(1);
  await paint(later(31_000));
  expect(drawn).toBe(2);
  await paint({ ...BAD, gateway: "another" });
  expect({ drawn, most }).toEqual({ drawn: 3, most: 1 });
});

test("when many different pictures are asked for at once, some are told as a table", async () => {
  const paint = createPainter(rasterise, SILENT, "en");
  const many = Array.from({ length: 20 }, (_, index) => paint({ ...BAD, gateway: `gateway-${index}` }));
  const kinds = (await Promise.all(many)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "image")).toHaveLength(8);
  expect(kinds.filter((kind) => kind === "table")).toHaveLength(12);
});

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function hostile(name: string): Parameters<typeof historyOf>[1] {
  return { 1: { served: [[{ provider: name, model: name }, 1]] } };
}

/** The colours across a bar: a hatched one has several. */
const stripesOf = (
  png: ReturnType<typeof readPng>,
  { x, width }: { readonly x: number; readonly width: number },
  y: number,
): readonly string[] => Array.from({ length: 16 }, (_, row) => png.at((x + width / 2) * 2, y * 2 + row));
