import { at } from "../json.ts";
import type { Heartbeat } from "../upstream/request.ts";
import { waitUntil } from "../wait.ts";
import { DEFAULT_SESSION } from "./send.ts";
import { tagMessage } from "./signature.ts";
import type { Turn } from "./turn.ts";
import { ask, bookUnheard, type GatewayParts } from "./unheard.ts";

export interface HeartbeatOptions {
  /** `provider/model` that the configuration sets for heartbeats, or the agent's own. */
  readonly model: string;
  /** The model finds nothing to tell, as it mostly does. */
  readonly quiet?: boolean;
}

interface HeartbeatParts extends GatewayParts {
  /** Tells the provider which heartbeat comes. */
  readonly expect: (next: Heartbeat) => void;
}

const LIMIT = { everyMs: 250, limitMs: 120_000 };

/** Has the gateway look now whether there is something to do, and waits until it says that it has. Rejects when it asks no model. */
export async function runHeartbeat(
  { model, quiet = false }: HeartbeatOptions,
  turn: number,
  { call, journal, expect }: HeartbeatParts,
): Promise<Turn> {
  const began = Date.now();
  expect({ turn, quiet });
  await ask(call, "wake", { mode: "now", text: tagMessage("look at the list", turn) });
  const requests = () => journal.filter((one) => one.kind === "model" && one.turn === turn);
  if (!(await waitUntil(() => requests().length > 0, LIMIT))) throw new Error("rig: a heartbeat asked no model");
  // One that nobody is to be told of ends as "skipped", like one that has to wait for a busy session.
  const isOver = async (): Promise<boolean> => {
    const last = Number(at(await ask(call, "last-heartbeat", {}), "ts") ?? 0);
    return requests().some((one) => last >= Date.parse(one.at));
  };
  const ended = await waitUntil(isOver, LIMIT);
  return bookUnheard({ turn, began, session: DEFAULT_SESSION, via: "heartbeat", selected: model, ended }, journal);
}
