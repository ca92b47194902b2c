import { expect, it } from "vitest";
import { code, strong, text, when, type Card, type Message } from "../../../src/core/card.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { sayLength } from "../../../src/words/length.ts";
import { say } from "../../../src/words/say.ts";
import { createVoiceOf, english, speak, speakText, speakWith } from "../../../src/words/speak.ts";

const message = (id: string, values: Message["values"] = {}): Message => ({ kind: "message", id, values });
const voice = createVoiceOf("de", {
  both: "{a} und {b}",
  many: "{count, plural, one {ein Fehler} other {# Fehler}}",
  list: "Betroffen: {names}",
  inside: "Weil {why}.",
});
const cardOf = (...line: Parameters<typeof text>): Card => ({ tone: "good", title: "t", blocks: [text(...line)] });
const said = (...line: Parameters<typeof text>) => {
  const [block] = speakWith(cardOf(...line), voice).blocks;
  return block?.kind === "text" ? block.text : null;
};

it("what stands out in a sentence stays what it is", () => {
  expect(said(message("both", { a: code("x"), b: when(0) }), "!")).toStrictEqual([code("x"), " und ", when(0), "!"]);
});

it("counts as the language counts", () => {
  expect([said(message("many", { count: 1 })), said(message("many", { count: 4 }))]).toStrictEqual([
    ["ein Fehler"],
    ["4 Fehler"],
  ]);
});

it("joins lists as the language joins them, whatever stands in them", () => {
  expect(said(message("list", { names: ["a", code("b"), "c"] }))).toStrictEqual([
    "Betroffen: a, ",
    code("b"),
    " und c",
  ]);
  expect(said(message("list", { names: [] }))).toStrictEqual(["Betroffen: "]);
});

it("a sentence may stand in another, and what came from outside is never read as one", () => {
  expect(said(message("inside", { why: message("both", { a: "{b}", b: "'{a}'" }) }))).toStrictEqual([
    "Weil {b} und '{a}'.",
  ]);
});

it("a sentence that was kept and is not known any more is said in the English it had", () => {
  expect(said({ ...message("gone"), otherwise: "It was so." }, " ", message("never"))).toStrictEqual([
    "It was so. never",
  ]);
  expect(said(message("constructor"))).toStrictEqual(["constructor"]);
});

it("a whole card is said in its reader's language", () => {
  const card: Card = {
    tone: "neutral",
    title: say("late.title"),
    blocks: [
      { kind: "fields", fields: [{ label: say("excuse.title"), value: [strong(say("late.title")), "x"] }] },
      { kind: "table", columns: [say("late.title")], rows: [["main", say("excuse.title")]] },
    ],
    actions: [{ label: say("late.run", { command: "/help" }), style: "plain", command: "help", args: {} }],
  };
  const spoken = speak(card, "de");
  expect(spoken.language).toBe("de");
  expect(JSON.stringify(spoken)).not.toContain("message");
  expect(spoken.actions?.[0]?.label).toBe("/help jetzt ausführen");
  expect(english(card.title)).toBe("I was away");
});

it.each([
  [0, "less than a second", "weniger als eine Sekunde"],
  [41 * SECOND, "41 s", "41 s"],
  [2 * HOUR + 10 * MINUTE, "2 h 10 min", "2 h 10 min"],
  [2 * HOUR, "2 h", "2 h"],
  [DAY + 5 * MINUTE, "1 d", "1 Tag"],
] as const)("%s ms is %s, %s", (ms, en, de) => {
  expect([english(sayLength(ms)), speakText(sayLength(ms), "de")]).toStrictEqual([en, de]);
});
