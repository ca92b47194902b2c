import { describe, expect, test } from "vitest";
import { addressOf, isSameGateway, type GatewayIdentity, type KnownIdentity } from "../../../src/core/identity.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { answered, MAIN, OLD, setUp } from "../parts/collecting.ts";
import { NOW } from "../parts/ledger-words.ts";

const seen = (device: string | null, address: string): GatewayIdentity => ({ device, address });

describe("which gateway it is", () => {
  test.each<[what: string, known: KnownIdentity, now: GatewayIdentity, isSame: boolean]>([
    ["one that moved", seen("d1", "old:1"), seen("d1", "new:2"), true],
    ["another one at the same address", seen("d1", "old:1"), seen("d2", "old:1"), false],
    ["one that began to tell", seen(null, "old:1"), seen("d1", "old:1"), true],
    ["one that tells no more", seen("d1", "old:1"), seen(null, "old:1"), true],
    ["one elsewhere that never told", seen(null, "old:1"), seen(null, "new:2"), false],
    ["one of which nothing was kept", { device: null, address: null }, seen("d1", "new:2"), true],
  ])("%s", (_what, known, now, isSame) => {
    expect(isSameGateway(known, now)).toBe(isSame);
  });

  test.each([
    ["ws://localhost:18789", "ws://127.0.0.1:18789/"],
    ["wss://gateway.example", "wss://gateway.example:443"],
    ["wss://gateway.example/a", "wss://GATEWAY.example/a/"],
  ])("%s is %s", (one, other) => {
    expect(addressOf(one)).toBe(addressOf(other));
  });
});

const first = { [MAIN]: answered(NOW - 5 * MINUTE) };
const second = { [MAIN]: [...answered(NOW - 4 * MINUTE), ...answered(NOW - 3 * MINUTE)] };

test("of another gateway under the same name everything is counted anew", async () => {
  await using all = await setUp(OLD, { entries: first, identity: seen("d1", "a:1") });
  await all.read();
  expect([await all.answers(), await all.since()]).toEqual([1, NOW - 5 * MINUTE - SECOND]);
  await all.read({ entries: second, identity: seen("d2", "a:1") }, SECOND);
  expect([await all.answers(), await all.since()]).toEqual([2, NOW - 4 * MINUTE - SECOND]);
  expect(all.session.cursors).toEqual([null, null]);
  expect(await all.held.ledger().replacedAt("main")).toBe(NOW + SECOND);
});

test("a gateway that comes back finds its counts again, also those that it tells no more", async () => {
  await using all = await setUp(OLD, { entries: first, identity: seen("d1", "a:1") });
  await all.read();
  await all.read({ entries: second, identity: seen("d2", "b:2") }, SECOND);
  all.restart();
  await all.read({ entries: {}, identity: seen("d1", "c:3") }, SECOND);
  expect([await all.answers(), await all.since()]).toEqual([1, NOW - 5 * MINUTE - SECOND]);
});

test("a gateway that moved keeps its counts, and is the same", async () => {
  await using all = await setUp(OLD, { entries: first, identity: seen("d1", "a:1") });
  await all.read();
  all.restart();
  await all.read({ entries: {}, identity: seen("d1", "b:2") }, SECOND);
  expect([await all.answers(), await all.since()]).toEqual([1, NOW - 5 * MINUTE - SECOND]);
  expect(await all.held.ledger().replacedAt("main")).toBeNull();
});
