import type { Card } from "./card.ts";
import type { CommandCall, CommandReply, CommandSummary } from "./command.ts";

/** Names a message that was posted, so that it can be replaced later. Opaque outside its platform. */
export interface PostedRef {
  readonly platform: string;
  readonly target: string;
  readonly message: string;
}

export type Answer = (call: CommandCall) => Promise<CommandReply>;

/** How a platform stands with its service, for health checks and for `doctor`. */
export type PlatformStatus =
  | { readonly state: "starting" }
  | { readonly state: "ready"; readonly as: string }
  | { readonly state: "waiting"; readonly why: string };

/** Ended for a reason only the operator can mend, such as a token the service refuses. */
export class PlatformRefused extends Error {
  readonly hint: string;
  constructor(platform: string, why: string, hint: string) {
    super(`${platform}: ${why}`);
    this.name = "PlatformRefused";
    this.hint = hint;
  }
}

export interface ChatPlatform {
  readonly id: string;
  /**
   * Serves commands until `signal` aborts; resolves after an orderly stop. Outages are waited out with
   * back-off; rejects with {@link PlatformRefused} when only the operator can help.
   */
  serve(commands: readonly CommandSummary[], answer: Answer, signal: AbortSignal): Promise<void>;
  /** Posts a card to a channel or chat, or replaces one posted before. Returns where it now stands. */
  post(target: string, card: Card, replacing?: PostedRef, signal?: AbortSignal): Promise<PostedRef>;
  status(): PlatformStatus;
}
