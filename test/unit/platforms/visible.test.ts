import { PassThrough } from "node:stream";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { label } from "../../../src/chart/svg.ts";
import { createLog } from "../../../src/cli/log.ts";
import { printFinding } from "../../../src/cli/doctor/print.ts";
import { code, heading, note, strong, text, type Card, type SpokenCard } from "../../../src/core/card.ts";
import { toChoices } from "../../../src/platforms/discord/in/choices.ts";
import { renderCard as toDiscord } from "../../../src/platforms/discord/out/render/card.ts";
import { createPressAnswer } from "../../../src/platforms/telegram/in/press-answer.ts";
import { renderCard as toTelegram } from "../../../src/platforms/telegram/out/render.ts";
import { toPlain, toPlainJson, toPlainJsonLine, toPlainLines } from "../../../src/platforms/terminal/plain.ts";
import { renderText } from "../../../src/platforms/terminal/render.ts";
import { writeAlert } from "../../../src/platforms/webhook/alert.ts";
import { escape, writeBlocks } from "../../../src/wall/html.ts";
import { speak } from "../../../src/words/speak.ts";
import { visible } from "../../../src/words/visible.ts";

/** Both sets of controls, what turns a line around, what takes no room, and tags; line breaks and tabs are none. */
const NEVER =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- exactly that is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u{034F}\u061C\u180E\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;

const card = (words: string): Card => ({
  tone: "warning",
  title: words,
  blocks: [
    text(words, strong(words), code(words)),
    heading(words),
    note(words),
    { kind: "list", items: [[words], [code(words)]] },
    { kind: "fields", fields: [{ label: words, value: [words] }] },
    { kind: "table", columns: [words, "n"], rows: [[words, words]] },
    { kind: "code", text: words },
    { kind: "image", png: new Uint8Array(), alt: words },
  ],
  actions: [{ label: words, style: "plain", command: "help", args: {} }],
});
const spoken = (words: string): SpokenCard => speak(card(words), "en");
/** What platforms put in themselves, so that nobody is called by it. */
const without = (own: string, shown: string): string => shown.replaceAll(own, "");
const reading = { now: 0, published: new Set<string>(), namesZone: false };

const EDGES: Readonly<Record<string, (words: string) => string | Promise<string>>> = {
  "a card in Discord": (words) => {
    const { body, files } = toDiscord(spoken(words));
    const shown = [body.content, ...body.embeds.flatMap((one) => [one.title, one.description])];
    const fields = body.embeds.flatMap((one) => one.fields?.flatMap(({ name, value }) => [name, value]) ?? []);
    const whole = files.map(({ data }) => (typeof data === "object" ? Buffer.from(data).toString() : String(data)));
    return without("\u200B", [...shown, ...fields, ...whole].join("\n"));
  },
  "a proposal in Discord": (words) =>
    toChoices([words], "")
      .map(({ name }) => name)
      .join("\n"),
  "a card in Telegram": (words) =>
    without(
      "\u2060",
      toTelegram(spoken(words), reading)
        .map(({ html }) => html)
        .join("\n"),
    ),
  "the answer to a press in Telegram": async (words) => {
    let said = "";
    const toast = (_query: string, shown: string | null) => {
      said = shown ?? "";
      return Promise.resolve({ ok: true as const, value: true, doubtful: false });
    };
    await createPressAnswer({ toast }, "1", new AbortController().signal).alert(spoken(words));
    return said;
  },
  "a card in a terminal": (words) => renderText(spoken(words), { now: 0, color: false, width: 80 }),
  "a line in a terminal": (words) => `${toPlain(words)}\n${toPlainLines(words)}`,
  "a finding of doctor": (words) =>
    printFinding({ mark: "mend", about: words, text: words, hint: words }, { color: false, width: 80, language: "en" }),
  "JSON in a terminal": (words) => `${toPlainJson({ words, [words]: 1 })}\n${toPlainJsonLine([words])}`,
  "a line of the log": async (words) => {
    const to = new PassThrough();
    const log = await createLog("debug", to);
    log.warn({ words, [words]: { deep: [words] }, err: new Error(words, { cause: new Error(words) }) }, words);
    return String(to.read());
  },
  "a webhook": (words) => JSON.stringify(writeAlert(spoken(words), undefined, 0)),
  "the page for the wall": (words) => `${escape(words)}${writeBlocks(spoken(words))}`,
  "a picture": (words) => label(1, 2, words, { fill: words }),
};

const HIDING = fc.constantFrom(
  ...Array.from(
    "\u0000\u0007\u0008\r\u001B\u007F\u0085\u009B\u009D\u00AD\u034F\u061C\u180E\u200B\u200C\u200E\u200F\u2028\u202A\u202E\u2060\u2066\u2069\u3164\uFEFF\uFFF9",
  ),
  "\u{E0041}",
  "\u001B]52;c;ZXZpbA==\u0007",
  "\u001B[2J",
  "\uD800",
);
const WORDS = fc
  .array(fc.oneof(HIDING, fc.string({ unit: "binary", maxLength: 4 }), fc.constantFrom("a", " ", "\n", "@")), {
    maxLength: 30,
  })
  .map((parts) => parts.join(""));

it.each(Object.entries(EDGES))("nothing that nobody sees stands in %s", async (_edge, show) => {
  await fc.assert(
    fc.asyncProperty(WORDS, async (words) => {
      const shown = await show(words);
      expect(shown.isWellFormed()).toBe(true);
      expect(shown).not.toMatch(NEVER);
    }),
    { numRuns: 150 },
  );
});

it.each([
  ["a name turned around", "abc\u202Etxt.exe", "abc\uFFFDtxt.exe"],
  ["a name with something between its letters", "gpt\u200B-5", "gpt\uFFFD-5"],
  ["a flood", "a\u200B\u2060\uFEFF\u0000b", "a\uFFFDb"],
  ["colours of a terminal", "\u001B[31mred\u001B[0m", "red"],
  ["a clipboard that is written to", "a\u001B]52;c;ZXZpbA==\u0007b", "ab"],
  ["line breaks of all kinds", "a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"],
  ["a family", "👨\u200D👩\u200D👧 ⚠\uFE0F", "👨\u200D👩\u200D👧 ⚠\uFE0F"],
  ["a joint where there is nothing to join", "a\u200Db", "a\uFFFDb"],
  ["tabs and line breaks", "a\tb\nc", "a\tb\nc"],
])("%s is shown for what it is", (_what, words, shown) => {
  expect(visible(words)).toBe(shown);
});

it("what was made visible stays as it is", () => {
  fc.assert(
    fc.property(WORDS, (words) => {
      expect(visible(visible(words))).toBe(visible(words));
    }),
  );
});
