import { describe, expect, it, test } from "vitest";
import { quiet } from "../../../commands/quiet.ts";
import { readQuiet } from "../../../commands/quiet-args.ts";
import type { KeptQuiet, QuietStore } from "../../../src/core/quiet.ts";
import { DAY, HOUR, MINUTE } from "../../../src/core/time.ts";
import { speak } from "../../../src/words/speak.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";

const local = (day: number, hour: number, minute = 0): number => new Date(2026, 2, day, hour, minute).getTime();
const NOW = local(7, 12);
const between = (from: number, length: number) => ({ kind: "maintenance", from, until: from + length });

describe("when it is to be quiet", () => {
  it.each<readonly [string, object]>([
    ["", { kind: "list" }],
    ["list", { kind: "list" }],
    ["22:00-06:00", { kind: "hours", from: 22 * 60, until: 6 * 60 }],
    ["9:30 – 10:00", { kind: "hours", from: 9 * 60 + 30, until: 600 }],
    ["22:00 to 06:00", { kind: "hours", from: 22 * 60, until: 6 * 60 }],
    ["2h", between(NOW, 2 * HOUR)],
    ["for 90 min", between(NOW, 90 * MINUTE)],
    ["2D", between(NOW, 2 * DAY)],
    ["22:00 for 2h", between(local(7, 22), 2 * HOUR)],
    ["11:00 2h", between(local(8, 11), 2 * HOUR)],
    ["tomorrow 22:00 for 2 hours", between(local(8, 22), 2 * HOUR)],
    ["today 11:00 for 2h", between(local(7, 11), 2 * HOUR)],
    ["2026-03-09 08:15 30m", between(local(9, 8, 15), 30 * MINUTE)],
    ["2026-03-09T08:15 for 30m", between(local(9, 8, 15), 30 * MINUTE)],
    ["off 3", { kind: "remove", id: 3 }],
    ["remove #12", { kind: "remove", id: 12 }],
    ["1h30m", between(NOW, 90 * MINUTE)],
    ["until 18:00", between(NOW, 6 * HOUR)],
    ["till 08.00", between(NOW, 20 * HOUR)],
    ["tomorrow 22.00 for 1.5h", between(local(8, 22), 90 * MINUTE)],
    ["12am-12pm", { kind: "hours", from: 0, until: 720 }],
  ])("%j is understood", (typed, wish) => {
    expect(readQuiet(typed, NOW)).toEqual(wish);
  });

  it.each<readonly [object, readonly string[]]>([
    [
      { kind: "hours", from: 22 * 60, until: 6 * 60 },
      [
        "22:00-06:00",
        "22:00 - 06:00",
        "22:00–06:00",
        "22:00—6:00",
        "22:00 to 06:00",
        "22:00 TO 6:00",
        "22:00 until 06:00",
        "22:00 till 6:00",
        "from 22:00 to 06:00",
        "From 22:00 until 6:00",
        "22-6",
        "22 to 6",
        "from 22 until 06",
        "22.00-06.00",
        "2200-0600",
        "22h-6h",
        "10pm-6am",
        "10 PM to 6 AM",
      ],
    ],
    [
      between(local(8, 22), 2 * HOUR),
      [
        "tomorrow 22:00 for 2h",
        "tomorrow 22:00 2h",
        "Tomorrow 22:00 for 2 hours",
        "TOMORROW 22:00 FOR 2H",
        "tomorrow at 22:00 for 2h",
        "2h tomorrow 22:00",
        "2h tomorrow at 22:00",
        "for 2h tomorrow 22:00",
        "22:00 tomorrow for 2h",
        "22:00 tomorrow 2 hours",
        "tomorrow 22:00, 2h",
        "tomorrow 22:00 for 120 minutes",
        "tomorrow 22:00 2 hrs",
      ],
    ],
    [
      { kind: "remove", id: 3 },
      [
        "off 3",
        "off #3",
        "Off 3",
        "OFF #3",
        "3 off",
        "#3 off",
        "remove 3",
        "Remove #3",
        "delete 3",
        "delete #3",
        "cancel 3",
        "CANCEL #3",
      ],
    ],
    [
      between(NOW, 2 * HOUR),
      [
        "2h",
        "2 h",
        "2H",
        "2 hours",
        "2hours",
        "2 Hours",
        "2 hrs",
        "for 2h",
        "for 2 hours",
        "120m",
        "120 min",
        "for 120 minutes",
      ],
    ],
  ])("%j, written in many ways", (wish, lines) => {
    expect(lines.length).toBeGreaterThanOrEqual(12);
    for (const line of lines) expect({ line, wish: readQuiet(line, NOW) }).toEqual({ line, wish });
  });

  it.each([
    "tonight",
    "25:00-06:00",
    "22:00-22:00",
    "0h",
    "31d",
    "2026-02-30 10:00 2h",
    "2026-03-01 10:00 2h",
    "22:61 for 2h",
    "13pm-6am",
    "until 24:00",
    "24.12. 22:00 for 2h",
    "off",
  ])("%j is asked about", (typed) => {
    expect(readQuiet(typed, NOW)).toMatchObject({ kind: "unclear" });
  });
});

/** The command over a store of its own. */
function open(gateways: readonly string[]) {
  let all: readonly KeptQuiet[] = [];
  const store: QuietStore = {
    all: () => Promise.resolve(all),
    add(one) {
      all = [...all, { id: all.length + 1, quiet: one }];
      return Promise.resolve(all.length);
    },
    remove(id) {
      const was = all.some((one) => one.id === id);
      all = all.filter((one) => one.id !== id);
      return Promise.resolve(was);
    },
  };
  const caller = { platform: "test", id: "1", name: "Ada", admin: true };
  const context = { caller, now: NOW, place: "here", origin: SOMEWHERE, signal: new AbortController().signal };
  const say = async (args: Readonly<Record<string, string>>) =>
    speak((await quiet(store, gateways).run(context, args)).card, "en");
  return { say, all: () => all };
}

test("a time is set for a gateway, for all, and where there is one for that, and taken back", async () => {
  const { say, all } = open(["main", "gw-2"]);
  expect((await say({})).title).toBe("Nothing is quiet");
  await say({ gateway: "main", when: "22:00-06:00" });
  const card = await say({ gateway: "ALL", when: "2h" });
  expect(card.title).toBe("2 quiet times");
  expect(all().map(({ quiet: { gateway, kind } }) => [gateway, kind])).toEqual([
    ["main", "hours"],
    [null, "maintenance"],
  ]);
  expect(card.actions?.map(({ args }) => args["when"])).toEqual(["off 1", "off 2"]);
  expect((await say({ when: "off 1" })).title).toBe("One quiet time");
  expect((await say({ when: "off 1" })).title).toBe("There is no such quiet time");
  expect((await say({ gateway: "22:00-06:00" })).title).toBe("Which gateway?");
  expect(all()).toHaveLength(1);

  const one = open(["main"]);
  await one.say({ gateway: "22:00", when: "for 2h" });
  expect(one.all()).toMatchObject([{ quiet: { gateway: null, kind: "maintenance" } }]);
});

test("a gateway nobody knows is no time either, and the one that was meant is named", async () => {
  const { say, all } = open(["main", "gw-2"]);
  const card = await say({ gateway: "mian", when: "2h" });
  expect(card.unclear).toBe(true);
  expect(JSON.stringify(card.blocks)).toContain("Did you mean main?");
  expect(all()).toEqual([]);
});
