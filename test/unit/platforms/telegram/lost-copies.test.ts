import { expect, test } from "vitest";
import type { Log } from "../../../../src/core/log.ts";
import type { PlatformMemory } from "../../../../src/core/platform.ts";
import { createChatMemories } from "../../../../src/platforms/telegram/out/chat-memories.ts";
import { createLostCopies, type LostCopies } from "../../../../src/platforms/telegram/out/lost-copies.ts";

const CHAT = -1;
const nothing = (): void => undefined;
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const EMPTY: PlatformMemory = {
  recall: () => Promise.resolve(null),
  keep: () => Promise.resolve(),
  revise: (_name, change) => Promise.resolve(change(null)),
};

/** Ids from `from` to `to`. */
const seenFrom = (copies: LostCopies, from: number, to: number): void => {
  for (let id = from; id <= to; id++) copies.seen(CHAT, id);
};

test.each<[string, (copies: LostCopies) => void, readonly number[]]>([
  ["nothing was in doubt", () => undefined, []],
  ["nothing is known of the chat", (copies) => copies.doubt(CHAT, "a"), []],
  ["another card was in doubt", (copies) => (copies.seen(CHAT, 190), copies.doubt(CHAT, "b")), []],
  ["the chat is another one", (copies) => (copies.seen(-2, 190), copies.doubt(-2, "a")), []],
  [
    "the doubt was settled",
    (copies) => (copies.seen(CHAT, 190), copies.doubt(CHAT, "a"), copies.forget(CHAT, "a")),
    [],
  ],
  ["two ids lie between", (copies) => (copies.seen(CHAT, 197), copies.doubt(CHAT, "a")), [199, 198]],
  [
    "one of them is known",
    (copies) => (copies.seen(CHAT, 197), copies.doubt(CHAT, "a"), copies.seen(CHAT, 199)),
    [198],
  ],
  [
    "the doubt came up twice",
    (copies) => (copies.seen(CHAT, 197), copies.doubt(CHAT, "a"), copies.seen(CHAT, 199), copies.doubt(CHAT, "a")),
    [198],
  ],
  [
    "many ids lie between: those at both ends",
    (copies) => (copies.seen(CHAT, 10), copies.doubt(CHAT, "a")),
    [199, 198, 197, 196, 195, 15, 14, 13, 12, 11],
  ],
  [
    "so much was seen since that some of it is forgotten",
    (copies) => (copies.seen(CHAT, 10), copies.doubt(CHAT, "a"), seenFrom(copies, 90, 198)),
    [199],
  ],
])("copies to look for when %s", (_, happen, suspects) => {
  const copies = createLostCopies(createChatMemories({ log }));
  happen(copies);
  expect(copies.suspects(CHAT, "a", 200)).toEqual(suspects);
  expect(copies.suspects(CHAT, "a", 200)).toEqual(suspects);
  copies.forget(CHAT, "a");
  expect(copies.suspects(CHAT, "a", 200)).toEqual([]);
});

test("copies to look for where the bot surely never wrote before are the tries in a row", async () => {
  const memories = createChatMemories({ memory: EMPTY, log });
  const copies = createLostCopies(memories);
  await memories.load(CHAT);
  copies.doubt(CHAT, "a");
  expect(copies.suspects(CHAT, "a", 200)).toEqual([199, 198, 197]);
});
