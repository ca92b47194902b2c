import type { EventFrame, Reply } from "../client/frames.ts";
import { at } from "../json.ts";
import { readSignature, type Signature } from "./signature.ts";
import type { Via } from "./turn.ts";

/** How far a run has come, as its events tell. A run that failed may start again: that is what a fallback is. */
export type Phase =
  | { readonly kind: "running" }
  /** Taken in while another run of the session was busy; its answer comes under that or another run's id. */
  | { readonly kind: "queued" }
  | { readonly kind: "ended"; readonly how: "final" | "lifecycle" }
  | { readonly kind: "failed"; readonly error: string };

export interface Progress {
  readonly turn: number;
  readonly runs: readonly string[];
  readonly phase: Phase;
  readonly signature: Signature | null;
  /** The newest text that reached the user, signed or not. */
  readonly text: string;
  /** When the run was last heard of, in milliseconds. */
  readonly heardAt: number;
}

export const begin = (turn: number, runId: string, now: number): Progress => ({
  turn,
  runs: [runId],
  phase: { kind: "running" },
  signature: null,
  text: "",
  heardAt: now,
});

/** Takes one event in; events of other runs change nothing, unless they carry this turn's answer. */
export function observe(progress: Progress, { event, payload }: EventFrame, now: number): Progress {
  const runId = at(payload, "runId");
  if (typeof runId !== "string") return progress;
  const text = textOf(event, payload);
  const signature = progress.signature ?? readSignature(text, progress.turn);
  const found = signature !== progress.signature;
  if (!found && !progress.runs.includes(runId)) return progress;
  return {
    ...progress,
    runs: found ? [...progress.runs, runId] : progress.runs,
    phase: nextPhase({ ...progress, text: text || progress.text }, event, payload),
    signature,
    text: text || progress.text,
    heardAt: now,
  };
}

/** Takes in the reply to the request that started the run; through `agent` it comes last and holds the answer. */
export function conclude(progress: Progress, reply: Reply, via: Via, now: number): Progress {
  if (!reply.ok) return { ...progress, phase: failed(reply.error.message), heardAt: now };
  if (via === "chat") return progress;
  const payloads = at(reply.payload, "result", "payloads");
  const text = Array.isArray(payloads) ? payloads.map((part) => plain(at(part, "text"))).join("\n") : "";
  const status = at(reply.payload, "status");
  return {
    ...progress,
    phase: status === "ok" ? { kind: "ended", how: "final" } : failed(at(reply.payload, "summary") ?? status),
    signature: progress.signature ?? readSignature(text, progress.turn),
    text: text || progress.text,
    heardAt: now,
  };
}

function nextPhase({ phase, text }: Progress, event: string, payload: unknown): Phase {
  if (event === "chat") {
    const state = at(payload, "state");
    if (state === "final") return text === "" ? { kind: "queued" } : { kind: "ended", how: "final" };
    if (state === "error" || state === "aborted") return failed(at(payload, "errorMessage") ?? state);
    return phase;
  }
  if (event !== "agent") return phase;
  const stream = at(payload, "stream");
  if (stream === "assistant") return { kind: "running" };
  if (stream !== "lifecycle") return phase;
  switch (at(payload, "data", "phase")) {
    case "start":
      return { kind: "running" };
    case "end":
      return phase.kind === "ended" ? phase : { kind: "ended", how: "lifecycle" };
    case "error":
      return failed(at(payload, "data", "error"));
    default:
      return phase;
  }
}

const failed = (why: unknown): Phase => ({
  kind: "failed",
  error: typeof why === "string" ? why : JSON.stringify(why),
});

function textOf(event: string, payload: unknown): string {
  if (event === "agent") return at(payload, "stream") === "assistant" ? plain(at(payload, "data", "text")) : "";
  return event === "chat" ? messageText(at(payload, "message")) : "";
}

/** Text of a message in any of the shapes releases give it. */
export function messageText(message: unknown): string {
  if (typeof message === "string") return message;
  const content = at(message, "content") ?? at(message, "text");
  return Array.isArray(content) ? content.map((part) => plain(at(part, "text"))).join("\n") : plain(content);
}

const plain = (value: unknown): string => (typeof value === "string" ? value : "");

/** After these errors a fallback follows at once or not at all; after others the gateway repeats the run, with pauses. */
const SETTLED = /40[134]|not found|unauthori[sz]ed|auth|scope|sign in|unknown model|cooldown|all models failed/i;

/** For how many milliseconds nothing more may be heard before the turn counts as over; null: not over yet. */
export function quietNeeded({ phase, signature }: Progress): number | null {
  const signed = signature !== null;
  switch (phase.kind) {
    case "running":
      return signed ? 5_000 : null;
    case "queued":
      return signed ? 1_500 : 60_000;
    case "ended":
      return signed ? 200 : unsignedEnd(phase.how);
    case "failed":
    default:
      return signed ? 200 : unsignedFailure(phase.error);
  }
}

const unsignedEnd = (how: "final" | "lifecycle"): number => (how === "final" ? 800 : 1_500);

const unsignedFailure = (error: string): number => (SETTLED.test(error) ? 4_000 : 20_000);
