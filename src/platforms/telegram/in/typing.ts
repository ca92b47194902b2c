import { sleep } from "../../../lib/backoff.ts";
import type { Place } from "../place.ts";
import type { Wire } from "../wire/calls.ts";

/** An answer that comes at once needs no sign of life. */
const PATIENCE = 1_000;

/** Telegram shows the sign for about five seconds. */
const RENEWAL = 4_500;

/** Shows "typing…" in `place` while `work` takes longer than a second. The result is that of `work`. */
export async function withTyping<T>(wire: Wire, place: Place, work: Promise<T>, signal: AbortSignal): Promise<T> {
  const done = new AbortController();
  const until = AbortSignal.any([done.signal, signal]);
  void typeUntil(wire, place, until);
  try {
    return await work;
  } finally {
    done.abort();
  }
}

async function typeUntil(wire: Wire, place: Place, until: AbortSignal): Promise<void> {
  await sleep(PATIENCE, until);
  while (!until.aborted) {
    await wire.typing(place, until);
    await sleep(RENEWAL, until);
  }
}
