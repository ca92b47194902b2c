import { HostUnavailable } from "../../core/host-unavailable.ts";
import type { Held, Store, StorePlace } from "../../core/store.ts";
import { sleep } from "../../lib/backoff.ts";

/** What a service holds of its database, for itself alone of all hosts. */
export const SERVICE = "service";
/** Whoever only looks whether it is held has it for a moment. */
const TRIES = { times: 4, pause: 250 } as const;

export interface Seat extends AsyncDisposable {
  /** Aborts with the signal that was given, or when another companion may serve now. */
  readonly signal: AbortSignal;
  throwIfLost(): void;
}

/** Lets one companion at a time serve with a database: two would both answer every command, and warn twice. */
export async function takeSeat(
  store: Pick<Store, "hold">,
  { database }: StorePlace,
  signal: AbortSignal,
): Promise<Seat> {
  if (database === null) return { signal, throwIfLost() {}, [Symbol.asyncDispose]: () => Promise.resolve() };
  const held = await tryOften(store, signal);
  if (held === null)
    throw new HostUnavailable(
      `another companion already serves with the database ${database.name}: stop it first; started again, this one takes over once that one has ended`,
      true,
    );
  return {
    signal: AbortSignal.any([signal, held.lost]),
    throwIfLost() {
      if (held.lost.aborted)
        throw new HostUnavailable(
          `the database ${database.name} was lost, and another companion may serve now: check the database and start this one again`,
          true,
        );
    },
    [Symbol.asyncDispose]: () => held.letGo(),
  };
}

async function tryOften(store: Pick<Store, "hold">, signal: AbortSignal): Promise<Held | null> {
  for (let times = 1; ; times += 1) {
    const held = await store.hold(SERVICE);
    if (held !== null || times >= TRIES.times) return held;
    await sleep(TRIES.pause, signal);
  }
}
