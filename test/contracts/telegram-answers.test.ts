import { describe, expect, test } from "vitest";
import { EXPIRED, UNDER_WAY } from "../../src/platforms/telegram/respond.ts";
import type { Card } from "../../src/core/card.ts";
import type { CommandReply } from "../../src/core/command.ts";
import { BLOCKED } from "../fakes/telegram/faults.ts";
import {
  ADMIN,
  card,
  createMemoryCallbacks,
  GROUP,
  GUEST,
  publicReply,
  setUp,
  until,
  written,
} from "./telegram-setup.ts";

const answering = (reply: CommandReply) => ({ answer: () => Promise.resolve(reply) });

async function* cards(...titles: string[]): AsyncIterable<Card> {
  for (const title of titles) yield await Promise.resolve(card(title));
}

describe("an answer for the caller alone", () => {
  test("goes to the private chat when asked in a group", async () => {
    const { fake } = await setUp(answering({ card: card("Secret"), visibility: "private" }));
    fake.start(GUEST);
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "Secret", GUEST);
    expect(fake.written(GROUP)).toEqual([]);
  });

  test("stays where it is when asked in private", async () => {
    const { fake } = await setUp(answering({ card: card("Secret"), visibility: "private" }));
    const question = fake.say("/model_status", { user: GUEST });
    expect(await written(fake, "Secret", GUEST)).toMatchObject({
      reply_to_message: { message_id: question.message_id },
    });
  });

  test.each([
    ["never pressed Start", {}],
    ["blocked the bot", { blocks: true }],
    ["is anonymous", { senderChat: GROUP }],
  ])(
    "becomes one sentence without detail in the group when the caller %s",
    async (_, { blocks, senderChat }: { blocks?: boolean; senderChat?: number }) => {
      const { fake } = await setUp(answering({ card: card("Secret"), visibility: "private" }));
      if (blocks) fake.block(GUEST);
      fake.say("/model_status", {
        user: GUEST,
        chat: GROUP,
        topic: 7,
        ...(senderChat === undefined ? {} : { senderChat }),
      });
      const invitation = await written(fake, "private chat with @companion_test_bot, press Start", GROUP);
      expect(invitation.message_thread_id).toBe(7);
      expect(fake.written()).toHaveLength(1);
      expect(invitation.text).not.toContain("Secret");
    },
  );

  test("accompanies a public card as a message of its own", async () => {
    const { fake } = await setUp(answering(publicReply("For all", { private: card("For one") })));
    fake.start(GUEST);
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "For one", GUEST);
    await written(fake, "For all", GROUP);
    expect(fake.written()).toHaveLength(2);
  });
});

describe("an answer that goes on", () => {
  test("changes one message in place and ends with the last card", async () => {
    const { fake } = await setUp(answering(publicReply("Step 0", { updates: cards("Step 1", "Step 2", "Step 3") })));
    fake.say("/model_status", { chat: GROUP });
    await written(fake, "Step 3");
    expect(fake.written()).toHaveLength(1);
    expect(fake.callsOf("editMessageText").length).toBeLessThan(3);
  });

  test("a card that says the same again is no fault", async () => {
    const { fake, logged } = await setUp(answering(publicReply("Same", { updates: cards("Same") })));
    fake.say("/model_status", { chat: GROUP });
    await until(() => fake.callsOf("editMessageText").length === 1);
    fake.say("/fix_codex", { chat: GROUP });
    await until(() => fake.written().length === 2);
    expect(logged.filter(({ level }) => level === "warn")).toEqual([]);
  });

  test("is posted anew when the message was deleted meanwhile", async () => {
    const { promise: deleted, resolve: go } = Promise.withResolvers<void>();
    async function* late(): AsyncIterable<Card> {
      await deleted;
      yield card("Done");
    }
    const { fake } = await setUp(answering(publicReply("Working", { updates: late() })));
    fake.say("/model_status", { chat: GROUP, topic: 7 });
    fake.deleteMessage(await written(fake, "Working"));
    go();
    expect(await written(fake, "Done")).toMatchObject({ message_thread_id: 7 });
  });

  test("is worked to its end although the first card was not delivered", async () => {
    const { fake } = await setUp(answering(publicReply("Working", { updates: cards("Done") })));
    fake.fault("sendMessage", BLOCKED);
    fake.say("/model_status", { chat: GROUP });
    expect(await written(fake, "Done")).toMatchObject({ chat: { id: GROUP } });
  });

  test("shows its last card although Telegram was away when it came", async () => {
    const { fake } = await setUp(answering(publicReply("Working", { updates: cards("Done") })));
    fake.fault("editMessageText", { kind: "cut", when: "before" }, 4);
    fake.say("/model_status", { chat: GROUP });
    expect(await until(() => fake.written()[0]?.text === "✅ Done", 15_000)).toBe(true);
  });

  test("in private is changed in the private chat", async () => {
    const { fake } = await setUp(answering({ card: card("Step 0"), visibility: "private", updates: cards("Step 1") }));
    fake.start(GUEST);
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "Step 1", GUEST);
    expect(fake.written()).toHaveLength(1);
  });
});

describe("buttons", () => {
  const long = "x".repeat(80);
  const withButtons = card("Plan", {
    actions: [
      { label: "Apply", style: "danger", command: "fix-codex", args: { plan: "p=1|2%" } },
      { label: "Details", style: "primary", command: "model-status", args: { agent: long } },
      { label: "Gone", style: "plain", command: "no-such-command", args: {} },
    ],
  });
  const answer = ({ name, args }: { name: string; args: object }) =>
    Promise.resolve(
      name === "model-status" && !("agent" in args)
        ? { card: withButtons, visibility: "public" as const }
        : publicReply(`Pressed ${name}`),
    );

  test.each([
    ["Apply", { name: "fix-codex", args: { plan: "p=1|2%" } }],
    ["Details", { name: "model-status", args: { agent: long } }],
  ])("%s runs its command for whoever presses, and stops spinning", async (label, call) => {
    const { fake, asked } = await setUp({ answer });
    fake.say("/model_status", { user: ADMIN, chat: GROUP, topic: 7 });
    const message = await written(fake, "Plan");
    const query = fake.press(message, label, { user: GUEST });
    const reply = await written(fake, `Pressed ${call.name}`);
    expect(asked[1]).toMatchObject({ ...call, place: `${GROUP}:7`, caller: { id: String(GUEST), admin: false } });
    expect(reply).toMatchObject({ message_thread_id: 7, reply_to_message: { message_id: message.message_id } });
    expect(fake.toasts).toEqual([{ query, text: null }]);
  });

  test("in a private chat replace the answer under which they stand, again and again", async () => {
    const { fake } = await setUp({ answer });
    const question = fake.say("/model_status", { user: ADMIN });
    const { message_id: id } = await written(fake, "Plan", ADMIN);
    fake.press(await written(fake, "Plan", ADMIN), "Apply", { user: ADMIN });
    const done = await written(fake, "Pressed fix-codex", ADMIN);
    expect(fake.written(ADMIN)).toEqual([done]);
    expect(done).toMatchObject({ message_id: id, reply_to_message: { message_id: question.message_id } });
    expect(done).not.toHaveProperty("reply_markup");
  });

  test("under a warning in a private chat leave the warning where it is", async () => {
    const { fake, telegram } = await setUp({ answer });
    fake.start(ADMIN);
    await telegram.post(String(ADMIN), { ...withButtons, title: "Warning" });
    fake.press(await written(fake, "Warning"), "Apply", { user: ADMIN });
    await written(fake, "Pressed fix-codex", ADMIN);
    expect(fake.written(ADMIN)).toHaveLength(2);
  });

  test("carry the style that the card gave them", async () => {
    const { fake } = await setUp({ answer });
    fake.say("/model_status", { chat: GROUP });
    await written(fake, "Plan");
    const [call] = fake.callsOf("sendMessage");
    expect(JSON.stringify(call?.body["reply_markup"])).toContain('"style":"danger"');
  });

  test.each([
    ["whose command is no longer there", "Gone"],
    ["whose text the store forgot", "Details"],
  ])("a button %s says that it expired", async (_, label) => {
    const forgetful = { ...createMemoryCallbacks(), find: () => Promise.resolve(null) };
    const { fake, asked } = await setUp({ answer, callbacks: forgetful });
    fake.say("/model_status", { chat: GROUP });
    const query = fake.press(await written(fake, "Plan"), label);
    await until(() => fake.toasts.length > 0);
    expect(fake.toasts).toEqual([{ query, text: EXPIRED }]);
    expect(asked).toHaveLength(1);
  });

  test("data that nobody here wrote says that it expired", async () => {
    const { fake } = await setUp();
    const message = {
      ...fake.say("hello", { chat: GROUP }),
      reply_markup: { inline_keyboard: [[{ text: "Old", callback_data: "v0:old" }]] },
    };
    fake.deleteMessage(message);
    fake.press(message, "Old");
    await until(() => fake.toasts.length > 0);
    expect(fake.toasts[0]?.text).toBe(EXPIRED);
  });

  test("a second press while the first is worked on starts nothing", async () => {
    const { promise: slow, resolve: finish } = Promise.withResolvers<void>();
    const { fake, asked } = await setUp({
      answer: async (call) => {
        if (call.name === "fix-codex") await slow;
        return answer(call);
      },
    });
    fake.say("/model_status", { chat: GROUP });
    const message = await written(fake, "Plan");
    fake.press(message, "Apply");
    fake.press(message, "Apply");
    await until(() => fake.toasts.length === 2);
    finish();
    await written(fake, "Pressed fix-codex");
    expect(fake.toasts.map(({ text }) => text)).toEqual([null, UNDER_WAY]);
    expect(asked).toHaveLength(2);
  });

  test("a card whose buttons cannot be stored goes without them", async () => {
    const broken = { ...createMemoryCallbacks(), keep: () => Promise.reject(new Error("disk full")) };
    const { fake, logged } = await setUp({ answer, callbacks: broken });
    fake.say("/model_status", { chat: GROUP });
    expect(await written(fake, "Plan")).not.toHaveProperty("reply_markup");
    expect(logged.some(({ level }) => level === "error")).toBe(true);
  });
});
