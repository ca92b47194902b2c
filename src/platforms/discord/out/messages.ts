import { MessageFlags, RequestMethod, Routes } from "discord.js";
import type { Ticket } from "../in/interaction.ts";
import { NO_MENTIONS, type RenderedCard } from "./render/card.ts";
import type { Rest } from "../wire/rest.ts";
import { readWords } from "./words.ts";

export type Visibility = "public" | "private";

/** A message as Discord answered it; `shows` is what {@link readWords} makes of its embeds. */
export interface Posted {
  readonly message: string;
  readonly shows: string;
}

/** Messages in channels, written as the bot itself. All throw `DiscordFailure`. */
export const createChannel = (rest: Rest, signal?: AbortSignal) => ({
  /**
   * The nonce makes a repetition find what was posted unseen, as it was posted then. `answering` is a message of
   * the same channel, and may be gone.
   */
  async post(channel: string, { body, files }: RenderedCard, nonce: string, answering?: string): Promise<Posted> {
    const route = Routes.channelMessages(channel);
    const whole = { ...body, nonce, enforce_nonce: true, ...replyTo(answering) };
    const posted = await rest.call({ method: RequestMethod.Post, route, body: whole, files, signed: true }, signal);
    return { message: readId(posted) ?? "", shows: readWords(posted) };
  },
  async edit(channel: string, message: string, { body, files }: RenderedCard): Promise<string> {
    const route = Routes.channelMessage(channel, message);
    return (
      readId(await rest.call({ method: RequestMethod.Patch, route, body, files, signed: true }, signal)) ?? message
    );
  },
});

/** Messages that answer one interaction; they need no permissions, and can be for one reader only. */
export const createReplies = (rest: Rest, ticket: Pick<Ticket, "applicationId" | "token">, signal?: AbortSignal) => ({
  async edit(message: string, { body, files }: RenderedCard): Promise<string> {
    const route = Routes.webhookMessage(ticket.applicationId, ticket.token, message);
    return (
      readId(await rest.call({ method: RequestMethod.Patch, route, body, files, signed: false }, signal)) ?? message
    );
  },
  /** A further message. Discord has no nonce here: when an answer is lost it may come twice. */
  async add({ body, files }: RenderedCard, visibility: Visibility): Promise<string> {
    const route = Routes.webhook(ticket.applicationId, ticket.token);
    const whole = { ...body, ...flagsOf(visibility) };
    const call = { method: RequestMethod.Post, route, body: whole, files, query: { wait: "true" }, signed: false };
    return readId(await rest.call(call, signal)) ?? "";
  },
  async remove(message: string): Promise<void> {
    const route = Routes.webhookMessage(ticket.applicationId, ticket.token, message);
    await rest.call({ method: RequestMethod.Delete, route, signed: false }, signal);
  },
});

export type Channel = ReturnType<typeof createChannel>;
export type Replies = ReturnType<typeof createReplies>;

/** Names the first answer to an interaction, whatever its id. */
export const ORIGINAL = "@original";

export const flagsOf = (visibility: Visibility): { readonly flags?: number } =>
  visibility === "private" ? { flags: MessageFlags.Ephemeral } : {};

export const quiet = { allowed_mentions: NO_MENTIONS } as const;

const replyTo = (message: string | undefined) =>
  message === undefined ? {} : { message_reference: { message_id: message, fail_if_not_exists: false } };

const readId = (message: unknown): string | undefined =>
  typeof message === "object" && message !== null && "id" in message ? String(message.id) : undefined;
