import { at } from "../json.ts";
import { waitUntil } from "../wait.ts";
import { tagMessage } from "./signature.ts";
import type { Turn } from "./turn.ts";
import { ask, bookUnheard, type GatewayParts } from "./unheard.ts";

export interface JobOptions {
  readonly name: string;
  /** `provider/model` its owner chose for it. */
  readonly model: string;
}

const DAY_MS = 86_400_000;
const LIMIT = { everyMs: 250, limitMs: 120_000 };

/** Adds a cron job with a session of its own, has it run once, now, and waits for its end. Rejects when it is refused. */
export async function runJob(
  { name, model }: JobOptions,
  turn: number,
  { call, journal }: GatewayParts,
): Promise<Turn> {
  const began = Date.now();
  const added = await ask(call, "cron.add", {
    name,
    schedule: { kind: "every", everyMs: DAY_MS },
    sessionTarget: "isolated",
    wakeMode: "now",
    payload: { kind: "agentTurn", message: tagMessage("say hello", turn), model },
    delivery: { mode: "none" },
  });
  const id = String(at(added, "id") ?? at(added, "job", "id"));
  await ask(call, "cron.run", { id, mode: "force" });
  const ended = await waitUntil(async () => isOver(await ask(call, "cron.list", {}), id), LIMIT);
  const unheard = { turn, began, session: `agent:main:cron:${id}`, via: "cron", selected: model, ended } as const;
  return bookUnheard(unheard, journal);
}

function isOver(listed: unknown, id: string): boolean {
  const jobs = at(listed, "jobs");
  const job: unknown = Array.isArray(jobs) ? jobs.find((one) => at(one, "id") === id) : undefined;
  return at(job, "state", "lastRunAtMs") !== undefined && at(job, "state", "runningAtMs") === undefined;
}
