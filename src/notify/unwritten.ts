import { text, type Card, type Message } from "../core/card.ts";
import { HostUnavailable } from "../core/host-unavailable.ts";
import type { Incident, Outbox } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { SECOND } from "../core/time.ts";
import { say } from "../words/say.ts";
import { sayApart } from "../words/sequence.ts";
import { toHeadline } from "./headline.ts";
import { nameOf } from "./rooms/list.ts";
import { messageOf } from "../lib/message-of.ts";
import { isSameRoom, type Target } from "../core/rooms.ts";

/** A moment without the ledger, such as somebody else's lock, is worth no word; so long (ms) it may last. */
const PATIENCE = 10 * SECOND;

export interface UnwrittenParts {
  readonly outbox: Pick<Outbox, "tryWrite">;
  readonly platforms: () => readonly ChatPlatform[];
  /** Milliseconds from some beginning, which only go forward. */
  readonly steady: () => number;
  readonly log: Log;
}

/** What happens while the ledger takes nothing: from memory, straight to the rooms, once. */
export interface Unwritten {
  /** The rooms as they were read last. */
  remember(rooms: readonly Target[]): void;
  /** Something could not be kept. */
  failed(error: unknown): void;
  /** Incidents that could not be kept. */
  lost(incidents: readonly Incident[], error: unknown): void;
  /** Tells the rooms that it lasts, and that it is over. */
  review(signal: AbortSignal): Promise<void>;
  /** Tries whether anything could be kept, while nothing is to be. */
  look(): Promise<void>;
  /** Why the ledger has taken nothing for a while; null when it does. */
  trouble(): string | null;
}

type State = { readonly since: number; readonly error: unknown; readonly unkept: ReadonlyMap<string, Message> };

export function createUnwritten({ outbox, platforms, steady, log }: UnwrittenParts): Unwritten {
  let rooms: readonly Target[] = [];
  let state: State | null = null;
  let told: readonly Target[] = [];

  /** Without a key and without buttons, which would have to be kept. */
  const post = async (card: Card, to: readonly Target[], signal: AbortSignal): Promise<readonly Target[]> => {
    const posted = to.map(async (room) => {
      const platform = platforms().find(({ id }) => id === room.platform);
      try {
        await platform?.post(room.target, card, {}, signal);
        return platform ? [room] : [];
      } catch (error) {
        log.warn({ room: nameOf(room), why: messageOf(error) }, "room not told that nothing can be kept");
        return [];
      }
    });
    return (await Promise.all(posted)).flat();
  };

  const failed = (error: unknown): void => {
    state ??= { since: steady(), error, unkept: new Map() };
  };
  return {
    remember: (next) => void (rooms = next),
    failed,
    lost(incidents, error) {
      failed(error);
      const names = incidents.map(
        ({ gateway, cause, title }) => [`${gateway} ${cause}`, toHeadline(gateway, title)] as const,
      );
      if (state !== null) state = { ...state, unkept: new Map([...state.unkept, ...names]) };
    },
    async review(signal) {
      if (state === null) return;
      try {
        await outbox.tryWrite();
      } catch (error) {
        if (steady() - state.since < PATIENCE) return;
        const untold = rooms.filter((one) => !told.some((other) => isSameRoom(one, other)));
        told = [...told, ...(await post(writeTrouble({ ...state, error }), untold, signal))];
        return;
      }
      state = null;
      const wereTold = told;
      told = [];
      await post(AGAIN, wereTold, signal);
    },
    async look() {
      try {
        await outbox.tryWrite();
        // Where rooms were told, they are to be told that it is over.
        if (told.length === 0) state = null;
      } catch (error) {
        failed(error);
      }
    },
    trouble: () => (state === null || steady() - state.since < PATIENCE ? null : messageOf(state.error)),
  };
}

/** What comes with its own way out needs no other one. */
const sayWhy = (error: unknown): Message =>
  error instanceof HostUnavailable
    ? say("notices.unkept.says", { why: error.said })
    : say("notices.unkept.why", { why: messageOf(error) });

function writeTrouble({ error, unkept }: State): Card {
  const known = [...unkept.values()];
  return {
    tone: "critical",
    title: say("notices.unkept"),
    blocks: [
      text(sayWhy(error)),
      ...(known.length > 0 ? [text(say("notices.unkept.known", { incidents: sayApart(known) }))] : []),
      text(say("notices.unkept.only")),
    ],
  };
}

const AGAIN: Card = {
  tone: "good",
  title: say("notices.kept"),
  blocks: [text(say("notices.kept.text"))],
};
