import type { Reply } from "../client/frames.ts";
import type { JournalEntry } from "../upstream/journal.ts";
import type { Turn } from "./turn.ts";

/** What a turn that the gateway begins by itself needs of its rig. */
export interface GatewayParts {
  readonly call: (method: string, params: object) => Promise<Reply>;
  readonly journal: readonly JournalEntry[];
}

interface Unheard extends Pick<Turn, "turn" | "session" | "via" | "selected"> {
  /** In milliseconds since the epoch. */
  readonly began: number;
  readonly ended: boolean;
}

/** Books a turn whose answer nobody heard by what the provider served for it. */
export function bookUnheard({ began, ended, ...told }: Unheard, journal: readonly JournalEntry[]): Turn {
  const answer = journal.findLast((one) => one.kind === "model" && one.turn === told.turn && one.status === 200);
  const sent = { ...told, at: new Date(began).toISOString(), ms: Date.now() - began };
  return ended && answer !== undefined && answer.model !== null
    ? { ...sent, ok: true, model: answer.model, error: null }
    : { ...sent, ok: false, model: null, error: ended ? "no model answered" : "no end of the turn in time" };
}

/** Throws when the gateway refuses. */
export async function ask(call: GatewayParts["call"], method: string, params: object): Promise<unknown> {
  const reply = await call(method, params);
  if (!reply.ok) throw new Error(`rig: ${method} was refused: ${reply.error.message}`);
  return reply.payload;
}
