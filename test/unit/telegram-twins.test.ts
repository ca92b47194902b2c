import { expect, test } from "vitest";
import { createTwins, type Twins } from "../../src/platforms/telegram/twins.ts";

const CHAT = -1;

test.each<[string, (twins: Twins) => void, readonly number[]]>([
  ["nothing was in doubt", () => undefined, []],
  ["nothing is known of the chat", (twins) => twins.doubt(CHAT, "a"), []],
  ["another card was in doubt", (twins) => (twins.seen(CHAT, 10), twins.doubt(CHAT, "b")), []],
  ["the chat is another one", (twins) => (twins.seen(-2, 10), twins.doubt(-2, "a")), []],
  ["two ids lie between", (twins) => (twins.seen(CHAT, 10), twins.doubt(CHAT, "a")), [12, 11]],
  ["one of them is known", (twins) => (twins.seen(CHAT, 10), twins.doubt(CHAT, "a"), twins.seen(CHAT, 12)), [11]],
  [
    "the doubt came up twice",
    (twins) => (twins.seen(CHAT, 10), twins.doubt(CHAT, "a"), twins.doubt(CHAT, "a")),
    [12, 11],
  ],
  ["many ids lie between", (twins) => (twins.seen(CHAT, 1), twins.doubt(CHAT, "a")), [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]],
])("copies to look for when %s", (_, happen, suspects) => {
  const twins = createTwins();
  happen(twins);
  expect(twins.suspects(CHAT, "a", 13)).toEqual(suspects);
  expect(twins.suspects(CHAT, "a", 13)).toEqual([]);
});
