import { decideWelcome, isOpen, isWithBot, type Asking, type Audience, type Doors } from "../answer/audience.ts";
import type { Config } from "../config.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import type { Room } from "../core/rooms.ts";
import { DAY, MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import { listRooms } from "../notify/rooms/list.ts";
import { doorsOf } from "./audience/doors.ts";
import { audienceNow } from "./audience/moved.ts";
import { configuredRooms } from "./configured-rooms.ts";

export interface AudienceParts {
  readonly config: Pick<Config, "platforms" | "audience">;
  readonly rooms: () => Promise<readonly Room[]>;
  readonly platforms: () => readonly ChatPlatform[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Rooms change seldom, and whoever made one is answered there at once all the same. */
const DOORS_AGE = 5 * SECOND;
/** Whoever spoke in an open place is known for this long; who is no member is asked about again after that. */
const MEMBER_AGE = DAY;
const STRANGER_AGE = 10 * MINUTE;
const MOST = 5_000;
/** The service is asked about people it may know; not about more than a few at once. */
const ASKED_AT_ONCE = 4;
const PATIENCE = 1_200;

/** Whether those who belong to a server or chat are answered in it. */
export type IsSetUp = (platform: string, community: string) => boolean;

/** As the audience decides it: for places, too, where nobody asked yet. */
export interface KnownAudience extends Audience {
  /** As the settings, the rooms and the services have it now. */
  setUp(): Promise<IsSetUp>;
}

/** Knows from the settings, the rooms and the services who is answered. */
export function createAudience({ config, rooms, platforms, clock, log }: AudienceParts): KnownAudience {
  const people = new Map<string, { readonly isMember: boolean; readonly at: Instant }>();
  /** Rooms people spoke in, and the communities they belong to. */
  const spokenIn = new Map<string, string>();
  let kept: { readonly doors: Doors; readonly at: Instant } | null = null;
  let asking = 0;

  const readDoors = async (): Promise<Doors> => {
    if (kept !== null && clock() - kept.at < DOORS_AGE) return kept.doors;
    const known = await rooms();
    const targets = listRooms(known, configuredRooms(config));
    const doors = doorsOf(
      { platforms: config.platforms, audience: audienceNow(config.audience, known) },
      targets,
      (platform) =>
        platforms()
          .find(({ id }) => id === platform)
          ?.communities?.() ?? null,
      spokenIn,
    );
    kept = { doors, at: clock() };
    return doors;
  };
  const note = (person: string, isMember: boolean): void => {
    people.delete(person);
    people.set(person, { isMember, at: clock() });
    const [oldest] = people.size > MOST ? people.keys() : [];
    if (oldest !== undefined) people.delete(oldest);
  };
  const askAbout = async ({ caller, origin }: Asking, { communities }: Doors): Promise<boolean> => {
    const platform = platforms().find(({ id }) => id === origin.platform);
    const isMember = platform?.isMember?.bind(platform);
    if (isMember === undefined || asking >= ASKED_AT_ONCE) return false;
    const own = [...communities].filter((one) => one.startsWith(`${origin.platform}:`));
    asking += 1;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const asked = own.map((one) => isMember(one.slice(origin.platform.length + 1), caller.id, signal));
      return (await Promise.allSettled(asked)).some((one) => one.status === "fulfilled" && one.value);
    } finally {
      asking -= 1;
    }
  };
  const isMember = async (one: Asking, doors: Doors): Promise<boolean> => {
    const { caller, origin } = one;
    if (caller.admin || !isWithBot(origin)) return false;
    const person = `${origin.platform}:${caller.id}`;
    const seen = people.get(person);
    if (seen && clock() - seen.at < (seen.isMember ? MEMBER_AGE : STRANGER_AGE)) return seen.isMember;
    const belongs = await askAbout(one, doors);
    note(person, belongs);
    return belongs;
  };

  return {
    async setUp() {
      // The service may have told of a second server just now.
      kept = null;
      const { everyone, communities } = await readDoors();
      return (platform, community) => everyone || communities.has(`${platform}:${community}`);
    },
    async welcome(one) {
      const { caller, origin, place } = one;
      const room = `${origin.platform}:${place}`;
      if (origin.community !== null && !origin.userInstalled && spokenIn.get(room) !== origin.community) {
        spokenIn.set(room, origin.community);
        if (spokenIn.size > MOST) spokenIn.clear();
        kept = null;
      }
      const doors = await readDoors();
      const welcome = decideWelcome(one, doors, await isMember(one, doors));
      if (origin.kind !== "direct" && isOpen(origin, doors)) note(`${origin.platform}:${caller.id}`, true);
      if (welcome === "stranger")
        log.debug({ platform: origin.platform, community: origin.community }, "a stranger asked");
      return welcome;
    },
  };
}
