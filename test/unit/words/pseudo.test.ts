import { expect, it } from "vitest";
import { code, strong, text, type Card } from "../../../src/core/card.ts";
import { say } from "../../../src/words/say.ts";
import { looseWordsIn, looseWordsOf, speakPseudo, toPseudo } from "../../parts/pseudo.ts";

const CARD: Card = {
  tone: "neutral",
  title: say("late.title"),
  blocks: [
    text(say("late.pressed", { command: code("/help") }), " and more of main, ", strong("boldly"), code("not this")),
    { kind: "table", columns: [say("late.title"), "column"], rows: [["main", "2 h"]] },
  ],
  actions: [{ label: say("late.run", { command: "label" }), style: "plain", command: "help", args: {} }],
};

it("words that are no sentence of the catalogue are found, wherever they stand", () => {
  expect(looseWordsOf(CARD, ["main"])).toEqual(["and", "more", "of", "boldly", "column", "h", "label"]);
});

it("what a sentence is filled with is none of its own words", () => {
  expect(toPseudo("{count, plural, one {# turn} other {# turns}} on {gateway}")).toBe(
    "{count,plural,one{#⟦ turn~~⟧} other{#⟦ turns~~~⟧}}⟦ on ~~⟧{gateway}",
  );
});

it("a sentence is longer by two fifths", () => {
  expect(speakPseudo(CARD).title).toBe("⟦I was away~~~~⟧");
});

it("a text that stands on no card is looked through too", () => {
  expect(looseWordsIn("main: unreachable", ["main"])).toEqual(["unreachable"]);
  expect(looseWordsIn(say("late.title"))).toEqual([]);
});
