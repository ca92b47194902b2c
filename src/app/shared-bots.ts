import { text, type Card } from "../core/card.ts";
import type { ChatPlatform, SharedBot } from "../core/platform.ts";
import { HOUR, type Clock, type Instant } from "../core/time.ts";
import { say } from "../words/say.ts";
import { english } from "../words/speak.ts";
import { tellPlatform, type TellParts } from "./tell.ts";
import { messageOf } from "../lib/message-of.ts";
import { onAbort } from "../lib/abort.ts";

/** How long the same is not said again. */
const QUIET = 12 * HOUR;

/** Says where another program uses the same bot as the companion: each of the two misses what the other takes. */
export function watchSharedBot(
  platform: ChatPlatform,
  { clock, ...parts }: TellParts & { readonly clock: Clock },
): void {
  const told = new Map<string, Instant>();
  const stop = platform.onShared?.(({ why, fix }: SharedBot) => {
    const now = clock();
    const words = english(why);
    if (now - (told.get(words) ?? -QUIET) < QUIET) return;
    told.set(words, now);
    parts.log.warn({ platform: platform.id, why: words, fix: english(fix) }, "another program uses the same bot");
    const card: Card = {
      tone: "warning",
      title: say("bots.shared"),
      blocks: [text(say("bots.shared-why", { why, fix }))],
    };
    tellPlatform(platform, card, parts).catch((error: unknown) =>
      parts.log.warn({ why: messageOf(error) }, "rooms not told of it"),
    );
  });
  if (stop) onAbort(parts.signal, stop);
}
