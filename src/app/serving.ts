import { text, type Card } from "../core/card.ts";
import { PlatformRefused, type ChatPlatform } from "../core/platform.ts";
import { SECOND } from "../core/time.ts";
import { sleep } from "../lib/backoff.ts";
import { say } from "../words/say.ts";
import { english } from "../words/speak.ts";
import { tellPlatform, type TellParts } from "./tell.ts";

export interface ServingParts extends TellParts {
  readonly serve: (platform: ChatPlatform, signal: AbortSignal) => Promise<void>;
}

/** How often it is looked whether a refused token was corrected. */
const LOOK = 5 * SECOND;

/**
 * Serves platforms, each until its `signal` aborts. One that is refused stops alone: the others go on, are told, and it
 * is served again once its token file holds another token. Rejects with the refusal that leaves none, and with whatever
 * else a platform ends with.
 */
export function createServing(
  platforms: readonly ChatPlatform[],
  parts: ServingParts,
): (platform: ChatPlatform, signal: AbortSignal) => Promise<void> {
  const left = new Set(platforms);
  return async (platform, signal) => {
    for (;;) {
      try {
        await parts.serve(platform, signal);
        return;
      } catch (error) {
        left.delete(platform);
        if (!(error instanceof PlatformRefused) || left.size === 0 || signal.aborted) throw error;
        parts.log.error({ platform: platform.id, hint: english(error.fix) }, `${error.message}; the other chats go on`);
        for (const other of left) void tellPlatform(other, writeRefusal(error), parts);
      }
      if (!(await isRenewed(platform, signal))) return;
      parts.log.info({ platform: platform.id }, "another token is there; this chat is served again");
      left.add(platform);
    }
  };
}

async function isRenewed(platform: ChatPlatform, signal: AbortSignal): Promise<boolean> {
  while (platform.renew && !signal.aborted) {
    await sleep(LOOK, signal);
    if (!signal.aborted && (await platform.renew())) return true;
  }
  return false;
}

const writeRefusal = ({ why, fix }: PlatformRefused): Card => ({
  tone: "critical",
  title: say("bots.refused"),
  blocks: [text(say("bots.refused-why", { why, fix })), text(say("bots.others"))],
});
