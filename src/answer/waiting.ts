import { text, type Card } from "../core/card.ts";
import type { CommandReply, Trail } from "../core/command.ts";
import type { PostedRef } from "../core/posted.ts";
import { SECOND } from "../core/time.ts";
import { waitAtMost } from "../lib/backoff.ts";
import { say } from "../words/say.ts";

/** Nobody is left without a word for longer, and then for longer than the second. */
const SILENT = SECOND;
const AGAIN = 5 * SECOND;

/** A reply that is there soon, as it is; of one that takes longer a card says so, and it comes in its place. */
export async function showWaiting(answered: Promise<CommandReply>): Promise<CommandReply> {
  let reply: CommandReply | null = null;
  const kept = answered.then((one) => (reply = one));
  await waitAtMost(SILENT, kept);
  if (reply !== null) return reply;
  const trail = toTrail(kept);
  return { card: waiting(SILENT), visibility: "private", updates: follow(kept, () => reply !== null), trail };
}

async function* follow(kept: Promise<CommandReply>, isThere: () => boolean): AsyncGenerator<Card> {
  for (let waited = SILENT; !isThere(); waited += AGAIN) {
    if (waited > SILENT) yield waiting(waited);
    await waitAtMost(AGAIN, kept);
  }
  const { card, updates } = await kept;
  yield card;
  if (updates) yield* updates;
}

/** Where it stands is told to whoever goes on with it, once that is known. */
function toTrail(kept: Promise<CommandReply>): Trail {
  return {
    async stands(ref: PostedRef) {
      void kept.then(({ trail }) => trail?.stands(ref));
    },
    async ended() {
      await (await kept).trail?.ended();
    },
  };
}

const waiting = (ms: number): Card => {
  const time = say("parts.seconds", { count: Math.round(ms / SECOND) });
  return { tone: "neutral", title: say("answer.waiting"), blocks: [text(say("answer.waiting-for", { time }))] };
};
