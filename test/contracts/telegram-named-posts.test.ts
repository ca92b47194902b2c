import { describe, expect, onTestFinished, test } from "vitest";
import type { ChatPlatform } from "../../src/core/platform.ts";
import type { FaultKind } from "../fakes/telegram/faults.ts";
import type { FakeTelegram } from "../fakes/telegram/server.ts";
import { card, connect, createMemory, GROUP, image, startFake, until } from "./telegram-setup.ts";

const CHAT = String(GROUP);
/** It arrives, and no answer ever comes. */
const SILENCE: FaultKind = { kind: "hang", when: "after" };
const long = card("Long", { blocks: [{ kind: "text", text: ["word ".repeat(1_000)] }] });

/** Never hears how the post ends, as if the process were killed meanwhile. */
function dieWhilePosting(telegram: ChatPlatform, ...[target, what, how]: Parameters<ChatPlatform["post"]>): void {
  const end = new AbortController();
  onTestFinished(() => end.abort());
  telegram.post(target, what, how, end.signal).catch(() => undefined);
}

const texts = (fake: FakeTelegram) => fake.messages.map(({ text }) => text);

describe("a post under a key", () => {
  test("stands once within a process, with what was posted last", async () => {
    const fake = await startFake();
    const { telegram } = connect(fake);
    const first = await telegram.post(CHAT, card("Warning"), { key: "n1" });
    expect(await telegram.post(CHAT, card("Warning, 3 times"), { key: "n1" })).toEqual(first);
    expect(texts(fake)).toEqual(["🟢 Warning, 3 times"]);
  });

  test("stands once when the process was killed before it heard of it; all else stays", async () => {
    const fake = await startFake();
    const memory = createMemory();
    const killed = connect(fake, { memory }).telegram;
    await killed.post(CHAT, card("Earlier"));
    fake.fault("sendMessage", SILENCE);
    dieWhilePosting(killed, CHAT, card("Warning"), { key: "n1" });
    await until(() => fake.written().length === 2);
    fake.say("people talk", { chat: GROUP });
    const { telegram } = connect(fake, { memory });
    await telegram.post(CHAT, card("Another"));
    await telegram.post(CHAT, card("Warning, 3 times"), { key: "n1" });
    expect(texts(fake)).toEqual(["🟢 Earlier", "people talk", "🟢 Another", "🟢 Warning, 3 times"]);
  });

  test("stands once even as the very first message in a chat", async () => {
    const fake = await startFake();
    fake.fault("sendMessage", { kind: "cut", when: "after" });
    await connect(fake, { memory: createMemory() }).telegram.post(CHAT, card("Warning"), { key: "n1" });
    expect(texts(fake)).toEqual(["🟢 Warning"]);
  });

  test("of several messages is completed, not begun again", async () => {
    const fake = await startFake();
    const memory = createMemory();
    const several = card("Chart", { blocks: [image, { kind: "text", text: ["word ".repeat(400)] }] });
    fake.fault("sendMessage", SILENCE);
    dieWhilePosting(connect(fake, { memory }).telegram, CHAT, several, { key: "n1" });
    await until(() => fake.written().length === 2);
    const [photo] = fake.written();
    const ref = await connect(fake, { memory }).telegram.post(CHAT, several, { key: "n1" });
    expect(fake.callsOf("sendPhoto")).toHaveLength(1);
    expect(fake.written()).toHaveLength(2);
    expect(ref.message).toBe(`p${photo?.message_id},${fake.written()[1]?.message_id}`);
  });

  test("is another message under another key, and in another chat", async () => {
    const fake = await startFake();
    const { telegram } = connect(fake, { memory: createMemory() });
    await telegram.post(CHAT, card("Warning"), { key: "n1" });
    await telegram.post(CHAT, card("Warning"), { key: "n2" });
    await telegram.post("-4001", card("Warning"), { key: "n1" });
    expect(fake.messages.map(({ chat }) => chat.id)).toEqual([GROUP, GROUP, -4001]);
  });

  test("stands again when somebody deleted it", async () => {
    const fake = await startFake();
    const memory = createMemory();
    await connect(fake, { memory }).telegram.post(CHAT, card("Warning"), { key: "n1" });
    for (const message of fake.messages) fake.deleteMessage(message);
    await connect(fake, { memory }).telegram.post(CHAT, card("Warning"), { key: "n1" });
    expect(texts(fake)).toEqual(["🟢 Warning"]);
  });

  test("is found in the supergroup that its group became", async () => {
    const fake = await startFake();
    const memory = createMemory();
    fake.upgrade(-4001, GROUP);
    const first = await connect(fake, { memory }).telegram.post("-4001", card("Warning"), { key: "n1" });
    expect(first.target).toBe(CHAT);
    expect(await connect(fake, { memory }).telegram.post("-4001", card("Warning"), { key: "n1" })).toEqual(first);
    expect(fake.written(GROUP)).toHaveLength(1);
  });

  test.each([
    ["cannot be read", { recall: () => Promise.reject(new Error("the disk is away")) }],
    ["cannot be written", { revise: () => Promise.reject(new Error("the disk is full")) }],
    ["makes no sense", { recall: () => Promise.resolve("{}") }],
  ])("goes out, with a line in the log, when the memory %s", async (_, trouble) => {
    const fake = await startFake();
    const { telegram, logged } = connect(fake, { memory: { ...createMemory(), ...trouble } });
    await telegram.post(CHAT, card("Warning"), { key: "n1" });
    expect(texts(fake)).toEqual(["🟢 Warning"]);
    expect(logged[0]).toMatchObject({ level: "warn" });
  });

  test("leaves a memory that does not grow without end", async () => {
    const fake = await startFake();
    const memory = createMemory();
    const { telegram } = connect(fake, { memory });
    for (let count = 0; count < 120; count++) await telegram.post(CHAT, card("Warning"), { key: `n${count}` });
    expect(memory.kept.get(`telegram ${CHAT}`)?.length).toBeLessThan(6_000);
  });
});

describe("a reply", () => {
  test("stands under the message it answers", async () => {
    const fake = await startFake();
    const { telegram } = connect(fake);
    const answering = await telegram.post(`${CHAT}:7`, long);
    await telegram.post(`${CHAT}:7`, card("Over"), { answering, key: "n2" });
    const [first] = fake.written();
    expect(fake.written().at(-1)?.reply_to_message?.message_id).toBe(first?.message_id);
    expect(fake.callsOf("sendMessage").at(-1)?.body).toMatchObject({
      reply_parameters: { message_id: first?.message_id, allow_sending_without_reply: true },
    });
  });

  test.each([
    ["a message of another chat", { target: "-4001" }],
    ["a message of another topic", { target: `${CHAT}:7` }],
  ])("is never one to %s", async (_, other) => {
    const fake = await startFake();
    const { telegram } = connect(fake);
    const answering = await telegram.post(CHAT, card("Warning"));
    await telegram.post(CHAT, card("Over"), { answering: { ...answering, ...other } });
    expect(fake.callsOf("sendMessage").at(-1)?.body).not.toHaveProperty("reply_parameters");
  });

  test("does not follow its group into the supergroup, where the numbers are others' messages", async () => {
    const fake = await startFake();
    const { telegram } = connect(fake);
    const answering = await telegram.post("-4001", card("Warning"));
    fake.upgrade(-4001, GROUP);
    await telegram.post("-4001", card("Over"), { answering });
    expect(fake.callsOf("sendMessage").at(-1)?.body).toMatchObject({ chat_id: GROUP });
    expect(fake.callsOf("sendMessage").at(-1)?.body).not.toHaveProperty("reply_parameters");
  });
});
