import { describe, expect, test } from "vitest";
import type { Card } from "../../src/core/card.ts";
import { PostFailed } from "../../src/core/platform.ts";
import {
  EDIT_MISSING,
  movedTo,
  PHOTO_REFUSED,
  THREAD_MISSING,
  tooManyRequests,
  UNAUTHORIZED,
} from "../fakes/telegram/faults.ts";
import { judgeTelegram } from "./judge.ts";
import { ADMIN, card, connect, GROUP, GUEST, image, PNG, setUp, startFake } from "./telegram-setup.ts";

const NEW_GROUP = -1_002_222_222_222;
const text = (length: number) => ({ kind: "text", text: ["word ".repeat(length / 5)] }) as const;

describe("posting", () => {
  test.each([
    ["a group", `${GROUP}`, undefined],
    ["a topic", `${GROUP}:7`, 7],
  ])("into %s", async (_, target, topic) => {
    const { fake, telegram } = await setUp();
    const ref = await telegram.post(target, card("Warning"));
    const [message] = fake.written(GROUP);
    expect(message?.message_thread_id).toBe(topic);
    expect(ref).toEqual({ platform: "telegram", target, message: String(message?.message_id) });
    expect(fake.callsOf("sendMessage")[0]?.body).toMatchObject({
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    });
  });

  test("a topic that is gone: into the chat itself", async () => {
    const { fake, telegram } = await setUp();
    fake.closeTopic(GROUP, 7);
    const ref = await telegram.post(`${GROUP}:7`, card("Warning"));
    expect(ref.target).toBe(String(GROUP));
    expect(fake.written(GROUP)).toHaveLength(1);
  });

  test("a group that became a supergroup: into the new one, which is returned", async () => {
    const { fake, telegram } = await setUp();
    const before = await telegram.post("-4001", card("Warning"));
    fake.upgrade(-4001, NEW_GROUP);
    const ref = await telegram.post("-4001", card("Warning, changed"), { replacing: before });
    expect(ref.target).toBe(String(NEW_GROUP));
    const again = await telegram.post("-4001", card("Over"), { replacing: ref });
    expect(again).toEqual(ref);
    expect(fake.written(NEW_GROUP).map((message) => message.text)).toEqual(["🟢 Over"]);
  });

  test.each([
    ["the topic went meanwhile", THREAD_MISSING, String(GROUP)],
    ["the group moved meanwhile", movedTo(NEW_GROUP), `${NEW_GROUP}:7`],
  ])("is corrected when %s", async (_, fault, target) => {
    const { fake, telegram } = await setUp();
    fake.fault("sendMessage", fault);
    const ref = await telegram.post(`${GROUP}:7`, card("Warning"));
    expect(ref.target).toBe(target);
    expect(fake.written()).toHaveLength(1);
  });

  test.each([
    ["not-a-chat", /"not-a-chat" is no chat/],
    [
      String(GUEST),
      /^telegram: cannot post to 2002: .* never opened it \(403: Forbidden: bot can't initiate conversation with a user\)$/,
    ],
  ])("to %s fails with one clear sentence", async (target, message) => {
    const { telegram } = await setUp();
    const posting = telegram.post(target, card("Warning"));
    await expect(posting).rejects.toBeInstanceOf(PostFailed);
    await expect(posting).rejects.toMatchObject({ kind: "gone", message: expect.stringMatching(message) });
  });

  test("too often is tried again when Telegram says so", async () => {
    const { fake, telegram } = await setUp();
    fake.fault("sendMessage", tooManyRequests(1));
    await telegram.post(String(GROUP), card("Warning"));
    expect(fake.written(GROUP)).toHaveLength(1);
  });
});

test("with a token that is refused is tried again later", async () => {
  const fake = await startFake();
  fake.fault("sendMessage", UNAUTHORIZED, Infinity);
  await expect(connect(fake).telegram.post(String(GROUP), card("Warning"))).rejects.toMatchObject({ kind: "later" });
});

describe("replacing", () => {
  test("changes the message in place and takes the buttons off", async () => {
    const { fake, telegram } = await setUp();
    const actions = [{ label: "Mute", style: "plain", command: "model-status", args: {} }] as const;
    const ref = await telegram.post(String(GROUP), card("Open", { actions }));
    expect(await telegram.post(String(GROUP), card("Over"), { replacing: ref })).toEqual(ref);
    expect(fake.written(GROUP)).toMatchObject([{ text: "🟢 Over" }]);
    expect(fake.written(GROUP)[0]).not.toHaveProperty("reply_markup");
  });

  test("with the same again changes nothing and is no fault", async () => {
    const { telegram } = await setUp();
    const ref = await telegram.post(String(GROUP), card("Open"));
    expect(await telegram.post(String(GROUP), card("Open"), { replacing: ref })).toEqual(ref);
  });

  test("a message that was deleted posts it anew", async () => {
    const { fake, telegram } = await setUp();
    const ref = await telegram.post(`${GROUP}:7`, card("Open"));
    for (const message of fake.written(GROUP)) fake.deleteMessage(message);
    const anew = await telegram.post(`${GROUP}:7`, card("Over"), { replacing: ref });
    expect(anew).not.toEqual(ref);
    expect(fake.written(GROUP)).toMatchObject([{ text: "🟢 Over", message_thread_id: 7 }]);
  });

  const long = card("Long", { blocks: [text(9_000)] });
  test.each<[string, Card, Card, number]>([
    ["short to long", card("Short"), long, 3],
    ["long to short", long, card("Short"), 1],
    ["text to picture", card("Text"), card("Picture", { blocks: [image] }), 1],
    ["picture to text", card("Picture", { blocks: [image] }), card("Text"), 1],
    ["picture to picture", card("Picture", { blocks: [image] }), card("Other", { blocks: [image] }), 1],
  ])("%s leaves exactly the new card", async (_, before, after, count) => {
    const { fake, telegram } = await setUp();
    const first = await telegram.post(String(GROUP), before);
    const second = await telegram.post(String(GROUP), after, { replacing: first });
    const standing = fake.written(GROUP);
    expect(standing).toHaveLength(count);
    expect(standing[0]?.text ?? standing[0]?.caption).toContain(after.title);
    expect(second.message.split(",").map((id) => Number(id.replace("p", "")))).toEqual(
      standing.map(({ message_id: id }) => id),
    );
  });

  test("an edit that Telegram cannot place is posted anew once", async () => {
    const { fake, telegram } = await setUp();
    const ref = await telegram.post(String(GROUP), card("Open"));
    fake.fault("editMessageText", EDIT_MISSING);
    await telegram.post(String(GROUP), card("Over"), { replacing: ref });
    expect(fake.written(GROUP)).toMatchObject([{ text: "🟢 Over" }]);
  });
});

describe("pictures", () => {
  test("carry the text as their caption, the rest follows, buttons under the last message", async () => {
    const { fake, telegram } = await setUp();
    const actions = [{ label: "Again", style: "primary", command: "model-status", args: {} }] as const;
    await telegram.post(String(GROUP), card("Chart", { blocks: [image, text(3_000)], actions }));
    const [photo, rest] = fake.written(GROUP);
    expect(photo?.caption).toMatch(/^🟢 Chart/);
    expect(fake.files.get(photo?.photo?.[0]?.file_id ?? "")?.equals(PNG)).toBe(true);
    expect(photo).not.toHaveProperty("reply_markup");
    expect(rest?.reply_markup?.inline_keyboard).toMatchObject([[{ text: "Again" }]]);
  });

  test("that Telegram refuses become their description", async () => {
    const { fake, telegram } = await setUp();
    fake.fault("sendPhoto", PHOTO_REFUSED);
    await telegram.post(String(GROUP), card("Chart", { blocks: [image] }));
    expect(fake.written(GROUP)).toMatchObject([{ text: expect.stringContaining("[Fallbacks a day]") }]);
  });
});

test("every kind of call fits the Bot API's own documents", async () => {
  const setup = await setUp();
  const { fake, telegram } = setup;
  fake.say("/model_status", { user: ADMIN });
  const ref = await telegram.post(String(GROUP), card("Chart", { blocks: [image, text(3_000)] }));
  await telegram.post(String(GROUP), card("Chart", { blocks: [image] }), { replacing: ref });
  await setup.stop();
  judgeTelegram(fake.calls);
  expect(new Set(fake.calls.map(({ path }) => path)).size).toBeGreaterThan(6);
});
