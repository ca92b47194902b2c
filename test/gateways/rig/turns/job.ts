import type { Reply } from "../client/frames.ts";
import { at } from "../json.ts";
import type { JournalEntry } from "../upstream/journal.ts";
import { waitUntil } from "../wait.ts";
import { tagMessage } from "./signature.ts";
import type { Turn } from "./turn.ts";

export interface JobOptions {
  readonly name: string;
  /** `provider/model` its owner chose for it. */
  readonly model: string;
}

/** What a job needs of its rig. */
export interface JobParts {
  readonly call: (method: string, params: object) => Promise<Reply>;
  readonly journal: readonly JournalEntry[];
}

const DAY_MS = 86_400_000;
const LIMIT = { everyMs: 250, limitMs: 120_000 };

/** Adds a cron job with a session of its own, has it run once, now, and waits for its end. Rejects when it is refused. */
export async function runJob({ name, model }: JobOptions, turn: number, { call, journal }: JobParts): Promise<Turn> {
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
  const answer = journal.findLast((one) => one.kind === "model" && one.turn === turn && one.status === 200);
  const sent = {
    turn,
    at: new Date(began).toISOString(),
    ms: Date.now() - began,
    session: `agent:main:cron:${id}`,
    via: "cron",
    selected: model,
  } as const;
  return ended && answer !== undefined && answer.model !== null
    ? { ...sent, ok: true, model: answer.model, error: null }
    : { ...sent, ok: false, model: null, error: ended ? "no model answered the job" : "no end of the job in time" };
}

async function ask(call: JobParts["call"], method: string, params: object): Promise<unknown> {
  const reply = await call(method, params);
  if (!reply.ok) throw new Error(`rig: ${method} was refused: ${reply.error.message}`);
  return reply.payload;
}

function isOver(listed: unknown, id: string): boolean {
  const jobs = at(listed, "jobs");
  const job: unknown = Array.isArray(jobs) ? jobs.find((one) => at(one, "id") === id) : undefined;
  return at(job, "state", "lastRunAtMs") !== undefined && at(job, "state", "runningAtMs") === undefined;
}
