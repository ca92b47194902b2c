import type { Topic } from "../../../src/core/incident.ts";
import { describe, expect, it, test } from "vitest";
import type { KeptQuiet, Quiet } from "../../../src/core/quiet.ts";
import { HOUR } from "../../../src/core/time.ts";
import { silenceFor } from "../../../src/notify/quiet.ts";
import { openStore } from "../../../src/store/open.ts";
import { incident } from "../parts/incidents.ts";
import { makePlace } from "../parts/place.ts";

/** On this host's clock, as quiet hours are. */
const at = (hour: number, minute = 0): number => new Date(2026, 2, 7, hour, minute).getTime();
const NOW = at(23, 30);
const topic = (rest: Partial<Topic> = {}): Topic => ({ ...incident(), severity: "warning", members: [], ...rest });
const kept = (...quiets: Quiet[]): readonly KeptQuiet[] => quiets.map((quiet, id) => ({ id, quiet }));
const maintenance = (rest: Partial<Extract<Quiet, { kind: "maintenance" }>> = {}): Quiet => ({
  kind: "maintenance",
  gateway: null,
  from: NOW - HOUR,
  until: NOW + HOUR,
  by: "Ada",
  ...rest,
});
const hours = (from: number, until: number, gateway: string | null = null): Quiet => ({
  kind: "hours",
  gateway,
  from: from * 60,
  until: until * 60,
  by: "Ada",
});
const critical = topic({ severity: "critical" });
const two = (severity: Topic["severity"]): Topic =>
  topic({ severity, members: [incident({ gateway: "main" }), incident({ gateway: "gw-2" })] });

describe("a time that was set ahead is quiet", () => {
  it.each<readonly [string, Topic, readonly KeptQuiet[], number, string | null]>([
    ["not where nothing is set", topic(), [], NOW, null],
    ["in maintenance, whatever it is", critical, kept(maintenance()), NOW, "maintenance"],
    ["not before it begins", topic(), kept(maintenance({ from: NOW + 1 })), NOW, null],
    ["not in the moment it ends", topic(), kept(maintenance({ until: NOW })), NOW, null],
    ["for its gateway", topic(), kept(maintenance({ gateway: "main" })), NOW, "maintenance"],
    ["for no other gateway", topic(), kept(maintenance({ gateway: "gw-2" })), NOW, null],
    ["in quiet hours", topic(), kept(hours(22, 6)), NOW, "quiet-hours"],
    ["in quiet hours after midnight", topic(), kept(hours(22, 6)), at(5, 59), "quiet-hours"],
    ["not after quiet hours", topic(), kept(hours(22, 6)), at(6), null],
    ["in quiet hours of a day", topic(), kept(hours(9, 17)), at(9), "quiet-hours"],
    ["not after them", topic(), kept(hours(9, 17)), at(17), null],
    ["not in quiet hours when it is critical", critical, kept(hours(22, 6)), NOW, null],
    ["for several gateways only where all are quiet", two("warning"), kept(hours(22, 6, "main")), NOW, null],
    [
      "for several that are quiet in their own way",
      two("warning"),
      kept(hours(22, 6, "main"), maintenance({ gateway: "gw-2" })),
      NOW,
      "quiet-hours",
    ],
    [
      "for several of which one is in maintenance, not when it is critical",
      two("critical"),
      kept(maintenance({ gateway: "gw-2" })),
      NOW,
      null,
    ],
    ["never for what concerns the companion itself", topic({ gateway: "companion" }), kept(maintenance()), NOW, null],
  ])("%s", (_, about, quiets, now, expected) => {
    expect(silenceFor(about, quiets, "companion", now)).toBe(expected);
  });
});

test("what was set ahead is kept under a number, and can be taken back once", async () => {
  await using place = await makePlace();
  const store = await openStore(place, () => NOW);
  const [first, second] = [await store.quiets.add(hours(22, 6, "main")), await store.quiets.add(maintenance())];
  expect(await store.quiets.all()).toEqual([
    { id: first, quiet: hours(22, 6, "main") },
    { id: second, quiet: maintenance() },
  ]);
  expect([await store.quiets.remove(first), await store.quiets.remove(first)]).toEqual([true, false]);
  expect((await store.quiets.all()).map(({ id }) => id)).toEqual([second]);
  await store.close();
});

test("a second room is kept with its time, and follows its chat", async () => {
  await using place = await makePlace();
  const store = await openStore(place, () => NOW);
  const [from, to] = [
    { platform: "telegram", target: "-1" },
    { platform: "telegram", target: "-100" },
  ];
  await store.outbox.setRoom({ to: from, state: "second", by: "Ada", at: NOW, after: HOUR });
  await store.outbox.moveRoom(from, to, NOW);
  const kept = (await store.outbox.rooms()).find((one) => one.to.target === "-100");
  expect(kept).toMatchObject({ state: "second", after: HOUR });
  await store.close();
});
