import type { PostedRef } from "../../../core/posted.ts";
import type { Ticket } from "../in/interaction.ts";

/** An answer to an interaction, which is reached with the interaction's token and not as a message of the channel. */
export interface ReplyRef {
  readonly ticket: Pick<Ticket, "applicationId" | "token">;
  readonly message: string;
}

/** `reply:APPLICATION:MESSAGE:TOKEN`; good for the interaction's 15 minutes. */
export const toReplyRef = ({ applicationId, token, channel }: Ticket, message: string): PostedRef => ({
  platform: "discord",
  target: channel,
  message: ["reply", applicationId, message, token].join(":"),
});

/** Undefined for what is a message of a channel, or none of ours. */
export function readReplyRef(ref: PostedRef | undefined): ReplyRef | undefined {
  const [, applicationId, message, token] = /^reply:(\d+):(\d+):(.+)$/s.exec(ref?.message ?? "") ?? [];
  if (ref?.platform !== "discord" || applicationId === undefined || message === undefined || token === undefined)
    return undefined;
  return { ticket: { applicationId, token }, message };
}
