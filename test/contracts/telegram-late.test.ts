import { describe, expect, test } from "vitest";
import type { Action } from "../../src/core/card.ts";
import { MINUTE } from "../../src/core/time.ts";
import {
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
} from "./telegram-setup.ts";

const HOURS = 5 * 3_600;
const live = { clock: Date.now };
const confirm: Action = {
  label: "Confirm",
  style: "danger",
  command: "fix-codex",
  args: { plan: "id", decision: "confirm" },
};
const mute: Action = { label: "Mute", style: "plain", command: "model-status", args: { agent: "main" } };

describe("what was asked while the companion was away", () => {
  test.each([
    ["ahead", HOURS],
    ["behind", -HOURS],
  ])("is told from what is new by Telegram's time, on a host whose clock is hours %s", async (_, off) => {
    const { fake, asked, logged } = await setUp({ clock: () => Date.now() + off * 1_000 });
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "Answer to model-status", GROUP);
    fake.say("/fix_codex", { user: GUEST, chat: GROUP, ago: HOURS / 2 });
    await written(fake, "I was away", GROUP);
    expect(asked).toHaveLength(1);
    expect(logged.filter(({ message }) => message.includes("the clock of this host is 5 h"))).toHaveLength(1);
  });

  test("is not what a clock that is corrected meanwhile makes old", async () => {
    let off = -HOURS;
    const { fake, asked } = await setUp({ clock: () => Date.now() + off * 1_000 });
    await until(() => fake.callsOf("getUpdates").length > 1);
    off = 0;
    fake.say("/model_status", { user: GUEST, chat: GROUP });
    await written(fake, "Answer to model-status", GROUP);
    expect(asked).toHaveLength(1);
  });

  test("is not done: one line says so, and its button does it now", async () => {
    const { fake, asked } = await setUp(live);
    fake.say("/model_status main", { user: GUEST, chat: GROUP, ago: HOURS });
    const line = await written(fake, "I was away", GROUP);
    expect(line.text).toMatch(/You asked this at .*, I was away: \/model-status main\./);
    expect(asked).toEqual([]);
    fake.press(line, "Run /model-status main now", { user: GUEST });
    await written(fake, "Answer to model-status", GROUP);
    expect(asked).toMatchObject([{ name: "model-status", args: { agent: "main" } }]);
  });

  test("is answered once a chat, however much it is", async () => {
    const fake = await startFake();
    for (let index = 0; index < 25; index++)
      fake.say("/model_status", { user: GUEST, chat: GROUP, ago: HOURS + index });
    fake.say("/model_status", { user: GUEST, ago: HOURS });
    fake.say("/fix_codex", { user: 3_003, chat: GROUP, ago: HOURS });
    const { asked } = await setUp({ ...live, fake });
    const line = await written(fake, "I was away", GROUP);
    await written(fake, "I was away", GUEST);
    expect(line.text).toContain("People asked 26 things since");
    expect(line.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toEqual([
      "Run /model-status now",
      "Run /fix-codex now",
    ]);
    fake.say("/fix_codex", { user: GUEST, chat: GROUP });
    await written(fake, "Answer to fix-codex", GROUP);
    expect(fake.written()).toHaveLength(3);
    expect(asked).toHaveLength(1);
  });

  test("of someone who only pressed Start then is answered when they ask", async () => {
    const { fake } = await setUp(live);
    fake.say("/start", { user: GUEST, ago: HOURS });
    fake.say("/model_status", { user: GUEST });
    await written(fake, "Answer to model-status", GUEST);
    expect(fake.written()).toHaveLength(1);
  });
});

/** A first process that shows a button, and what it leaves to the next. */
async function leaveButton(button: Action = mute) {
  const kept = { memory: createMemory(), callbacks: createMemoryCallbacks() };
  const fake = await startFake();
  const first = await setUp({
    ...live,
    ...kept,
    fake,
    answer: () => Promise.resolve(publicReply("Plan", { card: card("Plan", { actions: [button] }) })),
  });
  fake.say("/model_status", { user: GUEST, chat: GROUP });
  const plan = await written(fake, "Plan", GROUP);
  await until(() => kept.memory.kept.has("telegram fetched"));
  await first.stop();
  return { fake, kept, plan };
}

describe("a press, of which Telegram does not tell when it was", () => {
  test("counts after a restart of seconds", async () => {
    const { fake, kept, plan } = await leaveButton();
    fake.press(plan, "Mute", { user: GUEST });
    const { asked } = await setUp({ ...live, ...kept, fake });
    await until(() => asked.length === 1);
    expect(asked).toMatchObject([{ args: { agent: "main" } }]);
  });

  test("is asked about when it may be hours old", async () => {
    const { fake, kept, plan } = await leaveButton();
    await kept.memory.keep("telegram fetched", String(Date.now() - HOURS * 1_000));
    const query = fake.press(plan, "Mute", { user: GUEST, shownAgo: HOURS });
    const { asked } = await setUp({ ...live, ...kept, fake });
    await written(fake, "You pressed this, I was away: /model-status main.", GROUP);
    expect(fake.toasts).toContainEqual({ query, text: expect.stringContaining("I was away") });
    expect(asked).toEqual([]);
  });

  test("of somebody who does not belong there is told to nobody", async () => {
    const stranger = 3_003;
    const { fake, kept, plan } = await leaveButton();
    await kept.memory.keep("telegram fetched", String(Date.now() - HOURS * 1_000));
    fake.press(plan, "Mute", { user: stranger, shownAgo: HOURS });
    fake.say("/fix_codex", { user: stranger, chat: GROUP, ago: HOURS });
    fake.say("/model_status", { user: GUEST, chat: GROUP, ago: HOURS });
    const isWelcome = (person: string): boolean => person !== String(stranger);
    const { asked } = await setUp({ ...live, ...kept, fake, isWelcome });
    const line = await written(fake, "I was away", GROUP);
    expect(line.text).toMatch(/You asked this at .*, I was away: \/model-status\./);
    expect(fake.toasts).toEqual([]);
    expect(asked).toEqual([]);
  });

  test("is as old where so much waits before it that it is fetched later", async () => {
    const { fake, kept, plan } = await leaveButton();
    await kept.memory.keep("telegram fetched", String(Date.now() - HOURS * 1_000));
    // Telegram hands out a hundred at once.
    for (let index = 0; index < 100; index++) fake.say("good morning", { user: GUEST, chat: GROUP, ago: HOURS });
    fake.press(plan, "Mute", { user: GUEST, shownAgo: HOURS });
    const { asked } = await setUp({ ...live, ...kept, fake });
    await written(fake, "You pressed this, I was away: /model-status main.", GROUP);
    expect(asked).toEqual([]);
  });

  test.each([
    ["minutes", 5 * MINUTE, true],
    ["hours", HOURS * 1_000, false],
  ])(
    "on a plan that is %s old is the plan's to answer while it can tell how it stands now",
    async (_, age, isAsked) => {
      const { fake, kept, plan } = await leaveButton(confirm);
      await kept.memory.keep("telegram fetched", String(Date.now() - age));
      fake.press(plan, "Confirm", { user: GUEST, shownAgo: age / 1_000 });
      const { asked } = await setUp({ ...live, ...kept, fake });
      if (isAsked) await until(() => asked.length === 1);
      else await written(fake, "I was away", GROUP);
      expect(asked.map(({ args }) => args)).toEqual(isAsked ? [confirm.args] : []);
    },
  );
});
