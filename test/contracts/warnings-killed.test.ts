import { expect, test } from "vitest";
import { startProcess } from "../e2e/process.ts";
import { eventually, makeFolder } from "./operator-shell.ts";
import { discordCard, inDiscord, inTelegram, openRooms, telegramCard, textOf } from "./warnings-setup.ts";

test("killed between a message and its record, the next process does not say it twice", async () => {
  const { gateway, discord, telegram, env } = await openRooms();
  // It is posted, but nobody ever hears of it.
  const lost = discord.fault(/POST .*\/channels\/\d+\/messages/, { kind: "cut-after" }, 50);
  telegram.fault("sendMessage", { kind: "hang", when: "after" });
  const folder = makeFolder();
  const first = startProcess(["run"], env, folder);
  await eventually(() => {
    expect(inDiscord(discord)).toHaveLength(1);
    expect(inTelegram(telegram)).toHaveLength(1);
  });
  first.kill("SIGKILL");
  expect(await first.end).toBe("SIGKILL");
  lost.end();

  await gateway.playTurn();
  startProcess(["run"], env, folder);
  await discordCard(discord, "4 answers by a fallback");
  await telegramCard(telegram, "4 answers by a fallback");
  expect(inDiscord(discord)).toHaveLength(1);
  expect(inTelegram(telegram)).toHaveLength(1);
}, 90_000);

test("stopped while a service is away, what was owed is told by the next process", async () => {
  const { discord, telegram, env } = await openRooms();
  await discord.offline();
  const folder = makeFolder();
  const first = startProcess(["run"], env, folder);
  await telegramCard(telegram);
  first.kill("SIGKILL");
  await first.end;
  await discord.online();
  startProcess(["run"], env, folder);
  await discordCard(discord);
  // Killed before it knew of its message, Telegram's twin is there for a moment before it is taken away.
  expect(textOf(await telegramCard(telegram))).toContain("main: ");
}, 90_000);
