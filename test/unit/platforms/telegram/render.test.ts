import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  ago,
  code,
  heading,
  note,
  strong,
  text,
  when,
  type Block,
  type SpokenCard,
  type Tone,
} from "../../../../src/core/card.ts";
import { speak } from "../../../../src/words/speak.ts";
import { DAY, HOUR, MINUTE } from "../../../../src/core/time.ts";
import { formatClock } from "../../../../src/platforms/telegram/out/instants.ts";
import { renderCard } from "../../../../src/platforms/telegram/out/render.ts";
import { parseHtml } from "../../../fakes/telegram/html.ts";

const NOW = Date.UTC(2026, 2, 7, 9, 12, 30);
const reading = { now: NOW, published: new Set(["model_status"]), namesZone: false };

beforeEach(() => vi.stubEnv("TZ", "UTC"));
afterEach(() => vi.unstubAllEnvs());

const cardOf = (...blocks: Block[]): SpokenCard => speak({ tone: "good", title: "T", blocks }, "en");
const htmlOf = (...blocks: Block[]): string => {
  const [first] = renderCard(cardOf(...blocks), reading);
  return first?.html.replace("🟢 <b>T</b>", "").replace(/^\n\n/, "") ?? "";
};

describe("blocks", () => {
  test.each<[string, readonly Block[], string]>([
    ["text", [text("a ", strong("b"), " ", code("c"))], "a <b>b</b> <code>c</code>"],
    ["heading over text", [heading("H"), text("a")], "<b>H</b>\na"],
    ["note", [note("n")], "<i>n</i>"],
    ["list", [{ kind: "list", items: [["a"], [code("b")]] }], "• a\n• <code>b</code>"],
    [
      "fields",
      [{ kind: "fields", fields: [{ label: "Model", value: [code("x/y")] }] }],
      "<b>Model:</b> <code>x/y</code>",
    ],
    [
      "table, numbers flush right",
      [
        {
          kind: "table",
          columns: ["Model", "1h"],
          rows: [
            ["gpt", "3"],
            ["sonnet", "12"],
          ],
        },
      ],
      "<pre>Model   1h\n──────  ──\ngpt      3\nsonnet  12</pre>",
    ],
    ["table without columns", [{ kind: "table", columns: [], rows: [] }], ""],
    ["code", [{ kind: "code", text: "a < b\nc" }], "<pre>a &lt; b\nc</pre>"],
    [
      "two blocks of code",
      [
        { kind: "code", text: "a" },
        { kind: "code", text: "b" },
      ],
      "<pre>a</pre>\n\n<pre>b</pre>",
    ],
    ["what a line announces", [text("Latest:"), { kind: "list", items: [["a"]] }], "Latest:\n• a"],
    ["what a strong line announces", [text(strong("Open:")), { kind: "list", items: [["a"]] }], "<b>Open:</b>\n• a"],
    ["relative time", [text(ago(NOW - 3 * MINUTE))], "09:09"],
    ["absolute time", [text("since ", when(NOW - 3 * MINUTE))], "since 09:09"],
  ])("%s", (_, blocks, html) => {
    expect(htmlOf(...blocks)).toBe(html);
  });

  test.each<[Tone, string]>([
    ["good", "🟢"],
    ["warning", "🟠"],
    ["critical", "🔴"],
    ["unknown", "⚪"],
    ["neutral", "🔵"],
  ])("the tone %s is one symbol before the title", (tone, symbol) => {
    expect(renderCard(speak({ tone, title: "Title", blocks: [] }, "en"), reading)).toEqual([
      { kind: "text", html: `${symbol} <b>Title</b>` },
    ]);
  });
});

describe("times", () => {
  const look = { now: NOW, language: "en", namesZone: false } as const;

  test.each([
    ["on that day", NOW - HOUR, "en", "09:12"],
    ["on another day", NOW - 2 * DAY, "en", "5 Mar, 10:12"],
    ["in another year", NOW - 90 * DAY, "en", "7 Dec 2025, 10:12"],
    ["in German", NOW - 2 * DAY, "de", "5. März, 10:12"],
    ["in Chinese", NOW - 2 * DAY, "zh-CN", "3月5日 10:12"],
    ["that is none", Number.NaN, "en", "unknown time"],
    ["that is none, in German", Number.NaN, "de", "unbekannte Zeit"],
  ] as const)("an instant %s", (_, at, language, shown) => {
    vi.stubEnv("TZ", "Europe/Berlin");
    expect(formatClock(at, { ...look, language })).toBe(shown);
  });

  test.each([
    ["UTC", "08:12 UTC"],
    ["Europe/Berlin", "09:12 CET"],
    ["America/New_York", "03:12 GMT-5"],
  ])("the zone %s is named where nobody chose it", (zone, shown) => {
    vi.stubEnv("TZ", zone);
    expect(formatClock(NOW - HOUR, { ...look, namesZone: true })).toBe(shown);
  });
});

describe("hostile text is shown and never obeyed", () => {
  test.each([
    ["markup", "<b>x</b> & <a href='x'>", "&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href='x'&gt;"],
    ["entities", "&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["mentions", "@everyone (@admin) a@b.example", "@\u2060everyone (@\u2060admin) a@b.example"],
    ["control characters", "a\u0000b\u001B[31mc\u0007", "a\uFFFDbc\uFFFD"],
    ["direction overrides", "abc\u202Etxt.exe\u2066", "abc\uFFFDtxt.exe\uFFFD"],
    ["half a surrogate pair", "a\uD83D", "a\uFFFD"],
    ["many empty lines", `a${"\n".repeat(500)}b`, "a\n\nb"],
    ["line breaks of all kinds", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    [
      "our commands become tappable",
      "try /model-status or /usr/local-bin or x/model-status",
      "try /model_status or /usr/local-bin or x/model-status",
    ],
    ["other commands stay", "/other-command", "/other-command"],
  ])("%s", (_, hostile, html) => {
    expect(htmlOf(text(hostile))).toBe(html);
  });

  test("a long cell is cut, so that the table keeps its columns", () => {
    const html = htmlOf({ kind: "table", columns: ["A", "B"], rows: [["x".repeat(10_000), "1"]] });
    expect(html.split("\n")[2]).toBe(`${"x".repeat(39)}…  1</pre>`);
  });
});

describe("long cards", () => {
  test("code is closed and opened again over the border of two messages", () => {
    const lines = Array.from({ length: 300 }, (_, index) => `line ${index} of a long listing`).join("\n");
    const parts = renderCard(cardOf({ kind: "code", text: lines }), reading);
    expect(parts).toHaveLength(3);
    for (const { html } of parts) expect(html).toMatch(/<pre>[^<]*<\/pre>$/);
  });

  test("a line of 10 kB is cut between words and nothing is lost", () => {
    const line = "word ".repeat(2_000).trim();
    const parts = renderCard(cardOf(text(line)), reading);
    expect(parts.map(({ html }) => html.trim()).join(" ")).toBe(`🟢 <b>T</b>\n\n${line}`);
  });

  test.each<[what: string, announced: Block]>([
    ["a heading", heading("Latest")],
    ["a line that ends in a colon", text("Latest:")],
  ])("%s goes with what it announces, wherever a message ends", (_what, announced) => {
    const items = Array.from({ length: 20 }, (_, index) => [`item ${index}`]);
    const announcing = new Set<number>();
    for (let before = 3_900; before < 4_100; before += 3) {
      const parts = renderCard(cardOf(text("w ".repeat(before / 2)), announced, { kind: "list", items }), reading);
      const index = parts.findIndex(({ html }) => html.includes("Latest"));
      announcing.add(index);
      expect(parts[index]?.html).toContain("item 0");
    }
    expect(announcing.size).toBeGreaterThan(1);
  });

  test("a flood is cut short and says so", () => {
    const parts = renderCard(cardOf(text("x".repeat(100_000))), reading);
    expect(parts).toHaveLength(6);
    expect(parts.at(-1)?.html).toMatch(/<i>… the rest was left out<\/i>$/);
  });

  test("messages that would look empty are not sent", () => {
    const parts = renderCard(cardOf(text(`a${" \u00A0".repeat(6_000)}b`)), reading);
    for (const { html } of parts) expect(html).toMatch(/[ab]/);
  });

  const hostile = fc.string({
    unit: fc.constantFrom("<", "&", "😀", "\uD83D", " ", "\n", "a", "@b", "\u202E"),
    maxLength: 6_000,
    size: "max",
  });
  const inline = fc.oneof(hostile, hostile.map(strong), hostile.map(code));
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.array(inline, { maxLength: 4 }).map((line): Block => ({ kind: "text", text: line })),
    fc.array(inline, { maxLength: 3 }).map((line): Block => ({ kind: "note", text: line })),
    hostile.map((text): Block => ({ kind: "code", text })),
    fc
      .array(fc.array(hostile, { maxLength: 3 }), { maxLength: 5 })
      .map((rows): Block => ({ kind: "table", columns: ["A", "B"], rows })),
    fc.constant<Block>({ kind: "image", png: new Uint8Array(1), alt: "<chart>" }),
  );

  test("every part of any card is well formed and within Telegram's limits", () => {
    fc.assert(
      fc.property(hostile, fc.array(block, { maxLength: 6 }), (title, blocks) => {
        for (const part of renderCard(speak({ tone: "warning", title, blocks }, "en"), reading)) {
          const parsed = parseHtml(part.html);
          expect(parsed.ok).toBe(true);
          expect(part.html.isWellFormed()).toBe(true);
          expect(part.html.length).toBeLessThanOrEqual(part.kind === "text" ? 4_096 : 1_024);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("pictures", () => {
  const image: Block = { kind: "image", png: new Uint8Array([1]), alt: "a < b" };

  test.each<[string, readonly Block[], readonly string[]]>([
    ["alone", [image], ["photo"]],
    ["with a long text", [image, text("x ".repeat(2_000))], ["photo", "text"]],
    ["two", [image, text("short"), image], ["photo", "photo"]],
  ])("%s", (_, blocks, kinds) => {
    expect(renderCard(cardOf(...blocks), reading).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("a second picture is captioned with its description", () => {
    expect(renderCard(cardOf(image, image), reading)[1]?.html).toBe("a &lt; b");
  });
});
