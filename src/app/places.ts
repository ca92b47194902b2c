import type { Card } from "../core/card.ts";
import type { Log } from "../core/log.ts";
import type { Place, PlaceNews, Places, PlaceStore } from "../core/places.ts";
import { PostFailed, type ChatPlatform, type Move } from "../core/platform.ts";
import { DAY, HOUR, MINUTE, type Clock, type Instant } from "../core/time.ts";
import { sleep } from "../lib/backoff.ts";
import { redact, shorten } from "../lib/redact.ts";
import { createSerial } from "../lib/serial.ts";
import { createWakeUp } from "../lib/wake-up.ts";
import type { IsSetUp } from "./audience.ts";
import { messageOf } from "../lib/message-of.ts";
import { onAbort } from "../lib/abort.ts";

export interface PlaceParts {
  readonly store: PlaceStore;
  /** What is set up now. */
  readonly setUp: () => Promise<IsSetUp>;
  /** Those that can be asked and posted to, whoever serves them. */
  readonly platforms: () => readonly ChatPlatform[];
  readonly write: (places: readonly Place[], shut: readonly Place[]) => Card;
  readonly clock: Clock;
  readonly log: Log;
}

/** Strangers may add the bot as often as they like: what comes in between is told in one card. */
const PAUSE = 10 * MINUTE;
const AGAIN = DAY;
const MOST = 500;

/** What a place is once the bot is told to be in it. Whoever takes it out and puts it back again is not told of twice. */
function stateOf(before: Place | undefined, isSetUp: boolean, now: Instant): Place["state"] {
  if (before !== undefined && before.state !== "out") return before.state;
  if (isSetUp) return "own";
  return before !== undefined && now - before.at < AGAIN ? "told" : "new";
}

export interface WatchedPlaces extends Places {
  /** Keeps where the bot is on a platform, and tells admins of places nobody set up, once each, until `signal` aborts. */
  run(platform: ChatPlatform, signal: AbortSignal): Promise<void>;
}

export function createPlaces({ store, setUp, platforms, write, clock, log }: PlaceParts): WatchedPlaces {
  const inTurn = createSerial();
  const complain = (error: unknown): void => log.warn({ why: whyOf(error) }, "where the bot is could not be kept");

  /** `ring`: called when there is somebody to be told. */
  const hear = async (platform: string, told: PlaceNews, ring: () => void): Promise<void> => {
    const all = await store.all();
    const before = all.find((one) => one.platform === platform && one.id === told.community);
    if (told.kind === "out") {
      if (before?.state === "told") await store.keep({ ...before, state: "out", at: clock() });
      else if (before !== undefined && before.state !== "out") await store.forget(before);
      return;
    }
    const isSetUp = await setUp();
    const state = stateOf(before, isSetUp(platform, told.community), clock());
    if (before?.state === state && before.name === told.name) return;
    const [oldest] = before === undefined && all.length >= MOST ? all : [];
    if (oldest !== undefined) await store.forget(oldest);
    const at = before?.state === state ? before.at : clock();
    const place: Place = {
      platform,
      id: told.community,
      name: told.name,
      by: told.by ?? before?.by ?? null,
      state,
      at,
    };
    await store.keep(place);
    if (state !== "new") return;
    log.warn({ platform, place: place.id, by: place.by?.id ?? null }, "the bot was added to a place nobody set up");
    ring();
  };
  const follow = async (platform: string, { from, to }: Move): Promise<void> => {
    const before = (await store.all()).find((one) => one.platform === platform && one.id === from);
    if (before === undefined) return;
    await store.keep({ ...before, id: to });
    await store.forget(before);
  };
  const shutOf = async (places: readonly Place[]): Promise<readonly Place[]> => {
    const isSetUp = await setUp();
    return places.filter(({ platform, id }) => !isSetUp(platform, id));
  };
  /** Admins of another chat where those of this one cannot be written to. */
  const postToAdmins = async (platform: string, card: Card, key: string, signal: AbortSignal): Promise<boolean> => {
    const ordered = platforms().toSorted((a, b) => Number(b.id === platform) - Number(a.id === platform));
    for (const one of ordered) {
      const rooms = (await one.adminRooms?.(signal).catch(() => [])) ?? [];
      const posted = await Promise.allSettled(rooms.map((room) => one.post(room, card, { key }, signal)));
      if (posted.some(({ status }) => status === "fulfilled")) return true;
    }
    return false;
  };
  /** Whether anything was told. */
  const tellNew = async (platform: string, signal: AbortSignal): Promise<boolean> => {
    const all = (await store.all()).filter((one) => one.platform === platform);
    const fresh = await shutOf(all.filter(({ state }) => state === "new"));
    const [first] = fresh;
    if (first === undefined) return false;
    const shut = await shutOf(all.filter(({ state }) => state === "own"));
    if (await postToAdmins(platform, write(fresh, shut), `places ${platform}:${first.id} ${first.at}`, signal)) {
      for (const place of fresh) await store.keep({ ...place, state: "told", at: clock() });
      return true;
    }
    log.warn({ platform, places: fresh.length }, "no admin could be told of places the bot was added to");
    return false;
  };

  return {
    async uninvited() {
      const there = await shutOf((await store.all()).filter(({ state }) => state !== "out"));
      return there.filter(({ platform, id }) => {
        const known =
          platforms()
            .find((one) => one.id === platform)
            ?.communities?.() ?? null;
        return known === null || known.some((one) => one.id === id);
      });
    },
    async leave(platform, id, signal) {
      const isSetUp = await setUp();
      if (isSetUp(platform, id)) return { kind: "set up" };
      const served = platforms().find((one) => one.id === platform);
      try {
        if ((await served?.leave?.(id, signal)) !== true) return { kind: "not there" };
      } catch (error) {
        return { kind: "failed", why: error instanceof PostFailed ? error.why : whyOf(error) };
      }
      await inTurn(() => store.forget({ platform, id })).catch(complain);
      return { kind: "left" };
    },
    async run(platform, signal) {
      const { id } = platform;
      const news = createWakeUp();
      const stops = [
        platform.onPlace?.((told) => void inTurn(() => hear(id, told, news.ring)).catch(complain)),
        platform.onMoved?.((move) => void inTurn(() => follow(id, move)).catch(complain)),
      ];
      for (const stop of stops) if (stop) onAbort(signal, stop);
      while (!signal.aborted) {
        if ((await inTurn(() => tellNew(id, signal)).catch(complain)) === true) await sleep(PAUSE, signal);
        await news.wait(HOUR, signal);
      }
    },
  };
}

const whyOf = (error: unknown): string => shorten(redact(messageOf(error)), 200);
