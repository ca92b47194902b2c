import { describe, expect, test } from "vitest";
import type { Card } from "../../src/core/card.ts";
import type { CommandReply } from "../../src/core/command.ts";
import { BLOCKED } from "../fakes/telegram/faults.ts";
import { card, GROUP, GUEST, publicReply, setUp, until, warnings, written } from "./telegram-setup.ts";

const answering = (reply: CommandReply) => ({ answer: () => Promise.resolve(reply) });

async function* cards(...titles: string[]): AsyncIterable<Card> {
  for (const title of titles) yield await Promise.resolve(card(title));
}

describe("an answer for the caller alone", () => {
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
    expect(warnings({ logged })).toEqual([]);
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
    expect(await until(() => fake.written()[0]?.text === "🟢 Done", 15_000)).toBe(true);
  });

  test("in private is changed in the private chat", async () => {
    const { fake } = await setUp(answering({ card: card("Step 0"), visibility: "private", updates: cards("Step 1") }));
    fake.start(GUEST);
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "Step 1", GUEST);
    expect(fake.written()).toHaveLength(1);
  });
});

describe("a press whose answer is private, by someone who never pressed Start", () => {
  test("is answered by itself, and the group reads nothing", async () => {
    const mute = { label: "Mute", style: "plain", command: "fix-codex", args: {} } as const;
    const { fake } = await setUp({
      answer: ({ name }) =>
        Promise.resolve(
          name === "fix-codex"
            ? { card: card("Muted for an hour"), visibility: "private" }
            : publicReply("Plan", { card: card("Plan", { actions: [mute] }) }),
        ),
    });
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    const plan = await written(fake, "Plan", GROUP);
    const query = fake.press(plan, "Mute", { user: GUEST });
    await until(() => fake.toasts.length > 0);
    expect(fake.toasts).toEqual([{ query, text: "Muted for an hour" }]);
    expect(fake.callsOf("answerCallbackQuery")[0]?.body).toMatchObject({ show_alert: true });
    expect(fake.written()).toHaveLength(1);
  });

  test("an invitation is read once a person and hour", async () => {
    const { fake, asked } = await setUp(answering({ card: card("Secret"), visibility: "private" }));
    for (let index = 0; index < 3; index++) fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "press Start", GROUP);
    await until(() => asked.length === 3);
    fake.start(3_003);
    fake.say("/model_status", { user: 3_003, chat: GROUP });
    await written(fake, "Secret", 3_003);
    expect(fake.written(GROUP)).toHaveLength(1);
    expect(fake.written(GROUP)[0]?.text).not.toContain("ask again");
  });
});
