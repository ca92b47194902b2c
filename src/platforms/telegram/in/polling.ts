import type { Api } from "grammy";
import type { PlatformMemory } from "../../../core/platform.ts";
import { SECOND, type Clock, type Instant } from "../../../core/time.ts";
import { ABORTED, orAborted } from "../../../lib/abort.ts";
import { forLibrary, POLL_SECONDS } from "../wire/client.ts";
import { StrangeAnswer } from "../wire/fault.ts";
import type { Dealt } from "./dealt.ts";
import { MOST_AT_ONCE, type Held } from "./held.ts";
import type { Received } from "./incoming.ts";
import { readUpdates, type TelegramUpdate } from "../wire/update.ts";
import type { Persist } from "../wire/persist.ts";

const ALLOWED = ["message", "callback_query", "my_chat_member"] as const;

export interface PollingParts {
  readonly api: Api;
  readonly persist: Persist;
  readonly clock: Clock;
  readonly onPoll: () => void;
  /** Must return at once and never throw: the next poll waits for it. `letGo`: see {@link Held}. */
  readonly onUpdate: (received: Received, letGo: (kept: boolean) => void) => void;
  /** So many updates held what Telegram never sends. */
  readonly onUnread: (count: number) => void;
  readonly memory: PlatformMemory | undefined;
  readonly dealt: Dealt;
  readonly held: Held;
}

/** Telegram does not tell when a button was pressed: after the last time there was nothing left to fetch. */
const FETCHED = "telegram fetched";
const KEEP_EACH = 20 * SECOND;

const NEVER_BEGUN: ReadonlyMap<number, number> = new Map();

/**
 * Hands every update over once, until `signal` aborts. What is not dealt with yet is fetched again and again, which
 * leaves it with Telegram for whoever comes after this process.
 */
export async function poll(parts: PollingParts, signal: AbortSignal): Promise<void> {
  const { api, persist, clock, memory, dealt, held } = parts;
  let fetchedAt = await recallFetched(memory);
  let keptAt = 0;
  // A long poll says nothing until it ends: the first one, and one after a fault, come back at once.
  let unproven = true;
  /** What waited when it began may have been begun by another process. */
  let isBacklog = true;
  const fetch = async (): Promise<readonly TelegramUpdate[]> => {
    const timeout = unproven ? 0 : POLL_SECONDS;
    unproven = true;
    const answer = await api.getUpdates(
      { offset: held.offset(), timeout, allowed_updates: ALLOWED },
      forLibrary(signal),
    );
    const read = readUpdates(answer);
    if (read === null) throw new StrangeAnswer();
    unproven = false;
    if (read.unread > 0) parts.onUnread(read.unread);
    return read.updates;
  };
  for (;;) {
    await held.settle(signal);
    // What is not confirmed came after that, for the next process as well.
    if (held.isEmpty() && fetchedAt !== null && fetchedAt - keptAt >= KEEP_EACH) {
      keptAt = fetchedAt;
      void memory?.keep(FETCHED, String(fetchedAt)).catch(() => {});
    }
    const updates = await persist(fetch, signal);
    if (updates === null) return;
    parts.onPoll();
    const since = fetchedAt;
    const isAll = updates.length < MOST_AT_ONCE;
    if (isAll) fetchedAt = clock();
    const ids = updates.map((update) => update.update_id);
    const begun = isBacklog && ids.length > 0 ? await orAborted(dealt.begin(ids), signal) : NEVER_BEGUN;
    if (begun === ABORTED) return;
    isBacklog &&= !isAll;
    const fresh = new Set(held.take(ids));
    for (const update of updates.filter(({ update_id: id }) => fresh.has(id))) {
      const { update_id: id } = update;
      parts.onUpdate({ update, since, begun: begun.get(id) ?? 0 }, (kept) => held.letGo(id, kept));
    }
  }
}

/** Null when no process of ours ever looked, and where nothing is kept. */
async function recallFetched(memory: PlatformMemory | undefined): Promise<Instant | null> {
  const kept = await memory?.recall(FETCHED).catch(() => null);
  return kept ? Number(kept) || null : null;
}

/**
 * Best effort, for `limit` milliseconds: what comes again at the next start although it was dealt with is known then, and
 * what was not is to come again.
 */
export async function confirm(api: Api, held: Held, limit: number): Promise<void> {
  const offset = held.offset();
  if (offset === 0) return;
  const signal = forLibrary(AbortSignal.timeout(limit));
  await api.getUpdates({ offset, limit: 1, timeout: 0 }, signal).catch(() => undefined);
}
