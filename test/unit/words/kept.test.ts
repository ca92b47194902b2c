import { expect, it } from "vitest";
import { strong, text, type Message } from "../../../src/core/card.ts";
import { keepLine, keepText, saysTheSame } from "../../../src/words/kept.ts";
import { say } from "../../../src/words/say.ts";
import { sayApart, sayInTurn, sayListed } from "../../../src/words/sequence.ts";
import { createVoiceOf, english, speakText, speakWith } from "../../../src/words/speak.ts";

const AWAY = say("late.title");
const said = (message: Message): unknown => {
  const voice = createVoiceOf("en", { outer: "It is so: {why}", asks: "{name} asks" });
  const [block] = speakWith({ tone: "neutral", title: "", blocks: [text(message)] }, voice).blocks;
  return block?.kind === "text" ? block.text : null;
};
const of = (id: string, values: Message["values"] = {}, otherwise?: string): Message => ({
  kind: "message",
  id,
  values,
  ...(otherwise !== undefined && { otherwise }),
});

it("what is kept has its English beside it, wherever it stands", () => {
  expect(keepText(AWAY)).toStrictEqual({ ...AWAY, otherwise: "I was away" });
  expect(keepText("main")).toBe("main");
  const kept = { ...AWAY, otherwise: "I was away" };
  const line = ["a", kept, { kind: "strong", text: kept }];
  expect(JSON.stringify(keepLine(["a", AWAY, strong(AWAY)]))).toBe(JSON.stringify(line));
});

it("what is not known any more stays in the English it was kept with", () => {
  const gone = of("gone.id", {}, "It was so.");
  expect(keepText(gone)).toStrictEqual(gone);
});

it("a kept sentence is said as it was where a part of it is not known, or it takes something else now", () => {
  expect(said(of("outer", { why: of("gone") }, "It was so: gone"))).toStrictEqual(["It was so: gone"]);
  expect(said(of("outer", { why: of("gone", {}, "gone") }))).toStrictEqual(["It is so: gone"]);
  expect(said(of("asks", { who: "main" }, "main asked"))).toStrictEqual(["main asked"]);
  expect(said(of("outer", { why: of("gone") }))).toStrictEqual(["outer"]);
});

it("two that say the same are alike with and without what they were kept with", () => {
  expect(saysTheSame({ title: keepText(AWAY) }, { title: AWAY })).toBe(true);
  expect(saysTheSame({ title: AWAY }, { title: say("excuse.title") })).toBe(false);
});

it("what stands one after the other is joined as its language does it", () => {
  const both = sayInTurn(say("parts.sentence", { sentence: "a" }), null, say("parts.sentence", { sentence: "b" }), "c");
  const list = sayListed(["a", "b", "c", "d", "e"]);
  expect([both, list, sayApart(["a", "b"]), sayListed([])].map((one) => english(asText(one)))).toStrictEqual([
    "a. b. c",
    "a, b, c, d, e",
    "a; b",
    "",
  ]);
  expect(speakText(asText(both), "zh-CN")).toBe("a。b。c");
});

const asText = (one: ReturnType<typeof sayInTurn>) => {
  if (typeof one === "string" || one.kind === "message") return one;
  throw new Error("no text");
};
