import type { Message, Update } from "grammy/types";
import { describe, expect, test } from "vitest";
import { toIncoming } from "../../../../src/platforms/telegram/in/incoming.ts";
import { readMigration, toMove } from "../../../../src/platforms/telegram/wire/moves.ts";

const GROUP = { id: -4_001, type: "group", title: "Ops" } as const;
const SUPERGROUP = { id: -1_002_222_222_222, type: "supergroup", title: "Ops" } as const;
const MOVE = { from: "-4001", to: "-1002222222222" };
const ADA = { id: 7, is_bot: false, first_name: "Ada" };

/** Whatever the service may deliver, also what its types rule out. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the types rule out is what is tried
const message = (fields: object) => ({ message_id: 1, date: 1, chat: GROUP, ...fields }) as Message;
const to = (fields: object = {}): Message => message({ migrate_to_chat_id: SUPERGROUP.id, ...fields });
const from = (fields: object = {}): Message => message({ chat: SUPERGROUP, migrate_from_chat_id: GROUP.id, ...fields });

test("the old chat says where it went", () => {
  expect(readMigration(to({ from: ADA }))).toEqual({ kind: "moved", move: MOVE });
});

test("the new chat only has the old one asked", () => {
  expect(readMigration(from())).toEqual({ kind: "ask", chat: GROUP.id });
});

describe("nothing follows from", () => {
  test.each<readonly [string, Message]>([
    ["what somebody wrote", to({ text: "/model_status" })],
    ["words under a picture", to({ caption: "moved" })],
    ["a copy from elsewhere", to({ forward_origin: { type: "user", date: 1, sender_user: ADA } })],
    ["what a bot was used for", to({ via_bot: { id: 1, is_bot: true, first_name: "b" } })],
    ["what a chat says", to({ sender_chat: GROUP })],
    ["an answer that quotes such a message", message({ text: "look", reply_to_message: to() })],
    ["an answer without words", message({ reply_to_message: to() })],
    ["a pinned one", message({ pinned_message: to() })],
    ["a private chat", to({ chat: { id: 7, type: "private", first_name: "Ada" } })],
    ["a channel", to({ chat: { ...SUPERGROUP, type: "channel" } })],
    ["a supergroup, which never moves", to({ chat: SUPERGROUP })],
    ["a supergroup that calls itself a group", to({ chat: { ...SUPERGROUP, type: "group" } })],
    ["a way to a person", to({ migrate_to_chat_id: 7 })],
    ["a way to another group", to({ migrate_to_chat_id: -4_002 })],
    ["a way to itself", to({ migrate_to_chat_id: GROUP.id })],
    ["a way to nowhere", to({ migrate_to_chat_id: 0 })],
    ["words for an id", to({ migrate_to_chat_id: String(SUPERGROUP.id) })],
    ["a number too large", to({ migrate_to_chat_id: -Infinity })],
    ["a number in parts", to({ migrate_to_chat_id: SUPERGROUP.id - 0.5 })],
    ["a list", to({ migrate_to_chat_id: [SUPERGROUP.id] })],
    ["a group that says it comes from another", from({ chat: GROUP, migrate_from_chat_id: -4_002 })],
    ["a supergroup that says it was one before", from({ migrate_from_chat_id: -1_003_333_333_333 })],
    ["a supergroup that says it was a person", from({ migrate_from_chat_id: 7 })],
    ["a supergroup with words that says so", from({ text: "I was -4001" })],
  ])("%s", (_, one) => {
    expect(readMigration(one)).toBeNull();
  });
});

const toUpdate = (kind: string): Update => ({ update_id: 1, [kind]: to() });

test("only a message counts, not one that was changed, or stands in a channel", () => {
  for (const kind of ["edited_message", "channel_post", "business_message"]) {
    expect(toIncoming({ update: toUpdate(kind), since: null }, "bot", new Set())).toEqual({ kind: "other" });
  }
  expect(toIncoming({ update: toUpdate("message"), since: null }, "bot", new Set())).toMatchObject({
    kind: "migration",
  });
});

test.each([
  [-4_001, -1_002_222_222_222, MOVE],
  [NaN, -1_002_222_222_222, null],
  [-4_001, NaN, null],
  [-1_000_000_000_000, -1_002_222_222_222, null],
  [-4_001, -1_000_000_000_000, null],
  [4_001, -1_002_222_222_222, null],
])("between %d and %d", (before, after, move) => {
  expect(toMove(before, after)).toEqual(move);
});
