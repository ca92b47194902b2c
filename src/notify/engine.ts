import type { GatewayId } from "../core/gateway.ts";
import type { Incident } from "../core/incident.ts";
import type { RoomStanding, Target } from "../core/rooms.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import type { ChatPlatform } from "../core/platform.ts";
import type { WarningActions } from "../core/warnings.ts";
import { sleep } from "../lib/backoff.ts";
import { createWarningActions } from "./actions.ts";
import { createDeliveries } from "./deliveries.ts";
import { createInTurn } from "./in-turn.ts";
import type { WarningPorts } from "./ports.ts";
import { queueNotices } from "./queue.ts";
import { OWN } from "./rooms/incident.ts";
import { createRooms } from "./rooms/rooms.ts";
import { createTimeline } from "./timeline.ts";
import { createUnwritten } from "./unwritten.ts";
import { createLookTurns } from "./turns.ts";
import { createTopics, topicOf } from "./topic.ts";
import { andUnsaid, createSeldom } from "../lib/seldom.ts";
import { messageOf } from "../lib/message-of.ts";

/** From what is wrong to what rooms read. */
export interface Warnings {
  /** What people may do about warnings. */
  readonly actions: WarningActions;
  /** How it stands with the rooms that should get warnings. */
  standings(): Promise<readonly RoomStanding[]>;
  /** A room has another id from now on: warnings go there, and what was told of goes on there. */
  follow(from: Target, to: Target): Promise<void>;
  /** Why the ledger has taken nothing for a while; null when it does. */
  unkept(): string | null;
  /** Tries whether anything could be kept, while nothing is to be. */
  lookAtLedger(): Promise<void>;
  /** Tries every room of a platform again, and from then on those where something changed, until what it resolves to is called. */
  begin(platform: ChatPlatform): Promise<() => void>;
  /** Looks at every gateway, and journals what rooms are to be told. */
  look(signal: AbortSignal): Promise<void>;
  /** {@link look}, then sends what is due, until nothing is. */
  tick(signal: AbortSignal): Promise<void>;
  /** Watches over every gateway, and journals what rooms are to be told, until `signal` aborts. One alone does so at a time. */
  watch(signal: AbortSignal): Promise<void>;
  /** Sends what is due in the rooms of a platform, until `signal` aborts. One alone does so at a time for each of them. */
  deliver(platform: ChatPlatform, signal: AbortSignal): Promise<void>;
}

/** What nothing rings for: edits that were held back, reminders, gateways whose turn it is. */
const TICK = 2 * SECOND;
/** How long an opening waits for others of the same cause, in milliseconds: what comes later is added to its card. */
const GATHER = 500;
/** Whoever is this late for a tick was not there. */
const ASLEEP = 30 * SECOND;

export function createWarnings(ports: WarningPorts): Warnings {
  const { outbox, incidents, log } = ports;
  const gateways = [...ports.gateways, OWN];
  const { neighbours } = ports;
  let isWatching = neighbours === undefined;
  // Durations and pauses are no concern of whoever sets the host's clock. Who watches puts right what was kept.
  const timeline = createTimeline(ports.clock, ports.steady);
  const clock = (): Instant => {
    const shift = isWatching ? null : timeline.drift();
    if (shift !== null) timeline.follow(shift);
    return timeline.now();
  };
  const rooms = createRooms({ ...ports, clock });
  const find = createTopics(incidents, ports.gateways, OWN);
  // With several gateways the first of them waits a moment for the others that have the same cause.
  const queueing = { ...ports, rooms, clock, gather: ports.gateways.length > 1 ? GATHER : 0 };
  const inTurn = createInTurn();
  const queue = (id: string): Promise<void> =>
    inTurn.run(id, async () => {
      const topic = await find(id);
      if (topic === null || (await queueNotices(topic, queueing, clock())) === 0) return;
      deliveries.ring();
      neighbours?.tell({ kind: "queued" });
    });
  const tell = async (id: string): Promise<void> => {
    if (isWatching) await queue(id);
    else neighbours?.tell({ kind: "changed", topic: id });
  };
  const tellAll = async (): Promise<void> => {
    const since = clock() - ports.reopenWithin;
    const watched = new Set(gateways);
    const live = (await incidents.allLive(since)).filter(({ gateway }) => watched.has(gateway));
    await Promise.all([...new Set(live.map(topicOf))].map(tell));
  };
  const unwritten = createUnwritten(ports);
  // What joins a card that stands, or is about to, is told with the next look at all: the others may follow at once.
  const isJoining = ({ group, openings, acknowledgedBy, mutedBy }: Incident): boolean =>
    group !== undefined && acknowledgedBy === null && mutedBy === null && clock() - (openings.at(-1) ?? 0) < TICK;
  const monitor = ports.openMonitor(
    (incident) => (isJoining(incident) ? Promise.resolve() : tell(topicOf(incident))),
    clock,
    unwritten.lost,
  );
  // What could not be kept or told now is looked at again with the next tick.
  const seldom = createSeldom(ports.steady, MINUTE);
  const complain = (error: unknown, what: string): void => {
    unwritten.failed(error);
    const unsaid = seldom(what);
    if (unsaid !== null) log.error({ why: messageOf(error), ...andUnsaid(unsaid) }, what);
  };
  // The checks of a gateway are made in turn, so its newest is the last to end.
  const newest = new Map<GatewayId, Promise<void>>();
  const turns = createLookTurns(ports.gateways);
  const check = (gateway: GatewayId): Promise<void> => {
    turns.began(gateway, ports.steady());
    const checked = monitor
      .check(gateway)
      .then((isQuiet) => turns.found(gateway, isQuiet))
      .catch((error: unknown) => complain(error, "incidents not checked"));
    newest.set(gateway, checked);
    return checked;
  };
  const followClock = async (): Promise<void> => {
    const shift = timeline.drift();
    if (shift === null) return;
    log.warn({ seconds: Math.round(shift.by / SECOND) }, "the clock of this host was set: what was kept is put right");
    await monitor.shift(gateways, shift, async () => {
      await outbox.shift(shift);
      timeline.follow(shift);
    });
  };
  const review = async (signal: AbortSignal): Promise<void> => {
    try {
      await unwritten.review(signal);
      await followClock();
      unwritten.remember((await rooms.audience()).flatMap(({ to, onlyKnown }) => (onlyKnown ? [] : [to])));
      for (const incident of await rooms.review(signal)) await monitor.keep(incident);
      await tellAll();
    } catch (error) {
      complain(error, "warnings not looked at");
    }
  };
  const look = async (signal: AbortSignal): Promise<void> => {
    await followClock();
    await Promise.all(ports.gateways.map(check));
    await review(signal);
  };
  const deliveries = createDeliveries({ ...queueing, find, delivered: tell, complain });
  neighbours?.onNews((news) => {
    if (news.kind === "queued") deliveries.ring();
    else if (news.kind === "changed" && isWatching)
      queue(news.topic).catch((error: unknown) => complain(error, "warnings not looked at"));
  });

  const actions = createWarningActions({
    ...queueing,
    gateways,
    find,
    edit: async (id, change) => {
      for (const one of await incidents.group(id)) await monitor.edit(one.id, change);
    },
  });
  return {
    actions: {
      ...actions,
      async setRoom(room, on, by, signal) {
        const outcome = await actions.setRoom(room, on, by, signal);
        if (isWatching) await review(signal);
        return outcome;
      },
      async setSecond(room, after, by, signal) {
        const refused = await actions.setSecond(room, after, by, signal);
        if (isWatching) await review(signal);
        return refused;
      },
    },
    standings: () => rooms.standings(),
    follow: (from, to) => deliveries.move(from, to),
    unkept: () => unwritten.trouble(),
    lookAtLedger: () => unwritten.look(),
    begin: (platform) => deliveries.begin(platform),
    look,
    async tick(signal) {
      await look(signal);
      await deliveries.sendDue(signal);
    },
    async watch(signal) {
      isWatching = true;
      monitor.reread();
      const forget = ports.onNews((gateway) => void check(gateway));
      for (let last = ports.steady(); !signal.aborted; last = ports.steady()) {
        for (const gateway of turns.due(last)) void check(gateway);
        await review(signal);
        await sleep(TICK, signal);
        if (ports.steady() - last > ASLEEP) monitor.woke();
      }
      forget();
      await Promise.all(newest.values());
      // Whoever watches next decides by what is queued and told by then.
      await inTurn.settled();
      isWatching = neighbours === undefined;
    },
    deliver: (platform, signal) => deliveries.run(platform, signal),
  };
}
