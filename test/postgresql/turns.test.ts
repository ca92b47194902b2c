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
import { tell } from "../unit/parts/database.ts";
import { startCompanion, type RunningCompanion } from "./companion.ts";
import { startCuttable } from "./cuttable.ts";
import { startServer } from "./server.ts";
import { makeUrl } from "./url.ts";

/** Both rooms were warned by the first one, and the others stand by. */
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
  for (const one of [second, ...others]) await one.waits("standby");
  return { ...rooms, all: [first, second, ...others] };
}

/** What happens now is told in the cards that stand, and asked once is answered once. */
async function goesOn({ gateway, discord, telegram }: Warned): Promise<void> {
  await gateway.playTurn();
  await discordCard(discord, "4 answers by a fallback");
  await telegramCard(telegram, "4 answers by a fallback");
  telegram.say("/help");
  await written(telegram, "OpenClaw Companion", TELEGRAM_ADMIN);
  everythingOnce({ discord, telegram });
}

function everythingOnce({ discord, telegram }: Pick<Warned, "discord" | "telegram">): void {
  expect(inDiscord(discord)).toHaveLength(1);
  expect(inTelegram(telegram)).toHaveLength(1);
  expect(
    telegram
      .written(TELEGRAM_ADMIN)
      .map(textOf)
      .filter((said) => said.includes("/model-status")),
  ).toHaveLength(1);
}

async function statusesOf(all: readonly RunningCompanion[]): Promise<readonly number[]> {
  const found = await Promise.all(all.map(async (one) => (await one.ready()).status));
  return found.toSorted((a, b) => a - b);
}

test("of two one serves; stopped, it leaves the seat to the one that stands by", async () => {
  const url = await makeUrl();
  const { all, ...rooms } = await startWarned([url, url]);
  const [first, second] = all;
  expect(await second.ready()).toMatchObject({
    status: 503,
    body: {
      ready: false,
      reason: "standby",
      reasons: [expect.stringMatching(/^standing by: the companion on .* serves$/)],
    },
  });
  expect(second.complained()).toContain('"msg":"standing by"');
  rooms.telegram.say("/companions");
  const card = textOf(await written(rooms.telegram, "One serves", TELEGRAM_ADMIN));
  expect(card).toMatch(/ \(\S+\) serves since .*\n.* \(\S+\) stands by since /);
  first.kill("SIGTERM");
  expect(await first.end).toBe(0);
  await second.serves();
  await goesOn(rooms);
}, 120_000);

test("of three one serves, and one more once it was killed", async () => {
  const url = await makeUrl();
  const { all, ...rooms } = await startWarned([url, url, url]);
  all[0].kill("SIGKILL");
  const others = all.slice(1);
  await eventually(async () => expect(await statusesOf(others)).toEqual([200, 503]));
  await goesOn(rooms);
  expect(await statusesOf(others)).toEqual([200, 503]);
}, 120_000);

test("one that stands still is ended by the next, and says and writes nothing when it goes on", async () => {
  const url = await makeUrl();
  const { all, ...rooms } = await startWarned([url, url]);
  const [first, second] = all;
  first.kill("SIGSTOP");
  onTestFinished(() => first.kill("SIGCONT"));
  // One of the two gets it: the one that stands still has it in its hands when it goes on.
  rooms.telegram.say("/help");
  await rooms.gateway.playTurn();
  await second.serves();
  expect(second.complained()).toContain("was not heard of and was ended");
  await discordCard(rooms.discord, "4 answers by a fallback");
  await written(rooms.telegram, "OpenClaw Companion", TELEGRAM_ADMIN);
  first.kill("SIGCONT");
  await first.waits("standby");
  expect(first.complained()).toContain("nothing is answered or sent until it is back");
  everythingOnce(rooms);
  await second.serves();
}, 120_000);

test("one that is cut off from the database stops serving, and stands by when it is mended", async () => {
  const url = await makeUrl();
  const way = await startCuttable(url);
  const { all, ...rooms } = await startWarned([way.url, url]);
  const [first, second] = all;
  way.cut();
  await first.waits("database");
  await second.serves();
  await goesOn(rooms);
  way.mend();
  await first.waits("standby");
  expect(await second.ready()).toMatchObject({ status: 200 });
  everythingOnce(rooms);
}, 120_000);

test("with a database that was started again one of them serves, and nobody has ended", async () => {
  await using server = await startServer();
  const { all, ...rooms } = await startWarned([server.url, server.url]);
  await server.crash();
  await eventually(async () => expect(await statusesOf(all)).toEqual([200, 503]));
  await goesOn(rooms);
}, 120_000);

test("one that stands by refuses what a newer release made of the database meanwhile", async () => {
  const url = await makeUrl();
  const { all } = await startWarned([url, url]);
  await tell(url, "insert into kysely_migration values ('9999-later', 'now')");
  all[0].kill("SIGTERM");
  expect(await all[1].end).toBe(78);
  expect(all[1].complained()).toMatch(/^the database test_\w+ on \S+ was written by a newer release .*9999-later/m);
}, 120_000);
