import { expect, test } from "vitest";
import type { Log } from "../../src/core/log.ts";
import type { PlatformMemory } from "../../src/core/platform.ts";
import { createChatMemories } from "../../src/platforms/telegram/chat-memories.ts";
import { createTwins, type Twins } from "../../src/platforms/telegram/twins.ts";

const CHAT = -1;
const nothing = (): void => undefined;
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const EMPTY: PlatformMemory = { recall: () => Promise.resolve(null), keep: () => Promise.resolve() };

/** Ids from `from` to `to`. */
const seenFrom = (twins: Twins, from: number, to: number): void => {
  for (let id = from; id <= to; id++) twins.seen(CHAT, id);
};

test.each<[string, (twins: Twins) => void, readonly number[]]>([
  ["nothing was in doubt", () => undefined, []],
  ["nothing is known of the chat", (twins) => twins.doubt(CHAT, "a"), []],
  ["another card was in doubt", (twins) => (twins.seen(CHAT, 190), twins.doubt(CHAT, "b")), []],
  ["the chat is another one", (twins) => (twins.seen(-2, 190), twins.doubt(-2, "a")), []],
  ["the doubt was settled", (twins) => (twins.seen(CHAT, 190), twins.doubt(CHAT, "a"), twins.settle(CHAT, "a")), []],
  ["two ids lie between", (twins) => (twins.seen(CHAT, 197), twins.doubt(CHAT, "a")), [199, 198]],
  ["one of them is known", (twins) => (twins.seen(CHAT, 197), twins.doubt(CHAT, "a"), twins.seen(CHAT, 199)), [198]],
  [
    "the doubt came up twice",
    (twins) => (twins.seen(CHAT, 197), twins.doubt(CHAT, "a"), twins.seen(CHAT, 199), twins.doubt(CHAT, "a")),
    [198],
  ],
  [
    "many ids lie between: those at both ends",
    (twins) => (twins.seen(CHAT, 10), twins.doubt(CHAT, "a")),
    [199, 198, 197, 196, 195, 15, 14, 13, 12, 11],
  ],
  [
    "so much was seen since that some of it is forgotten",
    (twins) => (twins.seen(CHAT, 10), twins.doubt(CHAT, "a"), seenFrom(twins, 90, 198)),
    [199],
  ],
])("copies to look for when %s", (_, happen, suspects) => {
  const twins = createTwins(createChatMemories({ log }));
  happen(twins);
  expect(twins.suspects(CHAT, "a", 200)).toEqual(suspects);
  expect(twins.suspects(CHAT, "a", 200)).toEqual([]);
});

test("copies to look for where the bot surely never wrote before are the tries in a row", async () => {
  const memories = createChatMemories({ memory: EMPTY, log });
  const twins = createTwins(memories);
  await memories.load(CHAT);
  twins.doubt(CHAT, "a");
  expect(twins.suspects(CHAT, "a", 200)).toEqual([199, 198, 197]);
});
