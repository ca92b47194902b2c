import type { Card, Language } from "../../core/card.ts";
import type { Log } from "../../core/log.ts";
import type { ChatPlatform } from "../../core/platform.ts";
import { showReply } from "./reply.ts";

/** Says something into a chat that nobody asked for just now, with the patience that answers have. */
export const createTell =
  (
    post: ChatPlatform["post"],
    parts: {
      readonly language: Language;
      readonly random: () => number;
      readonly log: Log;
      readonly signal: AbortSignal;
    },
  ) =>
  (target: string, card: Card): Promise<void> =>
    showReply(
      { card, visibility: "public" },
      {
        show: (shown) => post(target, shown, { language: parts.language }, parts.signal),
        replace: (replacing, shown) => post(target, shown, { replacing, language: parts.language }, parts.signal),
        toRef: () => null,
      },
      { ...parts, pauseAfter: () => 0 },
    );
