import { expect, test } from "vitest";
import type { Move } from "../../src/core/platform.ts";
import { card, setUp, until, type Setup } from "./telegram-setup.ts";

const [GROUP, SUPERGROUP, OTHERS] = [-4_001, -1_002_222_222_222, -1_009_999_999_999];
const MOVE: Move = { from: `${GROUP}`, to: `${SUPERGROUP}` };
const UPGRADED = {
  kind: "refuse",
  code: 400,
  description: "Bad Request: group chat was upgraded to a supergroup chat",
  parameters: { migrate_to_chat_id: SUPERGROUP },
} as const;

const there = (chat: number) => ({ ...UPGRADED, parameters: { migrate_to_chat_id: chat } });

function listen({ telegram }: Pick<Setup, "telegram">): readonly Move[] {
  const told: Move[] = [];
  telegram.onMoved?.((move) => void told.push(move));
  return told;
}

test("a group that becomes a supergroup is told of, by the message it leaves", async () => {
  const setup = await setUp();
  const told = listen(setup);
  setup.fake.upgrade(GROUP, SUPERGROUP);
  await until(() => told.length >= 2);
  expect(new Set(told.map((move) => JSON.stringify(move)))).toEqual(new Set([JSON.stringify(MOVE)]));
});

test.each([
  ["a post", ({ telegram }: Setup) => telegram.post(`${GROUP}`, card("Warning"))],
  ["a look whether it takes posts", ({ telegram }: Setup) => telegram.probe?.(`${GROUP}`).catch(() => null)],
  ["a question about a person", ({ telegram }: Setup) => telegram.isMember?.(`${GROUP}`, "7").catch(() => null)],
])("%s that is answered with the new id tells of it", async (_, ask) => {
  const setup = await setUp();
  const told = listen(setup);
  for (const method of ["sendMessage", "getChat", "getChatMember"]) setup.fake.fault(method, UPGRADED);
  await ask(setup);
  expect(told[0]).toEqual(MOVE);
});

test("a stranger's supergroup that claims a group of ours has it asked, and is not believed", async () => {
  const setup = await setUp();
  const told = listen(setup);
  const chat = { id: OTHERS, type: "supergroup", title: "Others" };
  setup.fake.deliver({ message: { message_id: 1, date: 1, chat, migrate_from_chat_id: GROUP } });
  await until(() => setup.fake.callsOf("sendChatAction").some(({ body }) => body["chat_id"] === GROUP));
  setup.fake.say("/model_status");
  await until(() => setup.asked.length > 0);
  expect(told).toEqual([]);
});

test("an answer that names what no group can become is not believed, and two chats that name each other end", async () => {
  const setup = await setUp();
  const told = listen(setup);
  for (const chat of [7, 0, -4_002]) {
    setup.fake.fault("sendMessage", there(chat));
    setup.fake.fault("sendMessage", there(GROUP));
    await expect(setup.telegram.post(`${GROUP}`, card("Warning"))).rejects.toThrow("upgraded");
  }
  expect(told).toEqual([]);
});
