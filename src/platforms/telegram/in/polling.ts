import type { Api } from "grammy";
import type { PlatformMemory } from "../../../core/platform.ts";
import { SECOND, type Clock, type Instant } from "../../../core/time.ts";
import { createSeen } from "../../shared/seen.ts";
import { forLibrary, POLL_SECONDS } from "../wire/client.ts";
import { StrangeAnswer } from "../wire/fault.ts";
import type { Received } from "./incoming.ts";
import { readUpdates, type TelegramUpdate } from "../wire/update.ts";
import type { Persist } from "../wire/persist.ts";

const ALLOWED = ["message", "callback_query", "my_chat_member"] as const;

/** Enough to recognise an update that is delivered again, while an old process still polled for instance. */
const MOST_REMEMBERED = 1_000;

/** How long a stopping process may take to tell Telegram what it has seen. */
const CONFIRM_LIMIT = 2_000;

export interface PollingParts {
  readonly api: Api;
  readonly persist: Persist;
  readonly clock: Clock;
  readonly onPoll: () => void;
  /** Must return at once and never throw: the next poll waits for it. */
  readonly onUpdate: (received: Received) => void;
  /** So many updates held what Telegram never sends. */
  readonly onUnread: (count: number) => void;
  readonly memory: PlatformMemory | undefined;
}

/** Telegram hands out this many at once; where there are fewer, nothing was left behind. */
const MOST_AT_ONCE = 100;

/** Telegram does not tell when a button was pressed: after the last time there was nothing left to fetch. */
const FETCHED = "telegram fetched";
const KEEP_EACH = 20 * SECOND;

/** Hands every update over once, until `signal` aborts; then confirms the last one, so that none comes again. */
export async function poll(parts: PollingParts, signal: AbortSignal): Promise<void> {
  const { api, persist, clock, memory } = parts;
  const seen = createSeen(MOST_REMEMBERED);
  let offset = 0;
  let fetchedAt = await recallFetched(memory);
  let keptAt = 0;
  // A long poll says nothing until it ends: the first one, and one after a fault, come back at once.
  let unproven = true;
  const fetch = async (): Promise<readonly TelegramUpdate[]> => {
    const timeout = unproven ? 0 : POLL_SECONDS;
    unproven = true;
    const answer = await api.getUpdates({ offset, timeout, allowed_updates: ALLOWED }, forLibrary(signal));
    const read = readUpdates(answer);
    if (read === null) throw new StrangeAnswer();
    unproven = false;
    if (read.unread > 0) parts.onUnread(read.unread);
    return read.updates;
  };
  try {
    for (;;) {
      const updates = await persist(fetch, signal);
      if (updates === null) return;
      parts.onPoll();
      const since = fetchedAt;
      if (updates.length < MOST_AT_ONCE) fetchedAt = clock();
      if (fetchedAt !== null && fetchedAt - keptAt >= KEEP_EACH) {
        keptAt = fetchedAt;
        void memory?.keep(FETCHED, String(fetchedAt)).catch(() => {});
      }
      for (const update of updates) {
        offset = update.update_id + 1;
        if (seen.isNew(String(update.update_id))) parts.onUpdate({ update, since });
      }
    }
  } finally {
    if (offset > 0) await confirm(api, offset);
  }
}

/** Null when no process of ours ever looked, and where nothing is kept. */
async function recallFetched(memory: PlatformMemory | undefined): Promise<Instant | null> {
  const kept = await memory?.recall(FETCHED).catch(() => null);
  return kept ? Number(kept) || null : null;
}

/** Best effort: unconfirmed updates come again at the next start, which is no harm worth waiting for. */
const confirm = (api: Api, offset: number): Promise<unknown> =>
  api
    .getUpdates({ offset, limit: 1, timeout: 0 }, forLibrary(AbortSignal.timeout(CONFIRM_LIMIT)))
    .catch(() => undefined);
