import { waitUntil } from "../wait.ts";
import type { Sender } from "./sender.ts";
import { returnOf, SPAWN, subagentOf } from "./signature.ts";
import type { Turn } from "./turn.ts";
import { bookUnheard, type GatewayParts } from "./unheard.ts";

export interface SubagentOptions {
  /** `provider/model` that the configuration sets for subagents. */
  readonly model: string;
}

interface SubagentParts extends Pick<GatewayParts, "journal"> {
  readonly heedsModel: boolean;
}

const SESSION = "agent:main:boss";
const LIMIT = { everyMs: 250, limitMs: 240_000 };

/**
 * Has a user ask for something that the model hands to a subagent, and waits until the gateway has brought back what came
 * of it: three turns, of which that of the subagent is returned.
 */
export async function runSubagent(
  { model }: SubagentOptions,
  sender: Sender,
  { journal, heedsModel }: SubagentParts,
): Promise<Turn> {
  const began = Date.now();
  const [asked] = await sender.send(1, { session: SESSION, text: `please ${SPAWN}` });
  if (asked === undefined) throw new Error("rig: nothing was sent");
  const [turn, back] = [subagentOf(asked.turn), returnOf(asked.turn)];
  const ended = await waitUntil(() => journal.some((one) => one.turn === back && one.status === 200), LIMIT);
  const unheard = { began, via: "subagent", ended } as const;
  const session = "agent:main:subagent";
  const selected = heedsModel ? model : asked.selected;
  const ran = await sender.book(async () => bookUnheard({ ...unheard, turn, session, selected }, journal));
  await sender.book(async () =>
    bookUnheard({ ...unheard, turn: back, session: SESSION, selected: asked.selected }, journal),
  );
  return ran;
}
