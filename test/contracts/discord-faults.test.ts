import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { PlatformRefused } from "../../src/core/platform.ts";
import { failure, rateLimit } from "../fakes/discord/faults.ts";
import { until } from "../fakes/discord/until.ts";
import { card, privately, publicly, serve, serveReady, startFake } from "./discord-harness.ts";

const CALLBACK = /POST .*\/callback$/;
const ORIGINAL = /PATCH .*\/messages\/@original$/;

describe("the connection", () => {
  test("is ready under the bot's name, with an invite link in the log", async () => {
    const { fake, platform, logged } = await serve();
    expect(platform.status()).toEqual({ state: "starting" });
    await until("ready", () => platform.status().state === "ready");
    expect(platform.status()).toEqual({ state: "ready", as: "Companion#1234" });
    const invite = `https://discord.com/oauth2/authorize?client_id=${fake.world.applicationId}&scope=bot+applications.commands&permissions=117760`;
    expect(logged).toContainEqual(expect.objectContaining({ level: "info", fields: { as: "Companion#1234", invite } }));
  });

  test("is made as soon as Discord is there, and the log stays short meanwhile", async () => {
    const fake = await startFake();
    await fake.offline();
    const { platform, logged } = await serve(undefined, { fake });
    await until("waiting", () => platform.status().state === "waiting");
    expect(platform.status()).toMatchObject({ why: expect.stringContaining("ECONNREFUSED") });
    await fake.online();
    await until("ready", () => platform.status().state === "ready");
    expect(logged.filter(({ level }) => level === "warn")).toHaveLength(1);
    await fake.slash("model-status").reply();
  });

  test.each([
    ["fails", failure(503)],
    ["asks to wait", rateLimit(0.2)],
    ["is cut", { kind: "cut" } as const],
  ])("is made although the first call %s", async (_, effect) => {
    const fake = await startFake();
    fake.fault(/GET .*\/gateway\/bot$/, effect, 2);
    const { platform } = await serve(undefined, { fake });
    await until("ready", () => platform.status().state === "ready");
    expect(fake.gateway.counts.identified).toBe(1);
  });

  test.each<[string, (fake: Awaited<ReturnType<typeof startFake>>) => void]>([
    ["it was cut", (fake) => fake.gateway.cut()],
    ["Discord asked to reconnect", (fake) => fake.gateway.askToReconnect()],
    ["the gateway closed for an unknown reason", (fake) => fake.gateway.close(4000)],
  ])("is resumed after %s; what was asked meanwhile is answered once", async (_, disturb) => {
    const { fake, platform, asked } = await serveReady();
    const before = fake.slash("model-status");
    await before.reply();
    disturb(fake);
    await until("the loss", () => platform.status().state === "waiting");
    const meanwhile = fake.slash("model-status");
    await meanwhile.reply();
    await until("ready", () => platform.status().state === "ready");
    expect(fake.gateway.counts).toMatchObject({ identified: 1, resumed: 1 });
    expect(asked).toHaveLength(2);
  });

  test("is given up with a reason when the token is refused at the start", async () => {
    const { served } = await serve(undefined, { token: "wrong-fake-token" });
    const error = await served.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(PlatformRefused);
    expect(error).toMatchObject({
      message: "discord: Discord refuses the bot token",
      hint: expect.stringContaining("https://discord.com/developers/applications"),
    });
  });

  test.each(["", "  ", "two words", "line\nbreak"])("is not even tried with the token %j", async (token) => {
    const { fake, served } = await serve(undefined, { token });
    await expect(served).rejects.toBeInstanceOf(PlatformRefused);
    expect(fake.calls).toEqual([]);
  });

  test.each([
    [4004, "Discord refuses the bot token"],
    [4014, "does not allow the bot to listen"],
    [4012, "code 4012"],
  ])("is given up with a reason when the gateway closes with %i", async (code, reason) => {
    const { fake, served, platform } = await serveReady();
    fake.gateway.close(code);
    await expect(served).rejects.toThrow(reason);
    expect(platform.status()).toMatchObject({ state: "waiting", why: expect.stringContaining(reason) });
  });

  test("is given up when the gateway refuses the token that REST still takes", async () => {
    const fake = await startFake();
    const fault = fake.fault(/GET .*\/gateway\/bot$/, {
      kind: "status",
      status: 200,
      body: {
        url: fake.gateway.url,
        shards: 1,
        session_start_limit: { total: 1, remaining: 1, reset_after: 0, max_concurrency: 1 },
      },
    });
    const { served } = await serve(undefined, { fake, token: "stale-fake-token" });
    await expect(served).rejects.toThrow("Discord refuses the bot token");
    expect(fault.hits()).toBe(1);
  });
});

describe("an interaction", () => {
  test.each([
    ["the acknowledgement is cut", CALLBACK, { kind: "cut" } as const],
    ["the acknowledgement's answer is lost", CALLBACK, { kind: "cut-after" } as const],
    ["the acknowledgement hangs", CALLBACK, { kind: "hang" } as const],
    ["Discord fails at the acknowledgement", CALLBACK, failure(502)],
    ["the answer is cut", ORIGINAL, { kind: "cut" } as const],
    ["the answer fails", ORIGINAL, failure(500)],
    ["the answer must wait", ORIGINAL, rateLimit(0.2)],
  ])("is answered although %s", async (_, pattern, effect) => {
    const { fake, asked } = await serveReady();
    const fault = fake.fault(pattern, effect);
    const reply = await fake.slash("model-status").reply();
    expect(reply.text).toBe("model-status\nabout model-status");
    expect(fault.hits()).toBe(1);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["is no longer there", failure(404, 10_062), "was not answered"],
    ["was taken by another process", failure(400, 40_060), "run only one"],
  ])("that %s is not carried out", async (_, effect, sentence) => {
    const { fake, asked, logged } = await serveReady();
    fake.fault(CALLBACK, effect);
    fake.slash("fix-codex");
    await until("the log", () => logged.some(({ message }) => message.includes(sentence)));
    await fake.slash("model-status").reply();
    expect(asked.map(({ name }) => name)).toEqual(["model-status"]);
  });

  test("that cannot be answered is logged without its token", async () => {
    const { fake, logged } = await serveReady();
    fake.fault(ORIGINAL, failure(400, 50_035, "Invalid Form Body"));
    const asked = fake.slash("model-status");
    const line = await until("the log", () => logged.find(({ message }) => message.includes("Invalid Form Body")));
    expect(JSON.stringify(line)).not.toContain(asked.token);
  });
});

describe("the end", () => {
  test("is orderly: the reply under way arrives, and nothing stays connected", async () => {
    const gate = Promise.withResolvers<void>();
    const { fake, asked, served, stop } = await serveReady(async () => {
      await gate.promise;
      return publicly("finished");
    });
    const interaction = fake.slash("model-status");
    await until("the call", () => asked.length === 1);
    stop.abort();
    gate.resolve();
    await served;
    expect(interaction.replies().map(({ text }) => text)).toEqual(["finished\nabout finished"]);
    await until("no connection", () => fake.gateway.connections() === 0);
  });

  test("does not wait for a command that will not end, but tells it", async () => {
    const { fake, asked, served, stop } = await serveReady(() => new Promise(() => {}));
    fake.slash("model-status");
    const call = await until("the call", () => asked[0]);
    expect(call.signal.aborted).toBe(false);
    stop.abort();
    await served;
    expect(call.signal.aborted).toBe(true);
  });

  test("shows the last of what goes on", async () => {
    const gate = Promise.withResolvers<void>();
    async function* updates() {
      await gate.promise;
      yield card("last");
    }
    const { fake, served, stop } = await serveReady(() => privately("first", { updates: updates() }));
    const reply = await fake.slash("fix-codex").reply();
    stop.abort();
    gate.resolve();
    await served;
    expect(reply.text).toBe("last\nabout last");
  });

  test.each<[string, (fake: Awaited<ReturnType<typeof startFake>>) => Promise<void> | void]>([
    ["while Discord is away", (fake) => fake.offline()],
    [
      "while the gateway refuses",
      (fake) => {
        fake.gateway.mood.refusing = true;
        fake.gateway.cut();
      },
    ],
    ["in the middle of a reconnect", (fake) => fake.gateway.cut()],
  ])("comes at once %s, and for good", async (_, disturb) => {
    const { fake, platform, served, stop } = await serveReady();
    await until("ready", () => platform.status().state === "ready");
    await disturb(fake);
    await until("the loss", () => platform.status().state === "waiting");
    stop.abort();
    await served;
    const attempts = fake.gateway.counts.attempts;
    expect(platform.status()).toEqual({ state: "waiting", why: "stopped" });
    // discord.js pauses for half a second before it would come back.
    await pause(700);
    expect(fake.gateway.counts.attempts).toBe(attempts);
    expect(fake.gateway.connections()).toBe(0);
  });

  test("comes at once before the first login succeeded", async () => {
    const fake = await startFake();
    fake.fault(/GET .*\/gateway\/bot$/, { kind: "hang" }, 100);
    const { served, stop } = await serve(undefined, { fake });
    await until("the login", () => fake.calls.length > 0);
    stop.abort();
    await served;
    expect(fake.gateway.connections()).toBe(0);
  });

  test("can be followed by a new beginning", async () => {
    const fake = await startFake();
    const first = await serveReady(undefined, { fake });
    first.stop.abort();
    await first.served;
    const second = new AbortController();
    const served = first.platform.serve([], () => Promise.resolve(publicly("again")), second.signal);
    await until("ready", () => first.platform.status().state === "ready");
    second.abort();
    await expect(served).resolves.toBeUndefined();
  });
});
