import { describe, expect, test } from "vitest";
import { PlatformRefused } from "../../src/core/platform.ts";
import { english } from "../../src/words/speak.ts";
import { failure, rateLimit } from "../fakes/discord/faults.ts";
import { until } from "../fakes/discord/until.ts";
import { card, serve, serveReady, startFake } from "./discord-harness.ts";

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
      fix: "set DISCORD_TOKEN to a token from https://discord.com/developers/applications (your application, then Bot, then Reset Token)",
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
  ])(
    "is given up with a reason when the gateway closes with %i each time",
    { timeout: 60_000 },
    async (code, reason) => {
      const { fake, served, platform } = await serveReady();
      if (code === 4004) fake.world.token = "another-fake-token";
      fake.gateway.mood.closing = code;
      fake.gateway.close(code);
      await expect(served).rejects.toThrow(reason);
      expect(platform.status()).toMatchObject({ state: "waiting", why: expect.stringContaining(reason) });
    },
  );

  test("is given up when the gateway refuses the token that REST still takes", async () => {
    const fake = await startFake();
    const fault = fake.fault(
      /GET .*\/gateway\/bot$/,
      {
        kind: "status",
        status: 200,
        body: {
          // Also asked before each start, for how many starts are left.
          url: fake.gateway.url,
          shards: 1,
          session_start_limit: { total: 1, remaining: 1, reset_after: 0, max_concurrency: 1 },
        },
      },
      2,
    );
    const { served } = await serve(undefined, { fake, token: "stale-fake-token" });
    await expect(served).rejects.toThrow("Discord refuses the bot token");
    expect(fault.hits()).toBe(2);
  });
});

describe("one refusal decides nothing", () => {
  const UNAUTHORIZED = failure(401, 0, "401: Unauthorized");
  const HOTEL = {
    kind: "status",
    status: 401,
    body: "<html>Pay for the network</html>",
    headers: { "content-type": "text/html" },
  } as const;

  test.each([
    ["Discord's own 401", UNAUTHORIZED],
    ["a hotel's page", HOTEL],
  ])("%s on a post: it is tried again, and Discord goes on being answered", async (_, effect) => {
    const { fake, platform, asked } = await serveReady();
    fake.fault(/POST .*\/channels\/\d+\/messages/, effect);
    const first = await platform.post(fake.channel, card("warning")).catch((error: unknown) => error);
    const why = first instanceof Error && "kind" in first ? first.kind : null;
    expect([null, "later"]).toContain(why);
    if (why !== null) await platform.post(fake.channel, card("warning"));
    await fake.slash("model-status").reply();
    expect(asked).toHaveLength(1);
    expect(fake.messages.filter(({ text }) => text.startsWith("warning"))).toHaveLength(1);
  });

  test("a gateway that closes once for a bad token is come back to, because users/@me accepts it", async () => {
    const { fake, platform } = await serveReady();
    fake.gateway.close(4004);
    await until("another session", () => fake.gateway.counts.identified === 2);
    await until("ready", () => platform.status().state === "ready");
    expect((await fake.slash("model-status").reply()).text).toContain("model-status");
  });

  test("a gateway that closes once for good is come back to", async () => {
    const { fake, platform } = await serveReady();
    fake.gateway.close(4014);
    await until("another session", () => fake.gateway.counts.identified === 2);
    expect(await until("ready", () => platform.status().state === "ready")).toBe(true);
  });
});

describe("session starts", () => {
  test("are not spent while Discord has none left", async () => {
    const fake = await startFake();
    fake.world.startsLeft = 0;
    const { platform } = await serve(undefined, { fake });
    await until("the reason", () => {
      const status = platform.status();
      return status.state === "waiting" && status.why.includes("no session starts are left");
    });
    expect(fake.gateway.counts.identified).toBe(0);
    fake.world.startsLeft = 1_000;
    await until("ready", () => platform.status().state === "ready");
  });

  test("come further apart when sessions do not last", { timeout: 60_000 }, async () => {
    const fake = await startFake();
    fake.gateway.mood.closing = 4009;
    const { platform } = await serve(undefined, { fake });
    await until("the pause", () => {
      const status = platform.status();
      return status.state === "waiting" && status.why.includes("sessions do not last");
    });
    const { identified } = fake.gateway.counts;
    fake.gateway.mood.closing = undefined;
    expect(
      await until(
        "a session that lasts",
        () => fake.gateway.counts.identified > identified && platform.status().state === "ready",
        45_000,
      ),
    ).toBe(true);
  });
});

describe("an interaction", () => {
  test.each([1_200, 2_000, 2_900])(
    "is carried out once when its acknowledgement is answered after %i ms",
    async (after) => {
      const { fake, asked } = await serveReady();
      fake.fault(CALLBACK, { kind: "slow", after }, 5);
      const reply = await fake.slash("model-status").reply();
      expect(reply.text).toBe("model-status\nabout model-status");
      expect(asked).toHaveLength(1);
      expect(fake.messages).toHaveLength(1);
    },
  );

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

  test.each([["is no longer there", failure(404, 10_062), "was not answered"]])(
    "that %s is not carried out",
    async (_, effect, sentence) => {
      const { fake, asked, logged } = await serveReady();
      fake.fault(CALLBACK, effect);
      fake.slash("fix-codex");
      await until("the log", () => logged.some(({ message }) => message.includes(sentence)));
      await fake.slash("model-status").reply();
      expect(asked.map(({ name }) => name)).toEqual(["model-status"]);
    },
  );

  test("that another program answered is not carried out, and whoever listens is told", async () => {
    const { fake, platform, asked } = await serveReady();
    const told: string[] = [];
    platform.onShared?.(({ why }) => void told.push(english(why)));
    fake.fault(CALLBACK, failure(400, 40_060));
    fake.slash("fix-codex");
    await until("the word", () => told.length > 0);
    expect(told).toEqual([expect.stringContaining("with the same token")]);
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
