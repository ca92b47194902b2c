import { expect, test } from "vitest";
import { writeDigest } from "../../../commands/digest-card.ts";
import { digest } from "../../../commands/digest.ts";
import { createDigests } from "../../../src/app/digests.ts";
import type { Card } from "../../../src/core/card.ts";
import { dueBefore } from "../../../src/core/digest.ts";
import { PostFailed, type ChatPlatform, type PostOptions } from "../../../src/core/platform.ts";
import type { Target } from "../../../src/core/rooms.ts";
import { DAY, HOUR } from "../../../src/core/time.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { incident } from "../parts/incidents.ts";
import type { History } from "../../../src/core/history.ts";
import { CODEX, GPT, historyOf, NOW } from "../parts/history-samples.ts";
import { english, speak } from "../../../src/words/speak.ts";

/** The 7th of March 2026 is a Saturday. */
const local = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime();
const ROOM = { platform: "telegram", target: "-100" };
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

test.each([
  ["daily", local(7, 9), local(7, 9)],
  ["daily", local(7, 9) - 1, local(6, 9)],
  ["weekly", local(7, 12), local(2, 9)],
  ["weekly", local(9, 9), local(9, 9)],
  ["weekly", local(9, 8), local(2, 9)],
] as const)("a %s digest is due at nine", (rhythm, now, due) => {
  expect(dueBefore(rhythm, now)).toBe(due);
});

/** The digests of rooms over a chat that may refuse. */
function open(...others: readonly Target[]) {
  let now = local(7, 12);
  let isAway = false;
  const kept = new Map<string, string>();
  const posted: { readonly title: string; readonly key: string | undefined }[] = [];
  const memory = {
    recall: (name: string) => Promise.resolve(kept.get(name) ?? null),
    keep: (name: string, text: string) => Promise.resolve(void kept.set(name, text)),
  };
  const platform: ChatPlatform = {
    id: "telegram",
    serve: () => Promise.resolve(),
    status: () => ({ state: "ready", as: "telegram" }),
    post(target: string, card: Card, how: PostOptions = {}) {
      if (isAway) return Promise.reject(new PostFailed("later", "away"));
      posted.push({ title: english(card.title), key: how.key });
      return Promise.resolve({ platform: "telegram", target, message: "1" });
    },
  };
  const digests = createDigests({
    memory,
    rooms: () => Promise.resolve([ROOM, ...others]),
    write: (rhythm, at) => Promise.resolve({ tone: "good", title: `${rhythm} ${at}`, blocks: [] }),
    clock: () => now,
    log: SILENT,
  });
  return {
    digests,
    posted,
    tellAt: (at: number, away = false) => {
      [now, isAway] = [at, away];
      return digests.tell(platform, new AbortController().signal);
    },
  };
}

test("a digest comes once each time it is due, from the next time on, and not after it was taken back", async () => {
  const { digests, posted, tellAt } = open();
  await digests.set(ROOM, "daily", local(7, 12));
  await tellAt(local(7, 13));
  expect(posted).toEqual([]);
  await tellAt(local(8, 9));
  await tellAt(local(8, 10));
  expect(posted).toEqual([{ title: `daily ${local(8, 9)}`, key: `digest telegram:-100 ${local(8, 9)}` }]);
  await digests.set(ROOM, null, local(8, 11));
  await tellAt(local(9, 9));
  expect(posted).toHaveLength(1);
});

test("a room of another chat gets its digest there", async () => {
  const elsewhere = { platform: "discord", target: "5" };
  const { digests, posted, tellAt } = open(elsewhere);
  await digests.set(elsewhere, "daily", local(7, 12));
  await tellAt(local(8, 9));
  expect(posted).toEqual([]);
});

test("a room with another id gets there what it got, and where that has a rhythm of its own, it stays", async () => {
  const [moved, taken] = [
    { ...ROOM, target: "-200" },
    { ...ROOM, target: "-300" },
  ];
  const { digests, posted, tellAt } = open(moved);
  await digests.set(ROOM, "daily", local(7, 12));
  await digests.set(taken, "weekly", local(7, 12));
  await digests.follow(ROOM, moved);
  expect([await digests.of(ROOM), await digests.of(moved)]).toEqual([null, "daily"]);
  await tellAt(local(8, 9));
  expect(posted.map(({ key }) => key)).toEqual([`digest telegram:-200 ${local(8, 9)}`]);
  await digests.follow(moved, taken);
  expect([await digests.of(moved), await digests.of(taken)]).toEqual([null, "weekly"]);
  await digests.follow(moved, ROOM);
  expect(await digests.of(ROOM)).toBeNull();
});

test("what does not get through is tried again under the same key, for six hours", async () => {
  const { digests, posted, tellAt } = open();
  await digests.set(ROOM, "daily", local(7, 12));
  await tellAt(local(8, 9), true);
  await tellAt(local(8, 11));
  expect(posted.map(({ key }) => key)).toEqual([`digest telegram:-100 ${local(8, 9)}`]);
  await tellAt(local(9, 9), true);
  await tellAt(local(9, 9) + 6 * HOUR + 1);
  expect(posted).toHaveLength(1);
});

test("the command sets the room it is given in, shows one now, and asks about what it does not know", async () => {
  const { digests } = open();
  const caller = { platform: "telegram", id: "1", name: "Ada", admin: true };
  const signal = new AbortController().signal;
  const context = { caller, now: local(7, 12), place: "-100", origin: SOMEWHERE, signal };
  const say = async (every?: string) => speak((await digest(digests).run(context, { every })).card, "en");
  expect((await say("Weekly")).title).toBe("A digest comes here");
  expect(await digests.of(ROOM)).toBe("weekly");
  for (const now of [undefined, "now", "Now."]) expect((await say(now)).title).toBe(`weekly ${local(7, 12)}`);
  const unclear = await say("dayly");
  expect(JSON.stringify(unclear)).toContain("Did you mean daily?");
  await say("off");
  expect(await digests.of(ROOM)).toBeNull();
});

test("it says what happened, what is open, and what is not known", () => {
  const one = speak(writeDigest("weekly", [historyOf(7 * DAY)], [], null), "en");
  expect(one.title).toMatch(/^The last week on \S+: no answers/);
  expect(one.tone).toBe("good");
  const served = {
    served: [
      [GPT, 97],
      [CODEX, 3, 3],
    ],
    unauthorized: 3,
  } as const;
  const busy = speak(writeDigest("weekly", [historyOf(7 * DAY, { 3: served })], [], null), "en");
  expect(busy.title).toBe("The last week on main: 100 answers, 3 % by a fallback (3), 3 × 401");
  const late = { 3: { served: [[CODEX, 100, 60, 40]] } } as const;
  expect(speak(writeDigest("daily", [historyOf(DAY, late)], [], null), "en").title).toBe(
    "The last day on main: 100 answers, at least 60 % by a fallback (60), 40 of them by another model, nothing tells why",
  );
  const unread = { ...historyOf(DAY), recordSince: null };
  const many = speak(writeDigest("daily", [historyOf(DAY), unread], [incident({ number: 14 })], null), "en");
  expect(many).toMatchObject({ title: "The last day on 2 gateways", tone: "warning" });
  expect(JSON.stringify(many.blocks)).toContain("unknown, it was never read");
  expect(JSON.stringify(many.blocks)).toContain("#14");
});

const named = (count: number, letter: string, more: Partial<History> = {}, fallbacks = 0) =>
  Array.from({ length: count }, (_, index) =>
    historyOf(7 * DAY, { 3: { served: [[GPT, 5, fallbacks]] } }, { gateway: `${letter}${index}`, ...more }),
  );

test("of many gateways the worst stand first, and those where all went well share a line", () => {
  const late = { recordSince: NOW - DAY };
  const all = [...named(40, "a", late), ...named(30, "c", {}, 2), ...named(1, "d", { recordSince: null })];
  const { blocks } = speak(writeDigest("weekly", all, [], null), "en");
  const [items = []] = blocks.flatMap((block) => (block.kind === "list" ? [block.items] : []));
  const lines = items.map((line) => JSON.stringify(line));
  expect(lines).toHaveLength(22);
  expect(lines[0]).toContain("d0");
  expect(lines[1]).toContain("c0");
  expect(lines[20]).toContain("11 more");
  expect(lines[21]).toContain("a0, a1, a2 and 37 more");
  expect(lines[21]).toContain("200 answers");
  // What is not known of all of them is one line, too.
  expect(JSON.stringify(blocks).match(/counts begin later/g)).toHaveLength(1);
});
