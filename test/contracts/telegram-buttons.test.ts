import { describe, expect, test } from "vitest";
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
    expect(await until(() => fake.toasts.length > 0 && fake.toasts)).toEqual([{ query, text: null }]);
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

  test("pressed before Telegram told us that they are there, replace the answer too", async () => {
    const { fake, asked } = await setUp({ answer });
    const told = Promise.withResolvers<void>();
    fake.fault("sendMessage", { kind: "hold", until: told.promise });
    fake.say("/model_status", { user: ADMIN });
    const plan = await written(fake, "Plan", ADMIN);
    fake.press(plan, "Apply", { user: ADMIN });
    await until(() => asked.length === 2);
    told.resolve();
    const done = await written(fake, "Pressed fix-codex", ADMIN);
    expect(fake.written(ADMIN)).toEqual([done]);
    expect(done.message_id).toBe(plan.message_id);
    expect(asked[1]?.pressed).toEqual({
      platform: "telegram",
      target: String(ADMIN),
      message: String(plan.message_id),
    });
  });

  test("name the card they stand under to whoever carries it on after a restart", async () => {
    const { fake, stop } = await setUp({ answer });
    fake.say("/model_status", { user: ADMIN });
    const plan = await written(fake, "Plan", ADMIN);
    await stop();
    const { asked } = await setUp({ answer, fake });
    fake.press(plan, "Apply", { user: ADMIN });
    await until(() => asked.length === 1);
    expect(asked[0]?.pressed).toMatchObject({ message: String(plan.message_id) });
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
    expect(fake.toasts).toEqual([{ query, text: "This button has expired; run the command again." }]);
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
    expect(fake.toasts[0]?.text).toBe("This button has expired; run the command again.");
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
    await until(() => fake.toasts.length === 2);
    expect(fake.toasts.map(({ text }) => text)).toEqual(["This is already under way.", null]);
    expect(asked).toHaveLength(2);
  });

  test("a press is worked on again once the one before was answered", async () => {
    const { fake, asked } = await setUp({ answer });
    fake.say("/model_status", { chat: GROUP });
    const message = await written(fake, "Plan");
    for (const times of [1, 2]) {
      fake.press(message, "Apply");
      await until(() => fake.toasts.length === times && asked.length === 1 + times);
    }
    expect(fake.toasts.map(({ text }) => text)).toEqual([null, null]);
  });

  test("a card whose buttons cannot be stored goes without them", async () => {
    const broken = { ...createMemoryCallbacks(), keep: () => Promise.reject(new Error("disk full")) };
    const { fake, logged } = await setUp({ answer, callbacks: broken });
    fake.say("/model_status", { chat: GROUP });
    expect(await written(fake, "Plan")).not.toHaveProperty("reply_markup");
    expect(logged.some(({ level }) => level === "error")).toBe(true);
  });
});
