import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { until } from "../fakes/discord/until.ts";
import { card, privately, publicly, serve, serveReady, startFake } from "./discord-harness.ts";
import { toAnswer } from "../fakes/answering.ts";

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
    const served = first.platform.serve(
      [],
      toAnswer(() => Promise.resolve(publicly("again"))),
      second.signal,
    );
    await until("ready", () => first.platform.status().state === "ready");
    second.abort();
    await expect(served).resolves.toBeUndefined();
  });
});
