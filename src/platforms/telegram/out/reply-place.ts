import { say } from "../../../words/say.ts";
import { postFailed } from "../../shared/failed.ts";
import type { SpokenCard } from "../../../core/card.ts";
import type { CommandReply } from "../../../core/command.ts";
import { PostFailed } from "../../../core/platform.ts";
import type { ReplyPlace } from "../../shared/reply.ts";
import type { Source } from "../in/incoming.ts";
import type { Outlet } from "./outlet.ts";
import { toPostedRef } from "./posted-ref.ts";
import type { Shown } from "./shown.ts";
import type { Sent } from "./sent.ts";

export interface ReplyPlaceParts {
  readonly outlet: Outlet;
  readonly shown: Shown;
  /** A private answer cannot reach the caller: says it, or what is to be done for it, some other way. */
  readonly otherwise: (card: SpokenCard, source: Source, signal: AbortSignal) => Promise<void>;
  /** Names the answer: a process that was killed may have sent it already. */
  readonly key?: string;
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
  { outlet, shown, otherwise, key }: ReplyPlaceParts,
  source: Source,
  signal: AbortSignal,
): ReplyPlace<Sent> {
  const { place, message } = source;
  let isFirst = true;
  const named = (visibility: CommandReply["visibility"]) => (key === undefined ? {} : { key: `${key} ${visibility}` });

  async function showHere(card: SpokenCard, visibility: CommandReply["visibility"]): Promise<Sent> {
    await shown.settled(place);
    const pressed = isFirst ? shown.find(place, message) : null;
    isFirst = false;
    const how = { ...named(visibility), ...(message !== null && { answering: { place, message } }) };
    return shown.keep(
      place,
      pressed ? outlet.replace(pressed, card, {}, signal) : outlet.send(place, card, how, signal),
    );
  }

  async function showAlone(card: SpokenCard): Promise<Sent> {
    try {
      if (source.direct === null)
        throw postFailed("gone", "telegram: cannot answer alone", say("rooms.no-place-alone"));
      return await shown.keep(source.direct, outlet.send(source.direct, card, named("private"), signal));
    } catch (error) {
      if (error instanceof PostFailed && error.kind === "gone") await otherwise(card, source, signal);
      throw error;
    }
  }

  return {
    show: (card: SpokenCard, visibility: CommandReply["visibility"]) =>
      visibility === "private" && !source.inPrivate ? showAlone(card) : showHere(card, visibility),
    replace: (sent, card) => shown.keep(sent.place, outlet.replace(sent, card, {}, signal)),
    toRef: toPostedRef,
  };
}
