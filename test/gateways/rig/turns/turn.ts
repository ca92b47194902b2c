/** How a message travels: as an operator's chat, or through the method the command line uses. */
export type Via = "chat" | "agent";

interface Sent {
  /** Tag of the turn, counting from 1; in its message, in the provider's journal and in the answer. */
  readonly turn: number;
  /** ISO 8601, when it was sent. */
  readonly at: string;
  readonly ms: number;
  readonly session: string;
  /** `cron`: a job of the gateway asked, and nobody heard the answer. */
  readonly via: Via | "cron";
  /** `provider/model` the operator had selected before the turn; null when the gateway could not be asked. */
  readonly selected: string | null;
}

/**
 * One turn as its sender saw it. `model`, without provider, comes from the text that reached the sender; of a cron job
 * from the request that the provider answered last.
 */
export type Turn = Sent &
  (
    | { readonly ok: true; readonly model: string; readonly error: null }
    | { readonly ok: false; readonly model: null; readonly error: string }
  );
