/** How a message travels: as an operator's chat, or through the method the command line uses. */
export type Via = "chat" | "agent";

interface Sent {
  /** Tag of the turn, counting from 1; in its message, in the provider's journal and in the answer. */
  readonly turn: number;
  /** ISO 8601, when it was sent. */
  readonly at: string;
  readonly ms: number;
  readonly session: string;
  /** `cron`, `heartbeat`, `subagent`: the gateway asked by itself, and nobody heard the answer. */
  readonly via: Via | "cron" | "heartbeat" | "subagent";
  /** `provider/model` the operator had selected before the turn; null when the gateway could not be asked. */
  readonly selected: string | null;
}

/**
 * One turn as its sender saw it. `model`, without provider, comes from the text that reached the sender; of what
 * the gateway asked by itself, from the request that the provider answered last.
 */
export type Turn = Sent &
  (
    | { readonly ok: true; readonly model: string; readonly error: null }
    | { readonly ok: false; readonly model: null; readonly error: string }
  );
