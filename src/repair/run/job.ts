import type { Text } from "../../core/card.ts";
import type { GatewayAdmin, OpenAdmin } from "../../core/gateway-admin.ts";
import type { Plan } from "../../core/plan.ts";
import { UNDOABLE, type Repair, type RepairState, type RepairStore } from "../../core/repair.ts";
import { SECOND, type Clock, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import type { PinnedSession } from "../../core/gateway.ts";
import { confirmableUntil } from "../plan/approval.ts";

/** A wait is shown as still going on this often. */
export const STILL = 5 * SECOND;

export interface JobPorts {
  readonly openAdmin: OpenAdmin;
  readonly repairs: RepairStore;
  readonly clock: Clock;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly newId: () => string;
}

/** Told after every step, with what it led to; the last one told is the outcome. */
type Tell = (state: RepairState, text: Text, left?: Left) => Promise<void>;

export interface Telling {
  readonly tell: Tell;
  /** Shows for how long what was told last has been going on, where that is a while. */
  pulse(): void;
}

/** Sessions that stay on another model, and the plan that releases them. */
export interface Left {
  readonly pinned: readonly PinnedSession[];
  readonly release: Plan | null;
}

/** Why a gateway could not be worked on. */
export interface Away {
  readonly away: Text;
}

/** One repair that is carried out, with everything that takes: each part asks it for what it needs. */
export interface Job {
  readonly plan: Plan;
  /** The step that was under way when it was found or begun, from 0. */
  readonly step: number;
  /** What is to be done: how the journal has it. */
  readonly state: RepairState;
  /** When the journal last said so. */
  readonly since: Instant;
  /** Until when it could be confirmed. */
  readonly until: Instant;
  /** Nobody else had it in hand before: nothing of it can be written yet. */
  readonly fresh: boolean;
  readonly tell: Tell;
  /** Journals a new state; false when it was in none of the states `from`. */
  move(from: readonly RepairState[], to: RepairState, step: number, detail: Text): Promise<boolean>;
  /** Notes the repair that this one took back. */
  noteUndone(repair: string): Promise<void>;
  /** Keeps a plan that can be confirmed next. */
  add(plan: Plan): Promise<void>;
  newId(): string;
  /** Works on the gateway, which may be restarting: it is looked for until it answers, or for a minute and a half. */
  withAdmin<T>(work: (admin: GatewayAdmin) => Promise<T>): Promise<T | Away>;
  now(): Instant;
  /** Ends early when the process stops, or with a signal of the caller's own. */
  sleep(ms: number, until?: AbortSignal): Promise<void>;
  /** The process stops: what was begun goes on at the next start. */
  isStopped(): boolean;
  readonly signal: AbortSignal;
}

/** A repair as it was begun now, or found begun. */
export type Found = Repair & Pick<Job, "fresh">;

export function createJob(found: Found, ports: JobPorts, { tell, pulse }: Telling, signal: AbortSignal): Job {
  const { plan, state, step, updatedAt, fresh } = found;
  const { openAdmin, repairs, clock, sleep } = ports;
  const pause = async (ms: number, until?: AbortSignal): Promise<void> => {
    const stop = until ? AbortSignal.any([signal, until]) : signal;
    // In pieces: nobody who watches is left without a word for long.
    for (let left = ms; ; left -= STILL) {
      await sleep(Math.min(left, STILL), stop);
      if (stop.aborted) return;
      pulse();
      if (left <= STILL) return;
    }
  };
  return {
    plan,
    step,
    state,
    since: updatedAt,
    until: confirmableUntil(found),
    fresh,
    tell,
    move: (from, to, at, detail) => repairs.move(plan.id, from, to, at, detail),
    async noteUndone(repair) {
      await repairs.move(repair, UNDOABLE, "undone", 0, say("repair.taken-back-by", { name: plan.by.name }));
    },
    add: (next) => repairs.add(next),
    newId: ports.newId,
    async withAdmin(work) {
      const admin = await openPatiently(() => openAdmin(plan.gateway, signal), { clock, sleep: pause, signal });
      if ("away" in admin) return admin;
      try {
        return await work(admin);
      } finally {
        admin.close();
      }
    },
    now: clock,
    sleep: pause,
    isStopped: () => signal.aborted,
    signal,
  };
}

/** How long a gateway may take to come back after a change, and how often it is looked for. */
export const COME_BACK = 90 * SECOND;
const PAUSE = SECOND;

async function openPatiently(
  open: () => ReturnType<OpenAdmin>,
  { clock, sleep, signal }: { clock: Clock; sleep: (ms: number) => Promise<void>; signal: AbortSignal },
): Promise<GatewayAdmin | Away> {
  const deadline = clock() + COME_BACK;
  for (;;) {
    const admin = await open();
    if (!("refused" in admin)) return admin;
    if (clock() + PAUSE > deadline || signal.aborted) return { away: admin.refused.why };
    await sleep(PAUSE);
  }
}

/** Nothing follows: it ends as `text` says. */
export async function end(
  job: Job,
  state: Extract<RepairState, "fixed" | "reverted" | "unclear">,
  text: Text,
): Promise<void> {
  await job.move(["applying", "proving"], state, 0, text);
  await job.tell(state, text);
}

export const isAway = (outcome: object): outcome is Away => "away" in outcome;

export const wordsOf = (error: unknown): Text => (error instanceof Error ? error.message : say("repair.unknown-error"));
