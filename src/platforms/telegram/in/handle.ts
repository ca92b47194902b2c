import type { Log } from "../../../core/log.ts";
import type { PlaceNews } from "../../../core/places.ts";
import type { LostCopies } from "../out/lost-copies.ts";
import type { Migration } from "../wire/moves.ts";
import type { Incoming, Received } from "./incoming.ts";
import type { Responder } from "./respond.ts";

export interface HandlerParts {
  readonly responder: Responder;
  readonly toIncoming: (received: Received) => Incoming;
  readonly copies: Pick<LostCopies, "seen">;
  readonly log: Log;
  /** The bot joined this chat, or may do other things there. */
  readonly onMember: (chat: string) => void;
  readonly onPlace: (news: PlaceNews) => void;
  readonly onMigration: (migration: Migration) => Promise<void>;
}

/** As often what ends its process is begun, as far as that is known; then it is asked about, and then it is dropped. */
const MOST_BEGUN = 3;

/**
 * Sees one update through. Calls `letGo` once the update need not come again: when its answer stands, or nothing is to be
 * said; not where `signal` cuts it short.
 */
export type Handler = (received: Received, letGo: (kept: boolean) => void, signal: AbortSignal) => Promise<void>;

export function createHandler(parts: HandlerParts): Handler {
  const { responder, log } = parts;
  const see = async (received: Received, stands: () => void, signal: AbortSignal): Promise<"asked" | "told"> => {
    const { update, begun } = received;
    if (update.message) parts.copies.seen(update.message.chat.id, update.message.message_id);
    const incoming = parts.toIncoming(received);
    const asking = { key: `answer ${update.update_id}`, isAvoided: begun >= MOST_BEGUN, stands };
    if (incoming.kind === "command") await responder.command(incoming, asking, signal);
    if (incoming.kind === "press") await responder.press(incoming, asking, signal);
    if (incoming.kind === "membership") {
      log.info({ chat: incoming.chat, status: incoming.status }, "telegram: membership changed");
      parts.onMember(String(incoming.chat));
      if (incoming.news !== null) parts.onPlace(incoming.news);
    }
    if (incoming.kind === "migration") await parts.onMigration(incoming.migration);
    return incoming.kind === "command" || incoming.kind === "press" ? "asked" : "told";
  };
  return async (received, letGo, signal) => {
    const { update, begun } = received;
    const fields = { update: update.update_id, begun };
    if (begun > MOST_BEGUN) {
      log.error(fields, "telegram: an update that was begun again and again is dropped");
      return letGo(true);
    }
    if (begun === MOST_BEGUN) log.warn(fields, "telegram: an update was begun again and again; it is asked about");
    let isAsked = true;
    try {
      isAsked = (await see(received, () => letGo(true), signal)) === "asked";
    } finally {
      if (!signal.aborted) letGo(isAsked);
    }
  };
}
