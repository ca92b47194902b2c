import type { EventFrame, Reply } from "../client/frames.ts";
import { at } from "../json.ts";
import { readSignature, type Signature } from "./signature.ts";

/** What a user has heard of one turn so far. */
export interface Heard {
  readonly turn: number;
  readonly run: string;
  /**
   * Nothing is going on right now. Not the end: after an error a fallback may start, and how soon depends on the
   * release and the machine.
   */
  readonly resting: boolean;
  readonly signature: Signature | null;
  /** The newest text that reached the user, signed or not. */
  readonly text: string;
  readonly error: string | null;
}

export const nothingHeard = (turn: number, run: string): Heard => ({
  turn,
  run,
  resting: false,
  signature: null,
  text: "",
  error: null,
});

/** Takes an event in. The answer may come under another run's id, when the session was busy; its signature tells. */
export function hear(heard: Heard, { event, payload }: EventFrame): Heard {
  const own = at(payload, "runId") === heard.run;
  const text = textIn(event, payload);
  const signature = heard.signature ?? readSignature(text, heard.turn);
  if (!own && signature === heard.signature) return heard;
  return {
    ...heard,
    resting: restingAfter(event, payload) ?? heard.resting,
    signature,
    text: text || heard.text,
    error: errorIn(event, payload) ?? heard.error,
  };
}

/** Takes in the gateway's last word on the request; through `agent` it holds the answer. */
export function conclude(heard: Heard, reply: Reply): Heard {
  if (!reply.ok) return { ...heard, error: reply.error.message };
  const payloads = at(reply.payload, "result", "payloads");
  const text = Array.isArray(payloads) ? payloads.map((part) => plain(at(part, "text"))).join("\n") : "";
  const signature = heard.signature ?? readSignature(text, heard.turn);
  return { ...heard, signature, text: text || heard.text };
}

function restingAfter(event: string, payload: unknown): boolean | null {
  if (event === "chat") return at(payload, "state") !== "delta" && at(payload, "state") !== "status";
  if (event !== "agent") return null;
  const phase = at(payload, "stream") === "lifecycle" ? at(payload, "data", "phase") : at(payload, "stream");
  if (phase === "end" || phase === "error") return true;
  return phase === "start" || phase === "assistant" ? false : null;
}

function errorIn(event: string, payload: unknown): string | null {
  const error = event === "chat" ? at(payload, "errorMessage") : at(payload, "data", "error");
  return typeof error === "string" ? error : null;
}

function textIn(event: string, payload: unknown): string {
  if (event === "chat") return messageText(at(payload, "message"));
  return event === "agent" && at(payload, "stream") === "assistant" ? plain(at(payload, "data", "text")) : "";
}

/** Text of a message in any of the shapes releases give it. */
export function messageText(message: unknown): string {
  if (typeof message === "string") return message;
  const content = at(message, "content") ?? at(message, "text");
  return Array.isArray(content) ? content.map((part) => plain(at(part, "text"))).join("\n") : plain(content);
}

const plain = (value: unknown): string => (typeof value === "string" ? value : "");
