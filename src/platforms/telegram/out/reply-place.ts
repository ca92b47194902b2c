import type { SpokenCard } from "../../../core/card.ts";
import type { CommandReply } from "../../../core/command.ts";
import { PostFailed } from "../../../core/platform.ts";
import type { ReplyPlace } from "../../shared/reply.ts";
import type { Source } from "../in/incoming.ts";
import type { Outlet, Sent } from "./outlet.ts";
import { toPostedRef } from "./posted-ref.ts";
import type { Shown } from "./shown.ts";

export interface ReplyPlaceParts {
  readonly outlet: Outlet;
  readonly shown: Shown;
  /** A private answer cannot reach the caller: says it, or what is to be done for it, some other way. */
  readonly otherwise: (card: SpokenCard, source: Source, signal: AbortSignal) => Promise<void>;
}

/** Telegram takes about one change a second to the same chat for a while, and 20 a minute in a group. */
const BRISK = { pause: 1_000, times: 5 } as const;
const STEADY_PAUSE = 3_000;
export const pauseAfter = (changes: number): number => (changes < BRISK.times ? BRISK.pause : STEADY_PAUSE);

/**
 * The public card under the question, or in place of the card whose button was pressed in a private chat; what is
 * private in the caller's own chat with the bot.
 */
export function createReplyPlace(
  { outlet, shown, otherwise }: ReplyPlaceParts,
  source: Source,
  signal: AbortSignal,
): ReplyPlace<Sent> {
  let pressed = shown.find(source.place, source.message);
  const keep = async (sending: Promise<Sent>): Promise<Sent> => {
    const sent = await sending;
    shown.keep(sent);
    return sent;
  };

  function showHere(card: SpokenCard): Promise<Sent> {
    const before = pressed;
    pressed = null;
    if (before) return keep(outlet.replace(before, card, {}, signal));
    const { place, message } = source;
    return keep(outlet.send(place, card, message === null ? {} : { answering: { place, message } }, signal));
  }

  async function showAlone(card: SpokenCard): Promise<Sent> {
    try {
      if (source.direct === null) throw new PostFailed("gone", "telegram: whoever writes as a chat has none alone");
      return await keep(outlet.send(source.direct, card, {}, signal));
    } catch (error) {
      if (error instanceof PostFailed && error.kind === "gone") await otherwise(card, source, signal);
      throw error;
    }
  }

  return {
    show: (card: SpokenCard, visibility: CommandReply["visibility"]) =>
      visibility === "private" && !source.inPrivate ? showAlone(card) : showHere(card),
    replace: (sent, card) => keep(outlet.replace(sent, card, {}, signal)),
    toRef: toPostedRef,
  };
}
