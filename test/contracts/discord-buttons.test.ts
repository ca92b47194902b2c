import { describe, expect, test } from "vitest";
import type { Card } from "../../src/core/card.ts";
import { until } from "../fakes/discord/until.ts";
import { ADMIN, card, privately, publicly, serveReady } from "./discord-harness.ts";

const fix = { label: "Fix", style: "primary", command: "fix-codex", args: { plan: "p1" } } as const;

const withFix = (title: string): Card => card(title, { actions: [fix] });

describe("a button", () => {
  test("is a command with arguments, answered by a message of its own", async () => {
    const { fake, asked } = await serveReady(({ name }) =>
      name === "fix-codex" ? privately("plan") : publicly("status", { card: withFix("status") }),
    );
    const status = await fake.slash("model-status").reply();
    const plan = await fake.press(status, "Fix", { id: ADMIN }).reply();
    expect(asked[1]).toMatchObject({ name: "fix-codex", args: { plan: "p1" }, caller: { admin: true } });
    expect(plan).toMatchObject({ ephemeral: true, text: "plan\nabout plan" });
    expect(status).toMatchObject({ text: "status\nabout status", edits: 0 });
    expect(status.buttons[0]?.disabled).toBe(false);
  });

  test("on a private message is disabled at once, and the answer takes the message's place", async () => {
    const gate = Promise.withResolvers<void>();
    const { fake, asked } = await serveReady(async ({ args }) => {
      if (args["plan"] === undefined) return privately("plan", { card: withFix("plan") });
      await gate.promise;
      return privately("done");
    });
    const plan = await fake.slash("fix-codex", {}, { id: ADMIN }).reply();
    const pressed = fake.press(plan, "Fix", { id: ADMIN });
    await until("the press", () => asked.length === 2);
    expect(plan.buttons).toEqual([{ label: "Fix", customId: "c1|fix-codex|plan=p1", disabled: true }]);
    gate.resolve();
    const done = await pressed.reply();
    expect(done.id).toBe(plan.id);
    expect(plan).toMatchObject({ text: "done\nabout done", buttons: [] });
  });

  test("on a private message may be answered in public; the plan stays, no longer to be pressed", async () => {
    const { fake } = await serveReady(({ args }) =>
      args["plan"] === undefined ? privately("plan", { card: withFix("plan") }) : publicly("repaired"),
    );
    const plan = await fake.slash("fix-codex").reply();
    const done = await fake.press(plan, "Fix").reply();
    expect(done).toMatchObject({ ephemeral: false, text: "repaired\nabout repaired" });
    expect(plan.buttons[0]?.disabled).toBe(true);
  });

  test("of somebody else's making is left alone", async () => {
    const { fake, asked } = await serveReady();
    const message = await fake.slash("model-status").reply();
    message.components = [{ type: 1, components: [{ type: 2, style: 1, label: "Foreign", custom_id: "poll:1" }] }];
    fake.press(message, "Foreign");
    await fake.slash("model-status").reply();
    expect(asked).toHaveLength(2);
    expect(fake.calls.filter(({ path }) => path.endsWith("/callback"))).toHaveLength(2);
  });

  test("that does not fit is left out with a warning", async () => {
    const long = { ...fix, args: { plan: "p".repeat(100) } };
    const { fake, logged } = await serveReady(() => publicly("s", { card: card("s", { actions: [long] }) }));
    const reply = await fake.slash("model-status").reply();
    expect(reply.buttons).toEqual([]);
    expect(logged).toContainEqual(
      expect.objectContaining({ level: "warn", fields: { command: "fix-codex", label: "Fix" } }),
    );
  });
});

describe("while somebody types", () => {
  test.each([
    ["agent", "", {}, ["main", "research"]],
    ["agent", "SEA", {}, ["research"]],
    ["agent", "nobody", {}, []],
    ["gateway", "", { agent: "main" }, ["of-main"]],
    ["unknown", "", {}, []],
  ])("the option %s proposes for %j after %j: %j", async (option, typed, soFar, expected) => {
    const { fake } = await serveReady();
    expect(await fake.autocomplete("model-status", option, typed, soFar)).toEqual(expected);
  });

  test("at most 25 values are proposed, those that begin like it first", async () => {
    const values = Array.from({ length: 60 }, (_, index) => `agent-${index}`);
    const options = { agent: { description: "a", choices: () => [...values, "5-first"] } };
    const commands = [{ name: "c", summary: "c", access: "everyone", options }] as const;
    const { fake } = await serveReady(undefined, { commands });
    const proposed = await fake.autocomplete("c", "agent", "5");
    expect(proposed[0]).toBe("5-first");
    expect(await fake.autocomplete("c", "agent", "")).toHaveLength(25);
  });
});

describe("what comes hours late, after an outage", () => {
  const HOURS = 5 * 3_600_000;

  test.each([
    ["ahead", HOURS],
    ["behind", -HOURS],
  ])("is told from what is new by Discord's time, on a host whose clock is hours %s", async (_, off) => {
    const { fake, asked, logged } = await serveReady(undefined, { clock: () => Date.now() + off });
    await fake.slash("model-status").reply();
    expect(asked).toHaveLength(1);
    fake.slash("fix-codex", { plan: "p1" }, { at: Date.now() - HOURS / 2 });
    await until("the line", () => fake.messages.find(({ text }) => text.startsWith("I was away")));
    expect(asked).toHaveLength(1);
    expect(logged.filter(({ message }) => message.includes("the clock of this host is 5 h"))).toHaveLength(1);
  });

  test("is not what a clock that is corrected meanwhile makes old", async () => {
    let off = -HOURS;
    const { fake, asked } = await serveReady(undefined, { clock: () => Date.now() + off });
    off = 0;
    await fake.slash("model-status").reply();
    expect(asked).toHaveLength(1);
  });

  test("is not done: one line a channel says so, and its button does it now", async () => {
    const { fake, asked } = await serveReady();
    for (let index = 0; index < 10; index++) fake.slash("model-status", {}, { at: Date.now() - HOURS - index });
    fake.slash("fix-codex", { plan: "p1" }, { at: Date.now() - HOURS });
    const line = await until("the line", () => fake.messages.find(({ text }) => text.startsWith("I was away")));
    expect(line.text).toContain("You asked 11 things since");
    expect(asked).toEqual([]);
    await fake.press(line, "Run /fix-codex p1 now").reply();
    expect(asked).toMatchObject([{ name: "fix-codex", args: { plan: "p1" } }]);
    expect(fake.messages.filter(({ text }) => text.startsWith("I was away"))).toHaveLength(1);
  });

  test("is told to nobody who does not belong there", async () => {
    const [guest, stranger] = ["100000000000000002", "100000000000000003"];
    const { fake, asked } = await serveReady(undefined, { isWelcome: (person) => person !== stranger });
    fake.slash("fix-codex", { plan: "p1" }, { id: stranger, at: Date.now() - HOURS });
    fake.slash("model-status", {}, { id: guest, at: Date.now() - HOURS });
    const line = await until("the line", () => fake.messages.find(({ text }) => text.startsWith("I was away")));
    expect(line.text).toMatch(/You asked this at <t:\d+:f>, I was away: `\/model-status`/);
    expect(asked).toEqual([]);
  });

  test("is not done when it was pressed either, and proposes nothing", async () => {
    const shown = publicly("s", { card: card("s", { actions: [fix] }) });
    const { fake, asked } = await serveReady(() => shown);
    const reply = await fake.slash("model-status").reply();
    fake.press(reply, "Fix", { at: Date.now() - HOURS });
    const line = await until("the line", () => fake.messages.find(({ text }) => text.startsWith("I was away")));
    expect(line.text).toMatch(/You asked this at <t:\d+:f>, I was away: `\/fix-codex p1`/);
    expect(asked).toHaveLength(1);
  });
});
