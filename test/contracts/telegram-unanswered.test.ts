import { describe, expect, test } from "vitest";
import type { CommandReply } from "../../src/core/command.ts";
import {
  ADMIN,
  card,
  createMemory,
  createMemoryCallbacks,
  GROUP,
  GUEST,
  publicReply,
  setUp,
  startFake,
  until,
  written,
  type SetupOptions,
} from "./telegram-setup.ts";

const NEVER = (): Promise<CommandReply> => Promise.withResolvers<CommandReply>().promise;

const fail = (): Promise<never> => Promise.reject(new Error("the disk is full"));

async function* goesOn() {
  await NEVER();
  yield card("never");
}

/** Processes one after the other, with what outlasts each of them. */
async function inTurn(): Promise<Pick<Required<SetupOptions>, "fake" | "memory" | "callbacks" | "clock">> {
  return { fake: await startFake(), memory: createMemory(), callbacks: createMemoryCallbacks(), clock: Date.now };
}

describe("a question that is not answered yet", () => {
  test("stays with Telegram until it is, once each, and nobody waits for it", async () => {
    const { promise: working, resolve: finish } = Promise.withResolvers<void>();
    const { fake, asked } = await setUp({
      answer: async ({ name, caller }) => {
        if (caller.id === String(GUEST)) await working;
        return publicReply(`${name} for ${caller.id}`);
      },
    });
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await until(() => asked.length === 1);
    for (let count = 1; count <= 3; count += 1) {
      fake.say("/fix_codex", { user: ADMIN, chat: GROUP });
      await until(() => fake.written().length === count);
    }
    expect(fake.pending).toBe(4);
    finish();
    await written(fake, `model-status for ${GUEST}`);
    await until(() => fake.pending === 0);
    expect(asked).toHaveLength(4);
    expect(fake.written()).toHaveLength(4);
  });

  test("is answered by the next process, and what was answered after it is not answered again", async () => {
    const own = await inTurn();
    const { fake } = own;
    const first = await setUp({
      ...own,
      answer: ({ name }) => (name === "fix-codex" ? NEVER() : Promise.resolve(publicReply("Answer to model-status"))),
    });
    fake.say("/fix_codex", { user: ADMIN, chat: GROUP });
    await until(() => first.asked.length === 1);
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "Answer to model-status");
    await first.stop();
    expect(fake.pending).toBe(2);
    const second = await setUp(own);
    await written(fake, "Answer to fix-codex");
    await until(() => fake.pending === 0);
    expect(second.asked.map(({ name }) => name)).toEqual(["fix-codex"]);
    expect(fake.written()).toHaveLength(2);
  });

  test("is confirmed once its first card stands, whatever changes it afterwards", async () => {
    const { fake } = await setUp({
      answer: () => Promise.resolve(publicReply("Repairing", { updates: goesOn() })),
    });
    fake.say("/fix_codex", { user: ADMIN, chat: GROUP });
    await written(fake, "Repairing");
    expect(await until(() => fake.pending === 0)).toBe(true);
  });

  test("is confirmed where it asks nobody, or nothing can be said", async () => {
    const { fake, asked } = await setUp();
    fake.say("/unknown_here", { user: GUEST, chat: GROUP });
    fake.say("good morning", { user: GUEST, chat: GROUP });
    fake.block(ADMIN);
    fake.say("/model_status", { user: ADMIN });
    await until(() => asked.length === 1 && fake.pending === 0);
    expect(fake.written()).toEqual([]);
  });

  test("of which each process ends is begun three times, then asked about, then dropped", async () => {
    const own = await inTurn();
    const { fake } = own;
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    for (let count = 0; count < 3; count += 1) {
      const one = await setUp({ ...own, answer: NEVER });
      await until(() => one.asked.length === 1);
      await one.stop();
    }
    // It does not come to an end either.
    const lift = fake.fault("sendMessage", { kind: "hang", when: "before" }, Infinity);
    const fourth = await setUp(own);
    await until(() => fake.callsOf("sendMessage").length > 0);
    await fourth.stop();
    lift();
    expect(fake.pending).toBe(1);
    const fifth = await setUp(own);
    await until(() => fake.pending === 0);
    expect([...fourth.asked, ...fifth.asked]).toEqual([]);
    expect(fourth.logged).toContainEqual(
      expect.objectContaining({ level: "warn", message: expect.stringContaining("it is asked about") }),
    );
    expect(fifth.logged).toContainEqual(
      expect.objectContaining({ level: "error", message: expect.stringContaining("is dropped") }),
    );
  });

  test("is asked about where processes ended with it: a button does it now", async () => {
    const own = await inTurn();
    const { fake } = own;
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await own.memory.keep("telegram dealt with", JSON.stringify({ done: [], begun: [[700_001, 3]] }));
    const { asked } = await setUp(own);
    const line = await written(fake, "I was away");
    await until(() => fake.pending === 0);
    expect(asked).toEqual([]);
    fake.press(line, "Run /model-status now", { user: GUEST });
    expect(await written(fake, "Answer to model-status")).toBeDefined();
  });

  test.each(["", "{", '{"done":1}'])("is answered whatever is kept: %j", async (kept) => {
    const own = await inTurn();
    await own.memory.keep("telegram dealt with", kept);
    own.fake.say("/model_status", { user: GUEST, chat: GROUP });
    await setUp(own);
    expect(await written(own.fake, "Answer to model-status")).toBeDefined();
  });

  test("is answered although nothing can be kept", async () => {
    const own = await inTurn();
    own.fake.say("/model_status", { user: GUEST, chat: GROUP });
    await setUp({ ...own, memory: { recall: fail, keep: fail, revise: fail } });
    await written(own.fake, "Answer to model-status");
    expect(await until(() => own.fake.pending === 0)).toBe(true);
  });
});

describe("an answer whose process is gone before it heard that it arrived", () => {
  test("stands once after the next process has answered", async () => {
    const own = await inTurn();
    const { fake } = own;
    fake.say("hello", { user: GUEST, chat: GROUP });
    fake.fault("sendMessage", { kind: "hang", when: "after" });
    const first = await setUp(own);
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "Answer to model-status");
    await first.stop();
    const second = await setUp({ ...own, answer: () => Promise.resolve(publicReply("Answer of the next")) });
    await written(fake, "Answer of the next");
    await until(() => fake.pending === 0);
    expect(second.asked).toHaveLength(1);
    expect(fake.written()).toHaveLength(1);
  });
});
