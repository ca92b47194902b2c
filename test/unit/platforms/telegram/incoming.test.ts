import type { Update } from "grammy/types";
import { expect, test } from "vitest";
import { toIncoming } from "../../../../src/platforms/telegram/in/incoming.ts";

const ADA = { id: 7, is_bot: false, first_name: "Ada" };
const CHAT = { id: -100, type: "supergroup", title: "Room" } as const;

/** A press under a message that was posted, and perhaps edited, at these seconds. */
const pressUnder = (date: number, edited?: number): Update => ({
  update_id: 1,
  callback_query: {
    id: "1",
    from: ADA,
    chat_instance: "1",
    data: "a",
    message: { message_id: 5, date, chat: CHAT, ...(edited !== undefined && { edit_date: edited }) },
  },
});

test.each<[what: string, since: number | null, update: Update, pressed: number | null]>([
  ["after it was posted", null, pressUnder(100), 100_000],
  ["after it was edited", null, pressUnder(100, 200), 200_000],
  ["after the last look, which was later", 300_000, pressUnder(100, 200), 300_000],
  ["after the edit, which came after the last look", 150_000, pressUnder(100, 200), 200_000],
  ["after the last look, where the message is too old to be told", 150_000, pressUnder(0), 150_000],
  ["at no time that anybody knows", null, pressUnder(0), null],
])("a button was pressed %s", (_what, since, update, pressed) => {
  expect(toIncoming({ update, since }, "bot", new Set())).toMatchObject({ kind: "press", since: pressed });
});
