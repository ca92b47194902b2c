import { expect, test } from "vitest";
import type { Block } from "../../../src/core/card.ts";
import type { NoticeKind, Topic } from "../../../src/core/incident.ts";
import { HOUR, MINUTE } from "../../../src/core/time.ts";
import { send, type SendParts } from "../../../src/notify/send.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { impact, incident, NOW, told, topic, UNTOLD } from "../parts/incidents.ts";

const PICTURE: Block = { kind: "image", png: new Uint8Array(), alt: "The history" };
const OVER = { phase: "over", goneSince: NOW, overAt: NOW } as const;
const COUNTED = { impact: impact({ fallbacks: 1 }) };

/** Sends one message, and says what the room then shows; null when nothing was sent. */
async function sendTo(kind: NoticeKind, one: Topic, before = told(), rest: Partial<SendParts> = {}) {
  const room = createChatRoom();
  const to = { platform: "room", target: "1" };
  const notice = { id: "n", to, incident: one.id, kind, createdAt: NOW, attempts: 0, dueAt: NOW };
  const parts: SendParts = { isFlapping: () => false, clock: () => NOW + MINUTE, ...rest };
  const sent = await send(notice, one, before, room.platform, parts, new AbortController().signal);
  const cards = room.standing().map(({ card }) => card.blocks.map(({ kind: block }) => block));
  return sent === null ? null : { cards, mentioned: room.mentioned().length, about: room.about().at(-1) };
}
const pictures = async (...given: Parameters<typeof sendTo>): Promise<number> =>
  (await sendTo(...given))?.cards.flat().filter((kind) => kind === "image").length ?? -1;

const failing = () => Promise.reject(new Error("no fonts"));

test("the end of a trouble with answers is told with a picture, from an hour before it began", async () => {
  const asked: unknown[] = [];
  const draw: SendParts["draw"] = (...given) => {
    asked.push(given);
    return Promise.resolve(PICTURE);
  };
  for (const counted of [{ fallbacks: 1 }, { unauthorized: 1 }, { exhausted: 1 }])
    expect(await pictures("recovery", topic({ ...OVER, impact: impact(counted) }), told(), { draw })).toBe(1);
  expect(asked[0]).toEqual(["main", NOW - HOUR, NOW + MINUTE]);
  asked.length = 0;
  expect(await pictures("recovery", topic(OVER), told(), { draw })).toBe(0);
  expect(await pictures("reminder", topic(COUNTED), told(), { draw })).toBe(0);
  const members = [incident(), incident({ id: "two" })];
  expect(await pictures("recovery", topic({ ...OVER, ...COUNTED, members }), told(), { draw })).toBe(0);
  expect(asked).toEqual([]);
});

test.each<[what: string, one: Partial<Topic>, endsAt: number | null]>([
  ["what lasts", {}, null],
  ["what is not seen any more, and may come back", { phase: "recovering", goneSince: NOW }, null],
  ["what is over", { phase: "over", goneSince: NOW, overAt: NOW + MINUTE }, NOW],
  ["what was closed", { phase: "over", goneSince: null, overAt: NOW + MINUTE }, NOW + MINUTE],
])("an end is said of what is over alone: %s", async (_what, one, endsAt) => {
  expect((await sendTo("update", topic(one)))?.about).toMatchObject({ startsAt: NOW, endsAt });
});

test("an end whose picture cannot be drawn is told without one", async () => {
  const ended = topic({ ...OVER, ...COUNTED });
  expect(await pictures("recovery", ended, told(), { draw: failing })).toBe(0);
  expect(await pictures("recovery", ended)).toBe(0);
});

test.each<[what: string, kind: NoticeKind, one: Partial<Topic>, before: typeof UNTOLD]>([
  ["an end that was none", "recovery", {}, told()],
  ["that something lasts which is over", "reminder", OVER, told()],
  ["that something grew worse which is over", "escalation", OVER, told()],
  ["the end of what was never told", "recovery", OVER, UNTOLD],
  ["a change of a card that is not there", "update", {}, UNTOLD],
  ["what came and went long ago", "open", { ...OVER, overAt: NOW - HOUR }, UNTOLD],
])("nobody is told of %s", async (_what, kind, one, before) => {
  expect(await sendTo(kind, topic(one), before)).toBeNull();
});

test.each<[kind: NoticeKind, one: Partial<Topic>, before: typeof UNTOLD, mentioned: number]>([
  ["open", {}, UNTOLD, 1],
  ["escalation", {}, told(), 1],
  ["update", {}, told(), 0],
  ["reminder", {}, told(), 0],
  ["recovery", OVER, told(), 0],
])("who is to be called is called by what begins or grows worse alone: %s", async (kind, one, before, mentioned) => {
  expect(await sendTo(kind, topic(one), before)).toMatchObject({ mentioned });
});
