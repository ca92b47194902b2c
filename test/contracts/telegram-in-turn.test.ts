import { describe, expect, onTestFinished, test } from "vitest";
import type { ChatPlatform } from "../../src/core/platform.ts";
import type { FakeTelegram } from "../fakes/telegram/server.ts";
import { card, connect, createMemory, GROUP, startFake, until } from "./telegram-setup.ts";

const CHAT = String(GROUP);

const texts = (fake: FakeTelegram) => fake.messages.map(({ text }) => text);

/** Two processes that share what is kept, and post one after the other; both live on. */
async function startTwo(): Promise<{
  readonly fake: FakeTelegram;
  readonly two: readonly [ChatPlatform, ChatPlatform];
}> {
  const fake = await startFake();
  const memory = createMemory();
  const two = [connect(fake, { memory }).telegram, connect(fake, { memory }).telegram] as const;
  return { fake, two };
}

describe("of two that post to one chat in turn", () => {
  test("the one that looks for a lost copy leaves alone what the other one posted meanwhile", async () => {
    const { fake, two } = await startTwo();
    const [first, second] = two;
    await first.post(CHAT, card("Before"), { key: "n1" });
    await second.post(CHAT, card("Of the second"), { key: "n2" });
    await second.post(CHAT, card("And another"), { key: "n3" });
    fake.fault("sendMessage", { kind: "cut", when: "after" });
    await first.post(CHAT, card("Lost and sent again"), { key: "n4" });
    expect(texts(fake)).toEqual(["🟢 Before", "🟢 Of the second", "🟢 And another", "🟢 Lost and sent again"]);
  });

  test("the one knows what the other one has sent under a key, also while that one did not hear of it", async () => {
    const { fake, two } = await startTwo();
    const [first, second] = two;
    await first.post(CHAT, card("Before"), { key: "n1" });
    await second.post(CHAT, card("Told by the second"), { key: "n2" });
    fake.fault("sendMessage", { kind: "hang", when: "after" });
    const end = new AbortController();
    onTestFinished(() => end.abort());
    second.post(CHAT, card("Not heard of"), { key: "n3" }, end.signal).catch(() => undefined);
    await until(() => fake.written().length === 3);
    await first.post(CHAT, card("Told by the second, twice"), { key: "n2" });
    await first.post(CHAT, card("Not heard of"), { key: "n3" });
    expect(texts(fake)).toEqual(["🟢 Before", "🟢 Told by the second, twice", "🟢 Not heard of"]);
  });

  test("the one takes a copy away that the other one was kept from taking away", async () => {
    const { fake, two } = await startTwo();
    const [first, second] = two;
    await first.post(CHAT, card("Before"), { key: "n1" });
    fake.fault("sendMessage", { kind: "cut", when: "after" });
    const lift = fake.fault("editMessageText", { kind: "cut", when: "before" }, Infinity);
    const post = first.post(CHAT, card("Lost and sent again"), { key: "n2" });
    await expect(post).rejects.toMatchObject({ kind: "later" });
    expect(fake.written()).toHaveLength(3);
    lift();
    const ref = await second.post(CHAT, card("Lost and sent again"), { key: "n2" });
    expect(texts(fake)).toEqual(["🟢 Before", "🟢 Lost and sent again"]);
    expect(await first.post(CHAT, card("Lost and sent again"), { key: "n2" })).toEqual(ref);
    expect(fake.written()).toHaveLength(2);
  });

  test("what the one keeps leaves what the other one kept", async () => {
    const { fake, two } = await startTwo();
    const [first, second] = two;
    await first.post(CHAT, card("Before"), { key: "n1" });
    await second.post(CHAT, card("Of the second"), { key: "n2" });
    await first.post(CHAT, card("Of the first"), { key: "n3" });
    await second.post(CHAT, card("Of the second, twice"), { key: "n2" });
    await first.post(CHAT, card("Of the second, 3 times"), { key: "n2" });
    expect(texts(fake)).toEqual(["🟢 Before", "🟢 Of the second, 3 times", "🟢 Of the first"]);
  });
});
