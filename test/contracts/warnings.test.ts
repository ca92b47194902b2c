import { expect, test, vi } from "vitest";
import { ADMIN, GROUP, GUEST, OTHER_ADMIN, startService, TELEGRAM_ADMIN, TELEGRAM_GUEST } from "../e2e/service.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { eventually } from "./operator-shell.ts";
import {
  buttonsOf,
  discordCard,
  inDiscord,
  inTelegram,
  openRooms,
  startWarned,
  telegramCard,
  textOf,
  TROUBLE,
} from "./warnings-setup.ts";

// An edit waits for five seconds, and a gateway for its turn.
vi.setConfig({ testTimeout: 60_000 });

test("evidence becomes one message in each room, which counts on in place", async () => {
  const { gateway, discord, telegram } = await startWarned();
  const [first, other] = [await discordCard(discord), await telegramCard(telegram)];
  expect(first.text).toContain("3 answers by a fallback, 3 × 401");
  expect(textOf(other)).toContain("3 answers by a fallback, 3 × 401");
  const buttons = ["Fix", "Acknowledge", "Mute", "Details"];
  expect(first.text).toContain("main: gpt-5.3-codex answers instead of gpt-5.4");
  expect(first.buttons.map(({ label }) => label)).toEqual(buttons);
  expect(buttonsOf(other)).toEqual(buttons);

  await gateway.playTurn();
  const counted = "4 answers by a fallback, 4 × 401";
  expect((await discordCard(discord, counted)).id).toBe(first.id);
  expect((await telegramCard(telegram, counted)).message_id).toBe(other.message_id);
  expect(inDiscord(discord)).toHaveLength(1);
  expect(inTelegram(telegram)).toHaveLength(1);
});

test("a message into a topic stays in its topic", async () => {
  const { telegram, env } = await openRooms({ chat: `${GROUP}:7` });
  startService({ env });
  expect((await telegramCard(telegram)).message_thread_id).toBe(7);
});

test("acknowledged in Discord, the card says so in Telegram", async () => {
  const { discord, telegram } = await startWarned();
  discord.press(await discordCard(discord), "Acknowledge", ADMIN);
  const words = "Acknowledged by Ada";
  expect(buttonsOf(await telegramCard(telegram, words))).not.toContain("Acknowledge");
  await discordCard(discord, "Acknowledged by **Ada**");
  expect(inTelegram(telegram)).toHaveLength(1);
});

test("muted in Telegram, the card says so in Discord, and nothing makes a sound", async () => {
  const { gateway, discord, telegram } = await startWarned();
  telegram.press(await telegramCard(telegram), "Mute", { user: TELEGRAM_ADMIN });
  const choices = await telegramCard(telegram, "Mute for how long?", TELEGRAM_ADMIN);
  telegram.press(choices, "Until it is over", { user: TELEGRAM_ADMIN });
  await discordCard(discord, "until it is over");
  await telegramCard(telegram, "until it is over");
  await gateway.playTurn();
  await discordCard(discord, "4 answers by a fallback");
  await telegramCard(telegram, "4 answers by a fallback");
  expect(inDiscord(discord)).toHaveLength(1);
  expect(inTelegram(telegram)).toHaveLength(1);
});

test("whoever is no admin changes nothing", async () => {
  const { discord, telegram } = await startWarned();
  const pressed = discord.press(await discordCard(discord), "Mute", GUEST);
  expect((await pressed.reply()).ephemeral).toBe(true);
  telegram.press(await telegramCard(telegram), "Acknowledge", { user: TELEGRAM_GUEST });
  await eventually(() => expect(telegram.toasts.length).toBeGreaterThan(0));
  // An edit that was caused by one of them would stand before this one.
  discord.press(await discordCard(discord), "Acknowledge", OTHER_ADMIN);
  const card = await telegramCard(telegram, "Acknowledged by Otto");
  expect(textOf(card)).not.toContain("Muted");
});

test("Fix shows its plan to whoever pressed it, and to nobody else", async () => {
  const { discord, telegram } = await startWarned();
  const plan = await discord.press(await discordCard(discord), "Fix", ADMIN).reply();
  expect(plan.ephemeral).toBe(true);
  expect(plan.buttons.length).toBeGreaterThan(0);
  telegram.press(await telegramCard(telegram), "Fix", { user: TELEGRAM_ADMIN });
  const sent = await eventually(() => {
    const [found] = inTelegram(telegram, TELEGRAM_ADMIN);
    if (!found) throw new Error("no plan was sent");
    return found;
  });
  expect(buttonsOf(sent).length).toBeGreaterThan(0);
  expect(inTelegram(telegram)).toHaveLength(1);
});

test("Details are for whoever asks, and hold neither sessions nor the provider's words", async () => {
  const { discord } = await startWarned();
  const details = await discord.press(await discordCard(discord), "Details", ADMIN).reply();
  expect(details.ephemeral).toBe(true);
  expect(details.text).toContain("codex-wrong-transport");
  expect(details.text).not.toMatch(/agent:main|Missing scopes/);
});

test("repaired and proved, it is over in both rooms, with how long it lasted", async () => {
  const { gateway, discord, telegram } = await startWarned();
  const plan = await discord.press(await discordCard(discord), "Fix", ADMIN).reply();
  const [confirm] = plan.buttons;
  discord.press(plan, confirm?.label ?? "", ADMIN);
  await eventually(() => expect(discord.messages.map(({ text }) => text).join("\n")).toContain("Fixed"));
  // The repair's own proof is no answer to anybody; two real ones are.
  await gateway.playTurn();
  await gateway.playTurn();
  const over = /^\S* ?\**Resolved after \d.*: gpt-5.4 answers on main again/;
  await eventually(() => expect(inDiscord(discord)[0]?.text).toMatch(over));
  const ends = await eventually(() => {
    const all = [...inDiscord(discord).map(({ text }) => text), ...inTelegram(telegram).map(textOf)];
    const told = all.filter((text) => text.includes("gpt-5.4 answers on main again"));
    expect(told).toHaveLength(4);
    return told;
  });
  expect(ends.every((text) => text.includes("3 answers by a fallback"))).toBe(true);
});

test("a test alert arrives everywhere, and says of each room that it did", async () => {
  const { discord, telegram } = await startWarned();
  const receipts = await discord.slash("warnings", { action: "test" }, ADMIN).reply();
  expect(receipts.ephemeral).toBe(true);
  expect(receipts.text.match(/: arrived/g)).toHaveLength(2);
  await discordCard(discord, "Test alert");
  await telegramCard(telegram, "Test alert");
});

test("a room somebody chooses is told what is open, and nothing more after it was stopped", async () => {
  const { discord, telegram, gateway } = await startWarned();
  const chosen = -1_009_876_543_210;
  telegram.say("/warnings here", { user: TELEGRAM_ADMIN, chat: chosen });
  const card = await telegramCard(telegram, TROUBLE, chosen);
  telegram.say("/warnings stop", { user: TELEGRAM_ADMIN, chat: chosen });
  const status = async () => (await discord.slash("warnings", {}, ADMIN).reply()).text;
  await eventually(async () => expect(await status()).toContain(`Stopped: \`telegram:${chosen}\``));
  await gateway.playTurn();
  await telegramCard(telegram, "4 answers by a fallback");
  expect(textOf(await telegramCard(telegram, TROUBLE, chosen))).toBe(textOf(card));
});

test("another gateway under the name closes what was open: whether it was fixed is unknown, and counts start anew", async () => {
  const { discord, telegram, env, service } = await startWarned();
  await service.stop();
  await using other = await startFakeGateway("2026.9.6", "healthy");
  startService({
    env: { ...env, OPENCLAW_GATEWAY_URL: other.url, OPENCLAW_GATEWAY_TOKEN: other.token },
    dataDir: service.dataDir,
  });
  const words = "Closed: another gateway stands behind main now";
  const card = await discordCard(discord, words);
  expect(card.text).toContain("whether that was fixed is unknown. Counts start anew");
  expect(card.buttons).toEqual([]);
  await telegramCard(telegram, words);
  await eventually(() =>
    expect(
      inDiscord(discord).filter(({ repliesTo, text }) => repliesTo === card.id && text.includes(words)),
    ).toHaveLength(1),
  );
});
