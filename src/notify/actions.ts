import type { Incident, IncidentStore, Outbox, Topic } from "../core/incident.ts";
import { code, text, type Card, type Text } from "../core/card.ts";
import { PostFailed, type ChatPlatform } from "../core/platform.ts";
import { HOUR, type Clock } from "../core/time.ts";
import { say } from "../words/say.ts";
import { sayApart } from "../words/sequence.ts";
import { decideAll, type QueueParts } from "./queue.ts";
import type { Rooms } from "./rooms/rooms.ts";
import { topicOf, type FindTopic } from "./topic.ts";
import type { WarningActions } from "../core/warnings.ts";
import type { Target } from "../core/rooms.ts";

/** Changes by hand what a card tells of. */
type EditIncident = (id: string, change: (incident: Incident) => Incident) => Promise<void>;

export interface WarningActionParts extends QueueParts {
  readonly incidents: IncidentStore;
  readonly outbox: Outbox;
  readonly rooms: Rooms;
  readonly platforms: () => readonly ChatPlatform[];
  readonly gateways: readonly string[];
  readonly find: FindTopic;
  readonly edit: EditIncident;
  readonly clock: Clock;
}

export const createWarningActions = (parts: WarningActionParts): WarningActions => ({
  async status(now) {
    const live = (await Promise.all(parts.gateways.map((id) => parts.incidents.live(id, now - HOUR)))).flat();
    const ids = [...new Set(live.map(topicOf))];
    const topics = (await Promise.all(ids.map(parts.find))).filter((one) => one !== null);
    const incidents = await Promise.all(
      topics.map(async (incident) => ({ incident, decisions: await decideAll(incident, parts, now) })),
    );
    const stopped = (await parts.outbox.rooms()).filter(({ state }) => state === "off").map(({ to }) => to);
    return { rooms: await parts.rooms.standings(), stopped, incidents };
  },
  latest: (limit) => parts.incidents.latest(limit),
  find: (id) => findAny(id, parts),
  async acknowledge(id, by) {
    await parts.edit(id, (incident) => ({ ...incident, acknowledgedBy: incident.acknowledgedBy ?? by }));
    return parts.find(id);
  },
  async mute(id, until, by) {
    await parts.edit(id, (incident) => ({ ...incident, mutedUntil: until, mutedBy: until === null ? null : by }));
    return parts.find(id);
  },
  async setRoom(to, on, by, signal) {
    const at = parts.clock();
    const refused = on ? await postTo(to, WELCOME, `here-${at}`, parts, signal) : null;
    if (refused !== null) return { refused };
    await parts.outbox.setRoom({ to, state: on ? "on" : "off", by, at });
    return { lacks: on ? await lacksIn(to, parts, signal) : [] };
  },
  async setSecond(to, after, by, signal) {
    const at = parts.clock();
    const refused = await postTo(to, SECOND_WELCOME, `second-${at}`, parts, signal);
    if (refused === null) await parts.outbox.setRoom({ to, state: "second", by, at, after });
    return refused;
  },
  async test(now, signal) {
    const rooms = await parts.rooms.wanted();
    const receipts = rooms.map(async (room) => {
      const refused = await postTo(room, TEST, `test-${now}`, parts, signal);
      return {
        room,
        receipt: refused === null ? say("notices.arrived") : say("notices.not-delivered", { why: refused }),
      };
    });
    return Promise.all(receipts);
  },
});

/** By its id, or by the number people call it by. */
async function findAny(id: string, { incidents, find }: WarningActionParts): Promise<Topic | null> {
  const number = /^#?(\d{1,9})$/.exec(id)?.[1];
  const numbered = number === undefined ? null : await incidents.numbered(Number(number));
  return find(numbered === null ? id : topicOf(numbered));
}

const TEST: Card = {
  tone: "neutral",
  title: say("notices.test"),
  blocks: [text(say("notices.test.text"))],
};

const WELCOME: Card = {
  tone: "neutral",
  title: say("notices.welcome"),
  blocks: [text(say("notices.welcome.text", { command: code("/warnings stop") }))],
};

/** What the bot may not do there, so that warnings arrive incomplete; the post itself told that it may write. */
async function lacksIn(
  { platform, target }: Target,
  { platforms }: WarningActionParts,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const probe = platforms().find(({ id }) => id === platform)?.probe;
  return (await probe?.(target, signal).catch(() => [])) ?? [];
}
const SECOND_WELCOME: Card = {
  tone: "neutral",
  title: say("notices.second"),
  blocks: [text(say("notices.second.text", { command: code("/warnings stop") }))],
};

/** Null once it stands there, else why it does not. */
async function postTo(
  to: Target,
  card: Card,
  key: string,
  { platforms, rooms }: WarningActionParts,
  signal: AbortSignal,
): Promise<Text | null> {
  const platform = platforms().find(({ id }) => id === to.platform);
  if (!platform) return say("notices.not-served");
  try {
    await rooms.arrived(to, await platform.post(to.target, card, { key }, signal));
    return null;
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    return sayApart(error.fix === undefined ? [error.why] : [error.why, error.fix]);
  }
}
