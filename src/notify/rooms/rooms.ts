import type { Incident, IncidentStore, Outbox } from "../../core/incident.ts";
import type { Log } from "../../core/log.ts";
import type { ChatPlatform } from "../../core/platform.ts";
import type { PostedRef } from "../../core/posted.ts";
import { isSameRoom, type Room, type RoomProblem, type RoomStanding, type Target } from "../../core/rooms.ts";
import { MINUTE, type Clock, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { saysTheSame } from "../../words/kept.ts";
import { english } from "../../words/speak.ts";
import { toFault, toProblem } from "./fault.ts";
import { endOf, findAbout, isAbout, isWorthTelling, openOnes, OWN, toRoomIncident } from "./incident.ts";
import { listRooms, nameOf } from "./list.ts";

export interface RoomParts {
  readonly outbox: Outbox;
  readonly incidents: IncidentStore;
  /** The rooms of the settings. */
  readonly configured: readonly Target[];
  readonly platforms: () => readonly ChatPlatform[];
  /** Ids of the platforms in the settings. */
  readonly setUp: readonly string[];
  readonly reopenWithin: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Somebody who reads warnings; `onlyKnown`: only of what was told there before; `after`: only of what nobody
 * acknowledged for so long (ms).
 */
interface Listener {
  readonly to: Target;
  readonly onlyKnown: boolean;
  readonly after?: number;
}

/** Where warnings go, and how it stands there. */
export interface Rooms {
  /** Rooms that should get warnings. */
  wanted(): Promise<readonly Target[]>;
  /** Everybody who is told something: the rooms, and admins in private while no room takes anything. */
  audience(): Promise<readonly Listener[]>;
  standings(): Promise<readonly RoomStanding[]>;
  /** A message arrived, perhaps elsewhere. */
  arrived(to: Target, ref: PostedRef | null): Promise<void>;
  /** Nothing got through to it. */
  failed(to: Target, error: unknown): Promise<void>;
  /** Something changed there, so it is tried now; null for every room of the platform. */
  mayWork(platform: string, target: string | null): Promise<void>;
  /** Whoever begins to deliver to a platform tries its rooms again, and forgets those that nobody wants any more. */
  begin(platform: string): Promise<void>;
  /** What changed about rooms, as incidents to keep. */
  review(signal: AbortSignal): Promise<readonly Incident[]>;
}

/** How long a second room waits for somebody to acknowledge, where nothing else was said. */
const SECOND_AFTER = 15 * MINUTE;

/** How often it is asked again where admins can be written to. */
const ASK_ADMINS = 10 * MINUTE;

export function createRooms(parts: RoomParts): Rooms {
  const { outbox, configured, clock, log } = parts;
  let isAlone = false;
  let adminsAsked: Instant | null = null;

  const wanted = async (): Promise<readonly Target[]> => listRooms(await outbox.rooms(), configured);
  // What another process serves, such as the service beside a terminal, is its own concern.
  const isServed = ({ platform }: Target): boolean => parts.platforms().some(({ id }) => id === platform);
  const standings = async (): Promise<readonly RoomStanding[]> => {
    const [rooms, faults, queues] = await Promise.all([outbox.rooms(), outbox.faults(), outbox.waiting()]);
    return listRooms(rooms, configured).map((to) => {
      const waiting = queues.find((one) => isSameRoom(one.to, to));
      const fault = faults.find((one) => isSameRoom(one.to, to));
      const unserved = parts.setUp.includes(to.platform) || isServed(to) ? null : toUnserved(to, rooms);
      return { to, problem: unserved ?? toProblem(fault, waiting), waiting: waiting?.count ?? 0 };
    });
  };

  /** Admins are written to in private from when no room takes anything, until one does. */
  const askAdmins = async (signal: AbortSignal): Promise<void> => {
    const now = clock();
    if (adminsAsked !== null && now - adminsAsked < ASK_ADMINS) return;
    adminsAsked = now;
    const known = await outbox.rooms();
    for (const platform of parts.platforms()) {
      const targets = (await platform.adminRooms?.(signal).catch(() => [])) ?? [];
      for (const target of targets) {
        const to = { platform: platform.id, target };
        if (known.some((one) => isSameRoom(one.to, to)) || configured.some((one) => isSameRoom(one, to))) continue;
        await outbox.setRoom({ to, state: "private", by: OWN, at: now });
      }
    }
  };

  const retryNow = async (chosen: (to: Target) => boolean): Promise<void> => {
    const now = clock();
    for (const fault of await outbox.faults())
      if (chosen(fault.to) && fault.kind !== "detour") await outbox.setFault({ ...fault, attempts: 0, retryAt: now });
  };

  /** A room that nobody wants warned is no concern of anybody. */
  const forgetFaults = async (): Promise<void> => {
    const [rooms, faults] = await Promise.all([outbox.rooms(), outbox.faults()]);
    const known = [...listRooms(rooms, configured), ...rooms.filter(({ state }) => state === "private").map(toRoom)];
    for (const { to } of faults) if (!known.some((one) => isSameRoom(one, to))) await outbox.clearFault(to);
  };

  return {
    wanted,
    standings,
    async audience() {
      const rooms = await outbox.rooms();
      const all = listRooms(rooms, configured).map((to): Listener => {
        const second = rooms.find((one) => one.state === "second" && isSameRoom(one.to, to));
        return { to, onlyKnown: false, ...(second && { after: second.after ?? SECOND_AFTER }) };
      });
      const admins = rooms.filter(({ state }) => state === "private").map(toRoom);
      return [...all, ...admins.map((to) => ({ to, onlyKnown: !isAlone }))].filter(({ to }) => isServed(to));
    },
    async arrived(to, ref) {
      const before = (await outbox.faults()).find((one) => isSameRoom(one.to, to));
      const detour = ref?.detour;
      if (detour !== undefined) {
        const now = clock();
        const since = before?.kind === "detour" ? before.since : now;
        await outbox.setFault({
          to,
          kind: "detour",
          since,
          attempts: 0,
          triedAt: now,
          retryAt: now,
          why: detour,
          fix: null,
        });
      } else if (before && (before.kind !== "detour" || ref?.target === to.target)) {
        log.info({ room: nameOf(to), was: before.kind }, "room takes warnings again");
        await outbox.clearFault(to);
      }
    },
    async failed(to, error) {
      const before = (await outbox.faults()).find((one) => isSameRoom(one.to, to)) ?? null;
      const fault = toFault(to, error, before, clock());
      log.warn({ room: nameOf(to), kind: fault.kind, why: english(fault.why) }, "warning not delivered");
      await outbox.setFault(fault);
    },
    mayWork: (platform, target) =>
      retryNow(
        (to) =>
          to.platform === platform && (target === null || to.target === target || to.target.startsWith(`${target}:`)),
      ),
    async begin(platform) {
      for (const { to, state, by } of await outbox.rooms()) {
        // Lost under an earlier version, and in the settings all the same.
        if (state === "on" && by === OWN && to.platform === platform && configured.some((one) => isSameRoom(one, to)))
          await outbox.forgetRoom(to);
      }
      await retryNow((to) => to.platform === platform);
    },
    async review(signal) {
      const now = clock();
      const all = (await standings()).filter(({ to }) => isServed(to));
      const problems = all.flatMap(({ problem }) => (problem !== null && isWorthTelling(problem) ? [problem] : []));
      isAlone = all.length > 0 && problems.length === all.length;
      if (isAlone) await askAdmins(signal);
      else adminsAsked = null;
      await forgetFaults();
      const known = await parts.incidents.live(OWN, now - parts.reopenWithin);
      const ended = openOnes(known).filter((one) => !problems.some(({ to }) => isAbout(one, to)));
      const changed = problems.flatMap((problem) => {
        const before = findAbout(known, problem.to);
        const after = toRoomIncident(problem, before, isAlone, now);
        return before !== null && saysTheSame(before, after) ? [] : [after];
      });
      return [...ended.map((one) => endOf(one, all.find(({ to }) => isAbout(one, to))?.to ?? null, now)), ...changed];
    },
  };
}

const toRoom = ({ to }: Room): Target => to;

/** Chosen by hand while its chat was in the settings. */
function toUnserved(to: Target, rooms: readonly Room[]): RoomProblem {
  const since = rooms.find((room) => isSameRoom(room.to, to))?.at ?? 0;
  const fix = say("notices.no-bot.fix", { command: "/warnings here" });
  return { to, kind: "unserved", since, why: say("notices.no-bot", { platform: to.platform }), fix };
}
