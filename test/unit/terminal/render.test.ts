import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  ago,
  code,
  heading,
  note,
  strong,
  text,
  when,
  type Block,
  type Card,
  type Language,
  type SpokenCard,
} from "../../../src/core/card.ts";
import { speak } from "../../../src/words/speak.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { renderText } from "../../../src/platforms/terminal/render.ts";

const NOW = new Date(2026, 2, 7, 12, 0, 0).getTime();
const LOOK = { now: NOW, color: false, width: 40 };
const card = (...blocks: Block[]): SpokenCard => speak({ tone: "good", title: "Fine", blocks }, "en");
const render = (...blocks: Block[]): string => renderText(card(...blocks), LOOK);

test.each<[what: string, block: Block, shown: string]>([
  ["text", text("plain ", strong("strong"), " ", code("code")), "plain strong code"],
  ["a heading", heading("Head"), "Head"],
  ["a note", note("By the way."), "By the way."],
  ["a list", { kind: "list", items: [["one"], ["two"]] }, "  - one\n  - two"],
  [
    "fields",
    {
      kind: "fields",
      fields: [
        { label: "A", value: ["1"] },
        { label: "Long", value: ["2"] },
      ],
    },
    "  A:    1\n  Long: 2",
  ],
  ["no fields", { kind: "fields", fields: [] }, ""],
  [
    "a table",
    {
      kind: "table",
      columns: ["", "1h"],
      rows: [
        ["answers", "3"],
        ["401s", "12"],
      ],
    },
    "           1h\n  answers   3\n  401s     12",
  ],
  ["code", { kind: "code", text: "a\n  b" }, "    a\n      b"],
  ["a picture", { kind: "image", png: new Uint8Array(), alt: "a chart" }, "[picture: a chart]"],
  [
    "a long text",
    text("a word and another word and yet another word"),
    "a word and another word and yet another\nword",
  ],
])("%s is shown as text", (_what, block, shown) => {
  expect(render(block)).toBe(`✔ Fine\n\n${shown}\n`);
});

test.each<[distance: number, shown: string]>([
  [0, "just now"],
  [5 * SECOND, "5 s ago"],
  [-30 * SECOND, "in 30 s"],
  [5 * MINUTE, "5 min ago"],
  [5 * HOUR, "5 h ago"],
  [5 * DAY, "5 days ago"],
])("%d ms ago is %s", (distance, shown) => {
  expect(render(text(ago(NOW - distance)))).toContain(shown);
});

test("an instant is shown in the reader's own zone, with its day when it is not today's", () => {
  expect(render(text(when(NOW - HOUR)))).toContain("\n11:00:00\n");
  expect(render(text(when(NOW - DAY)))).toContain("2026-03-06 12:00:00");
});

test.each<[language: Language, distance: number, shown: string]>([
  ["de", 5 * DAY, "vor 5 Tagen"],
  ["de", -30 * SECOND, "in 30 s"],
  ["zh-CN", 5 * MINUTE, "5 分钟前"],
  ["zh-CN", 0, "刚刚"],
])("in %s, %d ms ago is %s", (language, distance, shown) => {
  const asked: Card = { tone: "good", title: "Fine", blocks: [text(ago(NOW - distance))] };
  expect(renderText(speak(asked, language), LOOK)).toContain(shown);
});

test("columns of Chinese stand below each other, and its lines break where they are full", () => {
  const columns = ["", "1 小时", "7 d"];
  const rows = [
    ["回答", "3", "12"],
    ["401s", "0", "一"],
  ];
  expect(render({ kind: "table", columns, rows })).toContain(
    "        1 小时  7 d\n  回答       3   12\n  401s       0   一\n",
  );
  expect(render(text("已有一个网关没有应答，请检查它是否正在运行，以及网络是否可用。"))).toContain(
    "已有一个网关没有应答，请检查它是否正在运\n行，以及网络是否可用。",
  );
});

test("actions are numbered", () => {
  const actions = ["Fix it", "Leave it"].map((label) => ({ label, style: "plain" as const, command: "x", args: {} }));
  expect(renderText({ ...card(), actions }, LOOK)).toBe("✔ Fine\n\n  [1] Fix it\n  [2] Leave it\n");
});

test("colours change nothing but colours", () => {
  const all = card(text("plain ", strong("strong"), code("code")), heading("Head"), note("Note."));
  expect(stripVTControlCharacters(renderText(all, { ...LOOK, color: true }))).toBe(renderText(all, LOOK));
});

const HOSTILE = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\u001B[2J",
    "\u001B]0;title\u0007",
    "\u001B]8;;https://x.example\u001B\\",
    "a\u202Eb",
    "\r\n$ ",
    "\u009B31m",
  ),
);

test("nothing a gateway sends can move the cursor, paint, or turn the reading direction", () => {
  fc.assert(
    fc.property(HOSTILE, (hostile) => {
      const shown = renderText(
        speak(
          {
            tone: "critical",
            title: hostile,
            blocks: [
              text(hostile, strong(hostile), code(hostile)),
              { kind: "list", items: [[hostile]] },
              { kind: "fields", fields: [{ label: hostile, value: [hostile] }] },
              { kind: "table", columns: [hostile], rows: [[hostile]] },
              { kind: "code", text: hostile },
              { kind: "image", png: new Uint8Array(), alt: hostile },
            ],
            actions: [{ label: hostile, style: "plain", command: "x", args: {} }],
          },
          "en",
        ),
        LOOK,
      );
      // oxlint-disable-next-line no-control-regex -- controls are exactly what must not be there
      expect(shown).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    }),
  );
});
