import { describe, expect, test } from "vitest";
import { ago, code, strong, when, type Line } from "../../../../src/core/card.ts";
import { cutLine, escapeMarkdown, renderLine, splitLine } from "../../../../src/platforms/discord/out/render/line.ts";
import { toPlainText } from "../../../../src/platforms/discord/out/render/plain.ts";
import { speakLine } from "../../../../src/words/speak.ts";

const ZW = "\u200b";

describe("plain text on Discord", () => {
  test.each([
    ["openai-codex/gpt-5.4", "openai-codex/gpt-5.4"],
    ["OPENAI_API_KEY and api.responses.write", "OPENAI_API_KEY and api.responses.write"],
    [`401 {"error":"Missing scopes"}`, `401 {"error":"Missing scopes"}`],
    ["agent:main:main", "agent:main:main"],
    ["**bold** and *it*", "\\*\\*bold\\*\\* and \\*it\\*"],
    ["_it_ __under__", "\\_it\\_ \\_\\_under\\_\\_"],
    ["~~gone~~ but ~/.openclaw", "\\~\\~gone\\~\\~ but ~/.openclaw"],
    ["||spoiler|| a | b", "\\|\\|spoiler\\|\\| a | b"],
    ["`code` C:\\Users", "\\`code\\` C:\\\\Users"],
    ["[click](https://evil.example)", "\\[click]\\(https:\\//evil.example)"],
    ["see https://evil.example/x", "see https:\\//evil.example/x"],
    ["<https://evil.example>", "\\<https:\\//evil.example>"],
    ["# big", "\\# big"],
    ["-# small\n- item\n> quote\n>>> all", "\\-# small\n\\- item\n\\> quote\n\\>>> all"],
    ["1. one\n12.5 s\n-5", "1\\. one\n12.5 s\n-5"],
  ])("%j is shown as it is", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  test.each([
    ["@everyone", `@${ZW}everyone`],
    ["@HERE now", `@${ZW}HERE now`],
    ["<@123456789012345678>", `\\<${ZW}@123456789012345678>`],
    ["<@&123456789012345678> <#1>", `\\<${ZW}@&123456789012345678> \\<${ZW}#1>`],
    ["<t:0:R> <a:x:1> <:x:1> </ask:1>", `\\<${ZW}t:0:R> \\<${ZW}a:x:1> \\<${ZW}:x:1> \\<${ZW}/ask:1>`],
    ["discord.gg/abc", `discord${ZW}.gg/abc`],
    ["https://discord.com/invite/abc", `https:\\//discord${ZW}.com/invite/abc`],
    ["me@example.org", "me@example.org"],
  ])("%j mentions nobody and invites nowhere", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  test("tabs become spaces, and broken characters are marked", () => {
    expect(escapeMarkdown("e\tf")).toBe("e  f");
    expect(escapeMarkdown("x\ud800y")).toBe("x\ufffdy");
  });

  test.each<[string, Line, string]>([
    ["bold and code", [strong("a*b"), " ", code("x_y")], "**a\\*b** `x_y`"],
    ["bold beside bold", [strong("a"), strong("b")], `**a**${ZW}**b**`],
    ["code beside code", [code("a"), code("b")], `\`a\`${ZW}\`b\``],
    ["code with backticks", [code("a```b`")], `\`\`${ZW}a\`${ZW}\`${ZW}\`${ZW}b\`${ZW}\`\``],
    ["a mention in code", [code("<@1> @here")], `\`<${ZW}@1> @${ZW}here\``],
    ["empty code", [code("")], "` `"],
    ["empty bold", [strong(" ")], ""],
    ["a mention in two parts", ["@", "everyone"], `@${ZW}everyone`],
    ["a mask in two parts", ["[a]", "(https:", "//x)"], "\\[a]\\(https:\\//x)"],
    ["strike-through in two parts", ["~", "~a~", "~"], "\\~\\~a\\~\\~"],
    ["times", [ago(1_772_873_520_999), " / ", when(1_772_873_520_000)], "<t:1772873520:R> / <t:1772873520:f>"],
    ["no time", [when(Number.NaN), when(Number.POSITIVE_INFINITY)], "——"],
  ])("a line with %s", (_, line, expected) => {
    expect(renderLine(speakLine(line, "en"))).toBe(expected);
  });
});

describe("long lines", () => {
  test("are split into pieces within the limit, and nothing is lost", () => {
    const text = "word *and* ".repeat(900);
    const pieces = splitLine([text], 1000);
    expect(pieces.every((piece) => piece.length <= 1000)).toBe(true);
    expect(pieces.join("")).toBe(escapeMarkdown(text));
  });

  test("never split a character in two", () => {
    const pieces = splitLine(["😀".repeat(5000)], 41);
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
    expect(pieces.join("")).toBe("😀".repeat(5000));
  });

  test("keep bold and code whole in every piece", () => {
    const pieces = splitLine([strong("b".repeat(300)), code("`".repeat(300))], 100);
    expect(pieces.every((piece) => piece.length <= 100)).toBe(true);
    expect(pieces.every((piece) => /^(?:\*\*b+\*\*)|^``[^]+``$/.test(piece))).toBe(true);
  });

  test("a mention is not put together again where the text is cut", () => {
    for (let shift = 0; shift < 40; shift++) {
      const pieces = splitLine([`${"x".repeat(shift)}@everyone`.repeat(50)], 80);
      expect(pieces.join("")).not.toContain("@everyone");
    }
  });

  test("can be cut to one piece with an ellipsis", () => {
    expect(cutLine(["short"], 40)).toBe("short");
    expect(cutLine(["a".repeat(300)], 256)).toMatch(/^a+…$/);
    expect(cutLine(["a".repeat(300)], 256).length).toBeLessThanOrEqual(256);
  });
});

test("the plain text of a card holds everything, without markup", () => {
  const text = toPlainText({
    language: "en",
    tone: "good",
    title: "Title",
    blocks: [
      { kind: "heading", text: ["Head"] },
      { kind: "list", items: [[strong("a"), " b"], [when(0)]] },
      { kind: "fields", fields: [{ label: "Model", value: [code("x/y")] }] },
      { kind: "table", columns: ["a", "b"], rows: [["1", "2"]] },
      { kind: "code", text: "c" },
      { kind: "image", png: new Uint8Array(), alt: "chart" },
      { kind: "note", text: ["n"] },
    ],
  });
  expect(text).toBe("Title\n\n\nHead\n- a b\n- 1970-01-01T00:00:00.000Z\nModel: x/y\na\tb\n1\t2\nc\n(image: chart)\nn");
});
