import { TABLES } from "../../core/companions.ts";
import { say } from "../../words/say.ts";
import { hostUnavailable } from "../../words/unavailable.ts";
import type { Store, StorePlace } from "../../core/store.ts";
import { sleep } from "../../lib/backoff.ts";
import type { Held } from "../../core/held.ts";

/** Whoever only looks whether it is held has it for a moment. */
const TRIES = { times: 4, pause: 250 } as const;

/** Keeps every companion from using a database meanwhile. */
export async function takeTables(
  store: Pick<Store, "hold">,
  { database }: StorePlace,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  if (database === null) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  const held = await tryOften(store, signal);
  if (held === null) throw hostUnavailable(say("host.in-use", { name: database.name }), true);
  return { [Symbol.asyncDispose]: () => held.letGo() };
}

async function tryOften(store: Pick<Store, "hold">, signal: AbortSignal): Promise<Held | null> {
  for (let times = 1; ; times += 1) {
    const held = await store.hold(TABLES);
    if (held !== null || times >= TRIES.times) return held;
    await sleep(TRIES.pause, signal);
  }
}
