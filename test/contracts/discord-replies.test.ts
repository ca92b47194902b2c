import { describe, expect, test } from "vitest";
import type { Card } from "../../src/core/card.ts";
import { failure } from "../fakes/discord/faults.ts";
import { until } from "../fakes/discord/until.ts";
import { ADMIN, ADMIN_ROLE, card, privately, publicly, serveReady } from "./discord-harness.ts";

describe("a slash command", () => {
  test("is answered in public, by one message that stood there at once", async () => {
    const { fake, asked } = await serveReady();
    const reply = await fake.slash("model-status", { agent: "main", gateway: "prod" }).reply();
    expect(reply).toMatchObject({ ephemeral: false, text: "model-status\nabout model-status" });
    expect(asked[0]).toMatchObject({
      name: "model-status",
      args: { agent: "main", gateway: "prod" },
      caller: { platform: "discord", id: "200000000000000001", name: "Operator", admin: false },
      place: fake.channel,
    });
    expect(fake.messages).toHaveLength(1);
  });

  test("for admins is answered for the caller only", async () => {
    const { fake } = await serveReady(({ name }) => privately(name));
    const reply = await fake.slash("fix-codex", {}, { id: ADMIN }).reply();
    expect(reply).toMatchObject({ ephemeral: true, text: "fix-codex\nabout fix-codex" });
  });

  test.each([
    ["a listed user", { id: ADMIN }, true],
    ["a member with a listed role", { roles: ["1", ADMIN_ROLE] }, true],
    ["a member with other roles", { roles: ["300000000000000002"] }, false],
    ["anybody else", {}, false],
  ])("knows whether %s is an admin", async (_, who, admin) => {
    const { fake, asked } = await serveReady();
    await fake.slash("model-status", {}, who).reply();
    expect(asked[0]?.caller.admin).toBe(admin);
  });

  test("that was to be public can be refused in private: no trace stays in the channel", async () => {
    const { fake } = await serveReady(() => privately("refused"));
    const reply = await fake.slash("model-status").reply();
    expect(reply).toMatchObject({ ephemeral: true, text: "refused\nabout refused" });
    expect(fake.messages.filter((message) => !message.ephemeral && !message.deleted)).toEqual([]);
  });

  test("that was to be private can be answered in public", async () => {
    const { fake } = await serveReady(() => publicly("repaired"));
    expect(await fake.slash("fix-codex").reply()).toMatchObject({ ephemeral: false });
  });

  test("shows an image with its alternative text", async () => {
    const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
    const blocks: Card["blocks"] = [{ kind: "image", png, alt: "Fallbacks" }];
    const { fake } = await serveReady(() => publicly("chart", { card: card("chart", { blocks }) }));
    const reply = await fake.slash("model-status").reply();
    expect(reply.attachments).toEqual([{ id: "0", filename: "image-1.png", description: "Fallbacks" }]);
    expect(reply.files).toEqual([{ name: "image-1.png", type: "image/png", bytes: png }]);
  });

  test("too long for a message is answered all the same", async () => {
    const blocks: Card["blocks"] = [{ kind: "text", text: ["*@everyone* ".repeat(2000)] }];
    const { fake } = await serveReady(() => publicly("long", { card: card("long", { blocks }) }));
    const reply = await fake.slash("model-status").reply();
    expect(reply.text).toContain("more lines; the attached file has them all");
    expect(reply.files[0]?.type).toContain("text/plain");
  });
});

async function* steps(count: number): AsyncGenerator<Card> {
  for (let step = 1; step <= count; step++) yield card(`step ${step}`);
}

describe("a message that goes on", () => {
  test("is edited in place, passes over what comes too fast, and always shows the last", async () => {
    const { fake } = await serveReady(() => publicly("started", { updates: steps(20) }));
    const reply = await fake.slash("model-status").reply();
    await until("the last step", () => reply.text.startsWith("step 20"));
    expect(reply.edits).toBeLessThan(20);
    expect(fake.messages).toHaveLength(1);
  });

  test("is followed to its end although Discord took none of the first cards", async () => {
    const { fake } = await serveReady(() => publicly("started", { updates: steps(3) }));
    fake.fault(/PATCH .*@original$/, failure(400, 50_035, "Invalid Form Body"));
    const reply = await fake.slash("model-status").reply();
    expect(reply.text).toContain("step 3");
  });

  test("for the caller only does not hinder the card for all", async () => {
    const { fake } = await serveReady(() => publicly("started", { private: card("secret"), updates: steps(2) }));
    fake.fault(/POST .*\/webhooks\//, failure(400, 50_035, "Invalid Form Body"));
    const reply = await fake.slash("model-status").reply();
    await until("the last step", () => reply.text.startsWith("step 2"));
    expect(fake.messages).toHaveLength(1);
  });

  test("goes on in the channel when the interaction's 15 minutes are over", async () => {
    const gate = Promise.withResolvers<void>();
    async function* late(): AsyncGenerator<Card> {
      await gate.promise;
      yield card("late");
    }
    const { fake } = await serveReady(() => publicly("started", { updates: late() }));
    const asked = fake.slash("model-status");
    const reply = await asked.reply();
    fake.expire(asked);
    gate.resolve();
    await until("the edit", () => reply.text.startsWith("late"));
    expect(fake.calls.at(-1)?.path).toBe(`/api/v10/channels/${fake.channel}/messages/${reply.id}`);
  });

  test("for one reader ends with a log line when its 15 minutes are over", async () => {
    const gate = Promise.withResolvers<void>();
    async function* late(): AsyncGenerator<Card> {
      await gate.promise;
      yield card("late");
    }
    const { fake, logged } = await serveReady(() => privately("started", { updates: late() }));
    const asked = fake.slash("fix-codex");
    const reply = await asked.reply();
    fake.expire(asked);
    gate.resolve();
    await until("the log", () => logged.some(({ message }) => message.includes("an answer could not be shown")));
    expect(reply.text).toContain("started");
    expect(fake.calls.filter(({ path }) => path.includes("/channels/"))).toEqual([]);
  });

  test("a first answer for one reader later than 15 minutes is posted nowhere: others read the channel", async () => {
    const gate = Promise.withResolvers<void>();
    const { fake, asked, logged } = await serveReady(async () => {
      await gate.promise;
      return privately("at last");
    });
    const interaction = fake.slash("fix-codex");
    await until("the call", () => asked.length > 0);
    fake.expire(interaction);
    gate.resolve();
    await until("the log", () => logged.some(({ message }) => message.includes("an answer could not be shown")));
    expect(fake.calls.filter(({ path }) => path.includes("/channels/"))).toEqual([]);
    expect(fake.messages.filter(({ text }) => text.includes("at last"))).toEqual([]);
  });

  test("a first answer later than 15 minutes is posted to the channel", async () => {
    const gate = Promise.withResolvers<void>();
    const { fake, asked } = await serveReady(async () => {
      await gate.promise;
      return publicly("at last");
    });
    const interaction = fake.slash("model-status");
    await until("the call", () => asked.length > 0);
    fake.expire(interaction);
    gate.resolve();
    const posted = await until("a post", () => fake.messages.find(({ text }) => text.startsWith("at last")));
    expect(posted).toMatchObject({ channelId: fake.channel, ephemeral: false, interaction: undefined });
  });
});
