import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { PostFailed } from "../../src/core/platform.ts";
import { failure, rateLimit } from "../fakes/discord/faults.ts";
import type { Effect } from "../fakes/discord/types.ts";
import { card, create, serve, startFake } from "./discord-harness.ts";

const POST = /POST .*\/messages$/;
const PATCH = /PATCH .*\/messages\//;

describe("a post", () => {
  test("carries a nonce Discord enforces, and mentions nobody", async () => {
    const fake = await startFake();
    await create(fake).platform.post(fake.channel, card("@everyone"));
    expect(fake.calls[0]?.body).toMatchObject({
      nonce: expect.stringMatching(/^.{1,25}$/),
      enforce_nonce: true,
      allowed_mentions: { parse: [], replied_user: false },
    });
  });

  test.each([["another channel's", { target: "444444444444444444" }]])(
    "does not replace %s message",
    async (_, other) => {
      const fake = await startFake();
      const { platform } = create(fake);
      const posted = await platform.post(fake.channel, card("first"));
      await platform.post(fake.channel, card("second"), { replacing: { ...posted, ...other } });
      expect(fake.messages).toHaveLength(2);
    },
  );

  test.each([
    ["the answer is lost", { kind: "cut-after" } as const],
    ["the connection is cut before", { kind: "cut" } as const],
    ["Discord fails", failure(503)],
    ["Discord asks to wait a little", rateLimit(0.2)],
  ])("is there exactly once when %s", async (_, effect) => {
    const fake = await startFake();
    fake.fault(POST, effect, 2);
    await create(fake).platform.post(fake.channel, card("once"));
    expect(fake.messages).toHaveLength(1);
  });

  test("made again by its sender after every answer was lost is still there once", async () => {
    const fake = await startFake();
    const { platform } = create(fake);
    const fault = fake.fault(POST, { kind: "cut-after" }, 100);
    await expect(platform.post(fake.channel, card("once"))).rejects.toThrow("cannot be reached");
    fault.end();
    await platform.post(fake.channel, card("once"));
    expect(fake.messages).toHaveLength(1);
  });

  test("the same card twice is two messages", async () => {
    const fake = await startFake();
    const { platform } = create(fake);
    await platform.post(fake.channel, card("test alert"));
    await platform.post(fake.channel, card("test alert"));
    expect(fake.messages).toHaveLength(2);
  });

  test("is edited in spite of failures", async () => {
    const fake = await startFake();
    const { platform } = create(fake);
    const posted = await platform.post(fake.channel, card("first"));
    fake.fault(PATCH, { kind: "cut" });
    fake.fault(PATCH, failure(500));
    await platform.post(fake.channel, card("second"), { replacing: posted });
    expect(fake.messages.map(({ text }) => text)).toEqual(["second\nabout second"]);
  });

  test.each<[string, string | undefined, Effect | undefined, PostFailed["kind"], string]>([
    ["an unknown channel", "444444444444444444", undefined, "gone", "there is no such channel, or the bot is not in"],
    ["no channel id", "#general", undefined, "gone", "cannot post to channel #general: this is no channel id"],
    ["no access", undefined, failure(403, 50_001), "gone", "the bot has no access there"],
    ["no permission", undefined, failure(403, 50_013), "gone", "it needs View Channel, Send Messages, Embed Links"],
    ["a voice channel", undefined, failure(400, 50_008), "gone", "not for text messages"],
    ["a locked thread", undefined, failure(400, 160_005), "gone", "the thread is locked"],
    ["an archived thread it may not open", undefined, failure(400, 50_083), "gone", "the thread is archived"],
    ["a long rate limit", undefined, rateLimit(120), "later", "asks to wait 121 s"],
    [
      "a firewall on the way",
      undefined,
      { kind: "status", status: 403 },
      "later",
      "something on the way, not from Discord",
    ],
    ["a blocked address", undefined, failure(403, 40_333), "later", "did not accept the call"],
    ["a refused body", undefined, failure(400, 50_035, "Invalid Form Body"), "refused", "call: Invalid Form Body"],
    ["an automatic moderator", undefined, failure(400, 200_000, "Blocked"), "refused", "call: Blocked"],
  ])("that meets %s fails with a clear sentence", { timeout: 20_000 }, async (_, target, effect, kind, sentence) => {
    const fake = await startFake();
    if (effect !== undefined) fake.fault(POST, effect, 100);
    const posting = create(fake).platform.post(target ?? fake.channel, card("x"));
    await expect(posting).rejects.toBeInstanceOf(PostFailed);
    await expect(posting).rejects.toMatchObject({ kind, message: expect.stringContaining(sentence) });
  });

  test.each([
    ["Send Messages", PermissionFlagsBits.SendMessages],
    ["View Channel", PermissionFlagsBits.ViewChannel],
    ["Send Messages and Embed Links", PermissionFlagsBits.SendMessages | PermissionFlagsBits.EmbedLinks],
  ])("that is denied names what the bot lacks: %s", async (names, denied) => {
    const fake = await startFake();
    fake.world.denied.set(fake.channel, denied);
    const posting = create(fake).platform.post(fake.channel, card("x"));
    const fix = `give the bot ${names} in that channel`;
    await expect(posting).rejects.toMatchObject({
      kind: "gone",
      fix,
      message: expect.stringContaining(`lacks ${names}`),
    });
    fake.world.denied.clear();
    await create(fake).platform.post(fake.channel, card("y"));
  });

  test("that has to wait too long says how long", async () => {
    const fake = await startFake();
    fake.fault(POST, rateLimit(120));
    const failed = await create(fake)
      .platform.post(fake.channel, card("x"))
      .catch((error: unknown) => error);
    // discord.js adds a moment of its own.
    expect(failed).toMatchObject({ retryAfter: expect.toSatisfy((wait: number) => wait >= 120_000 && wait < 122_000) });
  });

  test("with a refused token fails, and ends the service", async () => {
    const { fake, platform, served } = await serve();
    await fake.ready();
    fake.world.token = "another-fake-token";
    const posting = platform.post(fake.channel, card("x"));
    await expect(posting).rejects.toMatchObject({
      kind: "later",
      message: expect.stringContaining("refuses the bot token"),
    });
    await expect(served).rejects.toThrow("Discord refuses the bot token");
  });
});
