import { join } from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { gatewaySeat, namesOf, seatsOf, type SeenCompanion } from "../../src/core/companions.ts";
import { nameSeats, seeCompanions, type SeenRow } from "../../src/store/postgres/look.ts";
import { TYPES } from "../../src/store/postgres/values.ts";
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
import { envOf, TELEGRAM_ADMIN, written } from "../e2e/service.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startCompanion, type RunningCompanion } from "./companion.ts";
import { startCuttable } from "./cuttable.ts";
import { startServer } from "./server.ts";
import { makeUrl } from "./url.ts";

const NAMES = ["main", "b", "c", "d"];

interface Fleet extends Warned {
  readonly gateways: readonly EmbeddedGateway[];
  /** What each of the companions at work reads. */
  read(): Promise<readonly (readonly string[])[]>;
  /** Waits until the gateways are spread like this over the companions. Resolves to them, the one that warns first. */
  spread(...counts: readonly number[]): Promise<readonly SeenCompanion[]>;
}

/** The companions as their database knows them. */
async function see(url: string): Promise<readonly SeenCompanion[]> {
  const client = new Client({ connectionString: url, types: TYPES });
  await client.connect();
  try {
    const ask = async (text: string, values: readonly unknown[]) =>
      (await client.query<SeenRow>(text, [...values])).rows;
    return await seeCompanions(ask, {
      schema: "public",
      names: nameSeats("public", seatsOf(NAMES, ["discord", "telegram"])),
      self: null,
    });
  } finally {
    await client.end();
  }
}

/** Four gateways, the first of which falls back without a word, and an eye on who reads which. */
async function openFleet(url: string): Promise<Fleet> {
  const rooms = await openRooms();
  const others = await Promise.all(NAMES.slice(1).map(() => startFakeGateway("2026.3.2", "healthy")));
  for (const one of others) onTestFinished(() => one.close());
  const gateways = [rooms.gateway, ...others];
  const { OPENCLAW_GATEWAY_URL: _url, OPENCLAW_GATEWAY_TOKEN: _token, ...env } = rooms.env;
  const named = Object.fromEntries(NAMES.flatMap((name, at) => (gateways[at] ? [[name, gateways[at]]] : [])));
  const look = async () => (await see(url)).filter(({ isAtWork }) => isAtWork);
  return {
    ...rooms,
    env: { ...env, ...envOf(named) },
    gateways,
    read: async () => (await look()).map((one) => namesOf(one, gatewaySeat)),
    spread: (...counts) =>
      eventually(async () => {
        const seen = await look();
        const read = seen.map((one) => namesOf(one, gatewaySeat));
        expect(read.map(({ length }) => length).toSorted((a, b) => b - a)).toEqual(counts);
        expect(read.flat().toSorted()).toEqual(NAMES.toSorted());
        // Nobody is linked twice, nobody is left out.
        expect(gateways.map((one) => one.clients())).toEqual(NAMES.map(() => 1));
        return seen;
      }, 60_000),
  };
}

/** All have their share. */
async function startFleet(
  url: string,
  urls: readonly [string, string, ...string[]],
): Promise<Fleet & { readonly all: readonly [RunningCompanion, RunningCompanion, ...RunningCompanion[]] }> {
  const fleet = await openFleet(url);
  const first = startCompanion(fleet.env, urls[0]);
  await first.serves();
  await discordCard(fleet.discord);
  await telegramCard(fleet.telegram);
  await fleet.spread(4);
  const second = startCompanion(fleet.env, urls[1]);
  await second.serves();
  const seen = await fleet.spread(2, 2);
  // The one that falls back is not read by the one that warns.
  expect(namesOf(seen[1] ?? { seats: [] }, gatewaySeat)).toContain("main");
  const others = urls.slice(2).map((one) => startCompanion(fleet.env, one));
  for (const one of others) await one.serves();
  return { ...fleet, all: [first, second, ...others] };
}

/** The next answer by a fallback is told in the cards that stand, and nowhere else. */
async function goesOn({ gateway, discord, telegram }: Warned, answers: number): Promise<void> {
  await gateway.playTurn();
  await discordCard(discord, `${answers} answers by a fallback`);
  await telegramCard(telegram, `${answers} answers by a fallback`);
  expect(inDiscord(discord)).toHaveLength(1);
  expect(inTelegram(telegram)).toHaveLength(1);
}

test("gateways are spread over two; what the other one reads is told once, also after it was killed", async () => {
  const url = await makeUrl();
  const { all, ...fleet } = await startFleet(url, [url, url]);
  await goesOn(fleet, 4);
  fleet.telegram.say("/companions");
  const card = textOf(await written(fleet.telegram, "are spread over them", TELEGRAM_ADMIN));
  expect(card).toMatch(/ warns\. Reads 2 gateways: c, d\..*\n.* Answers in discord\. Reads 2 gateways: b, main\./);
  all[1].kill("SIGKILL");
  await fleet.spread(4);
  await goesOn(fleet, 5);
}, 180_000);

test("the other one goes on when the one that warns is killed, and warns; stopped, it hands over", async () => {
  const url = await makeUrl();
  const { all, ...fleet } = await startFleet(url, [url, url]);
  all[0].kill("SIGKILL");
  await all[1].serves();
  await fleet.spread(4);
  await goesOn(fleet, 4);
  const third = startCompanion(fleet.env, url);
  await fleet.spread(2, 2);
  all[1].kill("SIGTERM");
  expect(await all[1].end).toBe(0);
  await third.serves();
  await fleet.spread(4);
  await goesOn(fleet, 5);
}, 180_000);

test("of three that read one is cut off from the database: the others read what it read, until it is back", async () => {
  const url = await makeUrl();
  const way = await startCuttable(url);
  const { all, ...fleet } = await startFleet(url, [url, way.url, url]);
  await fleet.spread(2, 1, 1);
  way.cut();
  await all[1].waits("database");
  await fleet.spread(2, 2);
  await goesOn(fleet, 4);
  way.mend();
  await all[1].serves();
  expect(await fleet.spread(2, 1, 1)).toHaveLength(3);
  await goesOn(fleet, 5);
}, 180_000);

test("one that stands still for a minute is read for, and finds its share again", async () => {
  const url = await makeUrl();
  const { all, ...fleet } = await startFleet(url, [url, url]);
  all[1].kill("SIGSTOP");
  onTestFinished(() => all[1].kill("SIGCONT"));
  await eventually(async () => {
    const read = (await fleet.read()).map(({ length }) => length);
    expect(read).toEqual([4]);
  }, 60_000);
  await goesOn(fleet, 4);
  await new Promise((done) => setTimeout(done, 45_000));
  await goesOn(fleet, 5);
  all[1].kill("SIGCONT");
  await all[1].serves();
  await fleet.spread(2, 2);
  await goesOn(fleet, 6);
}, 240_000);

test("a gateway that does not let one of them in stays with the one that it lets in", async () => {
  const url = await makeUrl();
  const fleet = await openFleet(url);
  const first = startCompanion(fleet.env, url);
  await first.serves();
  await fleet.spread(4);
  const rows: unknown = JSON.parse(fleet.env["OPENCLAW_GATEWAYS"] ?? "");
  if (!Array.isArray(rows)) throw new Error("there are no gateways");
  const wrong = rows.map((row: object, at) => (at < 2 ? { ...row, token: "fake-wrong-token" } : row));
  const second = startCompanion({ ...fleet.env, OPENCLAW_GATEWAYS: JSON.stringify(wrong) }, url);
  await second.serves();
  await eventually(
    async () =>
      expect(await fleet.read()).toEqual([
        ["b", "main"],
        ["c", "d"],
      ]),
    120_000,
  );
  await discordCard(fleet.discord);
  await telegramCard(fleet.telegram);
  await goesOn(fleet, 4);
}, 240_000);

test("when the database was started again all of them read their share again", async () => {
  await using server = await startServer();
  const { all, ...fleet } = await startFleet(server.url, [server.url, server.url]);
  await server.crash();
  await fleet.spread(2, 2);
  await goesOn(fleet, 4);
  expect(all.map((one) => one.complained()).join("")).not.toContain("fake-password");
}, 180_000);

test("a newer release waits until the older ones are gone, and changes the tables then", async () => {
  const url = await makeUrl();
  const { all, ...fleet } = await startFleet(url, [url, url]);
  const newer = startCompanion(fleet.env, url, join(import.meta.dirname, "../e2e/parts/newer-release.ts"));
  await newer.waits("standby");
  all[1].kill("SIGTERM");
  expect(await all[1].end).toBe(0);
  await fleet.spread(4);
  await goesOn(fleet, 4);
  all[0].kill("SIGTERM");
  expect(await all[0].end).toBe(0);
  await newer.serves();
  await fleet.spread(4);
  await goesOn(fleet, 5);
  const older = startCompanion(fleet.env, url);
  expect(await older.end).toBe(78);
  expect(older.complained()).toContain("9999-later");
  await goesOn(fleet, 6);
}, 180_000);
