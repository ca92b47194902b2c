import { describe, expect, test } from "vitest";
import { failure } from "../fakes/discord/faults.ts";
import { card, create, startFake } from "./discord-harness.ts";

const POST = /POST .*\/messages$/;
const PATCH = /PATCH .*\/messages\//;
const OTHER_CHANNEL = "444444444444444444";

describe("a post under a key", () => {
  test("made again with news shows the news", async () => {
    const fake = await startFake();
    await create(fake).platform.post(fake.channel, card("warning"), { key: "n1" });
    await create(fake).platform.post(fake.channel, card("warning, 3 times"), { key: "n1" });
    expect(fake.messages.map(({ text }) => text)).toEqual(["warning, 3 times\nabout warning, 3 times"]);
  });

  test("is another message under another key, and in another channel", async () => {
    const fake = await startFake();
    const { platform } = create(fake);
    fake.world.channels.add(OTHER_CHANNEL);
    await platform.post(fake.channel, card("warning"), { key: "n1" });
    await platform.post(fake.channel, card("warning"), { key: "n2" });
    await platform.post(OTHER_CHANNEL, card("warning"), { key: "n1" });
    expect(fake.messages.map(({ channelId }) => channelId)).toEqual([fake.channel, fake.channel, OTHER_CHANNEL]);
  });

  test("stands again when somebody deleted it, once", async () => {
    const fake = await startFake();
    const post = () => create(fake).platform.post(fake.channel, card("warning"), { key: "n1" });
    for (let time = 0; time < 2; time++) {
      await post();
      for (const message of fake.messages) message.deleted = true;
    }
    const standing = await post();
    expect(await post()).toEqual(standing);
    expect(fake.messages.filter(({ deleted }) => !deleted)).toHaveLength(1);
  });

  test("keeps to Discord's limit for nonces however long the key is", async () => {
    const fake = await startFake();
    await create(fake).platform.post(fake.channel, card("warning"), { key: "k".repeat(500) });
    expect(fake.calls[0]?.body).toMatchObject({ nonce: expect.stringMatching(/^[\w-]{25}$/), enforce_nonce: true });
  });

  test("that cannot be brought up to date is tried again later", async () => {
    const fake = await startFake();
    await create(fake).platform.post(fake.channel, card("warning"), { key: "n1" });
    const away = fake.fault(PATCH, failure(503), 100);
    const posting = create(fake).platform.post(fake.channel, card("news"), { key: "n1" });
    await expect(posting).rejects.toMatchObject({ kind: "later" });
    away.end();
    await create(fake).platform.post(fake.channel, card("news"), { key: "n1" });
    expect(fake.messages.map(({ text }) => text)).toEqual(["news\nabout news"]);
  });
});

describe("a reply", () => {
  test("stands under the message it answers, and pings nobody", async () => {
    const fake = await startFake();
    const { platform } = create(fake);
    const answering = await platform.post(fake.channel, card("warning"));
    await platform.post(fake.channel, card("over"), { answering, key: "n2" });
    expect(fake.messages[1]).toMatchObject({ repliesTo: answering.message });
    expect(fake.calls[1]?.body).toMatchObject({
      message_reference: { message_id: answering.message, fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
    });
  });

  test.each([["another channel's", { target: OTHER_CHANNEL }]])("is never one to %s message", async (_, other) => {
    const fake = await startFake();
    const { platform } = create(fake);
    const answering = await platform.post(fake.channel, card("warning"));
    await platform.post(fake.channel, card("over"), { answering: { ...answering, ...other } });
    expect(fake.calls[1]?.body).not.toHaveProperty("message_reference");
  });

  test("becomes a plain message where the bot may not read what it answers", async () => {
    const fake = await startFake();
    const { platform } = create(fake);
    const answering = await platform.post(fake.channel, card("warning"));
    fake.fault(POST, failure(400, 160_002));
    await platform.post(fake.channel, card("over"), { answering });
    expect(fake.messages.map(({ repliesTo }) => repliesTo)).toEqual([undefined, undefined]);
  });

  test("that replaces a message stays where that one is", async () => {
    const fake = await startFake();
    const { platform } = create(fake);
    const answering = await platform.post(fake.channel, card("warning"));
    const replacing = await platform.post(fake.channel, card("worse"), { answering });
    await platform.post(fake.channel, card("much worse"), { answering, replacing });
    expect(fake.messages.map(({ edits }) => edits)).toEqual([0, 1]);
  });
});
