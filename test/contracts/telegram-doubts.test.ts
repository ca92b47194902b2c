import { describe, expect, test } from "vitest";
import { PlatformRefused } from "../../src/core/platform.ts";
import { UNAUTHORIZED } from "../fakes/telegram/faults.ts";
import { ADMIN, card, connect, GROUP, GUEST, setUp, startFake, until, written } from "./telegram-setup.ts";

describe("one refusal decides nothing", () => {
  const NOT_FOUND = { kind: "refuse", code: 404, description: "Not Found" } as const;

  test.each([
    ["401", UNAUTHORIZED],
    ["404", NOT_FOUND],
    ["a page of something on the way", { kind: "garbage" } as const],
  ])("%s to a poll: getMe is asked, and people go on being answered", async (_, fault) => {
    const { fake, telegram } = await setUp();
    await until(() => telegram.status().state === "ready");
    fake.fault("getUpdates", fault, 2);
    fake.say("/model_status", { user: GUEST });
    await written(fake, "Answer to model-status", GUEST);
    expect(await until(() => telegram.status().state === "ready")).toBe(true);
  });

  test("a token that is refused each time ends this chat", async () => {
    const { fake, serving } = await setUp({ token: "4242:ANOTHER-FAKE-TOKEN-0000000000000000000" });
    await expect(serving).rejects.toBeInstanceOf(PlatformRefused);
    expect(fake.callsOf("getMe").length).toBeGreaterThanOrEqual(4);
  });
});

describe("a webhook", () => {
  test.each(["before the start", "during the run"])(
    "that another program set %s is removed, and its host is told",
    async (when) => {
      const fake = await startFake();
      if (when === "before the start") fake.setWebhook("https://other.example/secret-path");
      const { telegram, logged } = await setUp({ fake });
      if (when === "during the run") {
        await until(() => telegram.status().state === "ready");
        fake.setWebhook("https://other.example/secret-path");
      }
      fake.say("/model_status", { user: GUEST });
      await written(fake, "Answer to model-status", GUEST);
      expect(fake.webhook()).toBe("");
      expect(logged).toContainEqual(
        expect.objectContaining({ level: "warn", fields: { why: expect.stringContaining("at other.example") } }),
      );
      expect(JSON.stringify(logged)).not.toContain("secret-path");
    },
  );

  test("of the gateway's own bot is left alone, and said", async () => {
    const fake = await startFake();
    fake.setWebhook("https://gateway.example/telegram-webhook");
    const { telegram } = await setUp({ fake });
    await until(() => {
      const status = telegram.status();
      return status.state === "waiting" && status.why.includes("OpenClaw gateway, whose webhook is at gateway.example");
    });
    expect(fake.webhook()).toBe("https://gateway.example/telegram-webhook");
  });
});

describe("a room", () => {
  test("whose topic is closed gets this one message outside of it, and the next one inside again", async () => {
    const fake = await startFake();
    const { telegram } = connect(fake);
    fake.closeTopic(GROUP, 7);
    const first = await telegram.post(`${GROUP}:7`, card("First"));
    expect(first).toMatchObject({ target: String(GROUP), detour: { id: "rooms.topic-closed" } });
    fake.reopenTopic(GROUP, 7);
    expect(await telegram.post(`${GROUP}:7`, card("Second"))).not.toHaveProperty("detour");
    expect(await written(fake, "Second", GROUP)).toMatchObject({ message_thread_id: 7 });
  });

  test("can be tried without a message", async () => {
    const fake = await startFake();
    const { telegram } = connect(fake);
    await expect(telegram.probe?.(String(GROUP))).resolves.toEqual([]);
    await expect(telegram.probe?.(String(GUEST))).rejects.toMatchObject({ kind: "gone" });
    expect(fake.written()).toEqual([]);
  });

  test("may work again when the bot's membership changes", async () => {
    const { fake, telegram } = await setUp();
    const heard: (string | null)[] = [];
    telegram.onRoomMayWork?.((target) => heard.push(target));
    const chat = { id: GROUP, type: "supergroup", title: "Group" };
    const member = { user: fake.bot, status: "member" };
    fake.deliver({
      my_chat_member: { chat, from: fake.bot, date: 1, old_chat_member: member, new_chat_member: member },
    });
    await until(() => heard.length > 0);
    expect(heard).toEqual([String(GROUP)]);
  });

  test("of an admin's own is there once they have opened the bot", async () => {
    const fake = await startFake();
    const { telegram } = connect(fake);
    expect(await telegram.adminRooms?.()).toEqual([]);
    fake.start(ADMIN);
    expect(await telegram.adminRooms?.()).toEqual([String(ADMIN)]);
  });
});
