import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import {
  discordCard,
  inDiscord,
  inTelegram,
  openRooms,
  telegramCard,
  textOf,
  type Warned,
} from "../contracts/warnings-setup.ts";
import { TELEGRAM_ADMIN, written } from "../e2e/service.ts";
import { endHolders, tell } from "../unit/parts/database.ts";
import { startCompanion, type RunningCompanion } from "./companion.ts";
import { startCuttable } from "./cuttable.ts";
import { startServer } from "./server.ts";
import { makeUrl } from "./url.ts";

/** Both rooms were warned by the first one, before the others took their part: a chat each. */
async function startWarned(
  urls: readonly [string, ...string[]],
): Promise<Warned & { readonly all: readonly [RunningCompanion, RunningCompanion, ...RunningCompanion[]] }> {
  const rooms = await openRooms();
  const first = startCompanion(rooms.env, urls[0]);
  await first.serves();
  await discordCard(rooms.discord);
  await telegramCard(rooms.telegram);
  const [second, ...others] = urls.slice(1).map((url) => startCompanion(rooms.env, url));
  if (second === undefined) throw new Error("there is one companion alone");
  const all = [first, second, ...others] as const;
  await eventually(async () => {
    const chats = await Promise.all(all.map((one) => one.chats()));
    expect(chats.flat().toSorted()).toEqual(["discord", "telegram"]);
    // Two chats and the warnings are three seats.
    for (const one of chats) expect(one.length).toBeLessThan(2);
  }, 60_000);
  for (const one of all) await one.serves();
  return { ...rooms, all };
}

/** What happens now is told in the cards that stand, and asked once is answered once. */
async function goesOn({ gateway, discord, telegram }: Warned, answers = 4): Promise<void> {
  await gateway.playTurn();
  await discordCard(discord, `${answers} answers by a fallback`);
  await telegramCard(telegram, `${answers} answers by a fallback`);
  if (answers > 4) return cardsOnce({ discord, telegram });
  telegram.say("/help");
  await written(telegram, "OpenClaw Companion", TELEGRAM_ADMIN);
  everythingOnce({ discord, telegram });
}

function cardsOnce({ discord, telegram }: Pick<Warned, "discord" | "telegram">): void {
  expect(inDiscord(discord)).toHaveLength(1);
  expect(inTelegram(telegram)).toHaveLength(1);
}

function everythingOnce({ discord, telegram }: Pick<Warned, "discord" | "telegram">): void {
  cardsOnce({ discord, telegram });
  expect(
    telegram
      .written(TELEGRAM_ADMIN)
      .map(textOf)
      .filter((said) => said.includes("/model-status")),
  ).toHaveLength(1);
}

async function servedBy(all: readonly RunningCompanion[]): Promise<readonly string[]> {
  return (await Promise.all(all.map((one) => one.chats()))).flat().toSorted();
}

test("of two each serves a chat; stopped, one leaves its own to the other", async () => {
  const url = await makeUrl();
  const { all, ...rooms } = await startWarned([url, url]);
  const [first, second] = all;
  rooms.telegram.say("/companions");
  const card = textOf(await written(rooms.telegram, "Answers in", TELEGRAM_ADMIN));
  expect(card).toMatch(/Answers in telegram\. Watches over the gateways and warns\./);
  expect(card).toMatch(/Answers in discord\. Reads no gateway\./);
  await goesOn(rooms);
  first.kill("SIGTERM");
  expect(await first.end).toBe(0);
  await second.serves("discord", "telegram");
  await goesOn(rooms, 5);
}, 120_000);

test("of three two serve a chat each, and the others take over when one of them was killed", async () => {
  const url = await makeUrl();
  const { all, ...rooms } = await startWarned([url, url, url]);
  all[0].kill("SIGKILL");
  const others = all.slice(1);
  await eventually(async () => expect(await servedBy(others)).toEqual(["discord", "telegram"]), 60_000);
  // Two have what there is besides gateways: none of them has all of it.
  for (const one of others) expect((await one.chats()).length).toBeLessThan(2);
  await goesOn(rooms);
}, 120_000);

test("whichever of three is killed, what happens meanwhile is told once in both chats", async () => {
  const url = await makeUrl();
  const { all, ...rooms } = await startWarned([url, url, url]);
  let answers = 3;
  for (const one of all) {
    one.kill("SIGKILL");
    await goesOn(rooms, (answers += 1));
    startCompanion(rooms.env, url);
  }
  expect(answers).toBe(6);
}, 240_000);

test("one that stands still is ended by the next, and says and writes nothing when it goes on", async () => {
  const url = await makeUrl();
  const { all, ...rooms } = await startWarned([url, url]);
  const [first, second] = all;
  first.kill("SIGSTOP");
  onTestFinished(() => first.kill("SIGCONT"));
  // One of the two gets it: the one that stands still has it in its hands when it goes on.
  rooms.telegram.say("/help");
  await rooms.gateway.playTurn();
  await second.serves("discord", "telegram");
  expect(second.complained()).toContain("was not heard of and was ended");
  await discordCard(rooms.discord, "4 answers by a fallback");
  await written(rooms.telegram, "OpenClaw Companion", TELEGRAM_ADMIN);
  first.kill("SIGCONT");
  await eventually(() => expect(first.complained()).toContain("nothing is answered or sent until it is back"), 60_000);
  await first.serves();
  everythingOnce(rooms);
  await eventually(async () => expect(await servedBy(all)).toEqual(["discord", "telegram"]), 60_000);
  await goesOn(rooms, 5);
}, 180_000);

test("one that is cut off from the database stops serving, and takes its part when it is mended", async () => {
  const url = await makeUrl();
  const way = await startCuttable(url);
  const { all, ...rooms } = await startWarned([way.url, url]);
  const [first, second] = all;
  way.cut();
  await first.waits("database");
  await second.serves("discord", "telegram");
  await goesOn(rooms);
  way.mend();
  await first.serves();
  await eventually(async () => expect(await servedBy(all)).toEqual(["discord", "telegram"]), 60_000);
  await goesOn(rooms, 5);
}, 180_000);

test("a chat that one of them cannot reach goes to another that can", async () => {
  const url = await makeUrl();
  const rooms = await openRooms();
  const first = startCompanion(rooms.env, url);
  await first.serves("discord", "telegram");
  await discordCard(rooms.discord);
  await telegramCard(rooms.telegram);
  const second = startCompanion({ ...rooms.env, TELEGRAM_API_URL: "http://127.0.0.1:1" }, url);
  await second.serves("discord");
  first.kill("SIGTERM");
  expect(await first.end).toBe(0);
  // Telegram falls to it, and it cannot serve that.
  await second.says('"chat telegram"');
  const third = startCompanion(rooms.env, url);
  await third.serves();
  await eventually(async () => expect(await third.chats()).toContain("telegram"), 60_000);
  await eventually(async () => expect(await servedBy([second, third])).toEqual(["discord", "telegram"]), 60_000);
  await goesOn(rooms);
}, 240_000);

test("with a database that was started again all have their part again, and nobody has ended", async () => {
  await using server = await startServer();
  const { all, ...rooms } = await startWarned([server.url, server.url]);
  await server.crash();
  await eventually(async () => expect(await servedBy(all)).toEqual(["discord", "telegram"]), 60_000);
  await goesOn(rooms);
}, 120_000);

test("one that lost its database refuses what a newer release made of it meanwhile", async () => {
  const url = await makeUrl();
  const { all } = await startWarned([url, url]);
  await tell(url, "insert into kysely_migration values ('9999-later', 'now')");
  await endHolders(url);
  expect(await Promise.all(all.map((one) => one.end))).toEqual([78, 78]);
  expect(all[1].complained()).toMatch(/^the database test_\w+ on \S+ was written by a newer release .*9999-later/m);
}, 120_000);

test("a database that is renamed under a companion is waited for, and said once", { timeout: 120_000 }, async () => {
  await using server = await startServer();
  const name = "moved";
  await tell(server.url, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const rooms = await openRooms();
  const companion = startCompanion(rooms.env, url.href);
  await companion.serves();
  const rename = async (from: string, to: string): Promise<void> => {
    await tell(server.url, `alter database ${from} allow_connections false`);
    await tell(server.url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}'`);
    await eventually(() => tell(server.url, `alter database ${from} rename to ${to}`));
    await tell(server.url, `alter database ${to} allow_connections true`);
  };
  await rename(name, "elsewhere");
  await eventually(async () => {
    const { status, body } = await companion.ready();
    expect({ status, reasons: body["reasons"] }).toEqual({
      status: 503,
      reasons: [
        expect.stringMatching(/"moved" does not exist\): make that database \(createdb\), or correct its name/),
      ],
    });
  }, 60_000);
  await companion.says("is tried again");
  await rename("elsewhere", name);
  await companion.serves();
  const said = `${companion.printed()}${companion.complained()}`.split("is tried again");
  // Once for each trouble: it may not have been let in before it was gone.
  expect(said.length).toBeLessThanOrEqual(3);
});
