import type { Api } from "grammy";
import type { Update } from "grammy/types";
import { createSeen } from "../../shared/seen.ts";
import { forLibrary, POLL_SECONDS } from "../wire/client.ts";
import type { Persist } from "../wire/persist.ts";

const ALLOWED = ["message", "callback_query", "my_chat_member"] as const;

/** Enough to recognise an update that is delivered again, while an old process still polled for instance. */
const MOST_REMEMBERED = 1_000;

/** How long a stopping process may take to tell Telegram what it has seen. */
const CONFIRM_LIMIT = 2_000;

export interface PollingParts {
  readonly api: Api;
  readonly persist: Persist;
  readonly onPoll: () => void;
  /** Must return at once and never throw: the next poll waits for it. */
  readonly onUpdate: (update: Update) => void;
}

/** Hands every update over once, until `signal` aborts; then confirms the last one, so that none comes again. */
export async function poll(parts: PollingParts, signal: AbortSignal): Promise<void> {
  const { api, persist } = parts;
  const seen = createSeen(MOST_REMEMBERED);
  let offset = 0;
  // A long poll says nothing until it ends: the first one, and one after a fault, come back at once.
  let unproven = true;
  const fetch = async (): Promise<readonly Update[]> => {
    const timeout = unproven ? 0 : POLL_SECONDS;
    unproven = true;
    const updates = await api.getUpdates({ offset, timeout, allowed_updates: ALLOWED }, forLibrary(signal));
    unproven = false;
    return updates;
  };
  try {
    for (;;) {
      const updates = await persist(fetch, signal);
      if (updates === null) return;
      parts.onPoll();
      for (const update of updates) {
        offset = update.update_id + 1;
        if (seen.isNew(String(update.update_id))) parts.onUpdate(update);
      }
    }
  } finally {
    if (offset > 0) await confirm(api, offset);
  }
}

/** Best effort: unconfirmed updates come again at the next start, which is no harm worth waiting for. */
const confirm = (api: Api, offset: number): Promise<unknown> =>
  api
    .getUpdates({ offset, limit: 1, timeout: 0 }, forLibrary(AbortSignal.timeout(CONFIRM_LIMIT)))
    .catch(() => undefined);
