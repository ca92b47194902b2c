import type { Card } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import type { Log } from "../../core/log.ts";
import type { Opening } from "./acknowledge.ts";
import { DiscordFailure } from "./failure.ts";
import type { Ticket } from "./interaction.ts";
import { type Channel, type Replies, type Visibility, ORIGINAL } from "./messages.ts";
import type { RenderedCard } from "./render/card.ts";
import { toReplyRef } from "./reply-ref.ts";
import { followUpdates } from "./updates.ts";

export interface ReplyParts {
  readonly ticket: Ticket;
  readonly replies: Replies;
  /** Where a public answer goes once the interaction's 15 minutes are over. */
  readonly channel: Channel;
  readonly channelId: string;
  readonly render: (card: Card) => RenderedCard;
  readonly nonce: () => string;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** A card as it stands in the chat. */
interface Shown {
  readonly message: string;
  readonly visibility: Visibility;
}

/**
 * Shows a reply where its visibility allows: in the placeholder, or in a message of its own when the
 * placeholder has the wrong audience. Then follows its updates in place, to their end even when Discord shows
 * none of them: the work behind them must not depend on who watches. Throws only what the updates threw.
 */
export async function showReply(parts: ReplyParts, opening: Opening, reply: CommandReply): Promise<void> {
  const { visibility, private: secret, updates, trail } = reply;
  const show = (card: Card) => unlessFailed(parts.log, () => showCard(parts, opening, card, visibility));
  let shown = await show(reply.card);
  if (shown) await trail?.stands(toReplyRef(parts.ticket, shown.message));
  if (secret !== undefined) await unlessFailed(parts.log, () => parts.replies.add(parts.render(secret), "private"));
  if (updates === undefined) return;

  let isNewest = false;
  async function next(card: Card): Promise<void> {
    const standing = shown;
    const changed = standing && (await unlessFailed(parts.log, () => replaceCard(parts, standing, card)));
    if (standing === undefined) shown = await show(card);
    isNewest = standing === undefined ? shown !== undefined : changed === true;
  }
  await followUpdates(reply.card, updates, next, parts.signal);
  if (isNewest && !parts.signal.aborted) await trail?.ended();
}

/** A lost card is logged and passed over: the next one, if there is one, takes its place. */
async function unlessFailed<T>(log: Log, show: () => Promise<T>): Promise<T | undefined> {
  try {
    return await show();
  } catch (error) {
    if (!(error instanceof DiscordFailure)) throw error;
    const { kind, code, message } = error;
    if (kind !== "stopped") log.warn({ kind, code }, `an answer could not be shown: ${message}`);
    return undefined;
  }
}

async function showCard(parts: ReplyParts, opening: Opening, card: Card, visibility: Visibility): Promise<Shown> {
  const { replies } = parts;
  const rendered = parts.render(card);
  const fits = opening.kind === "in-place" ? visibility === "private" : opening.visibility === visibility;
  if (fits) return orInChannel(parts, visibility, rendered, () => replies.edit(ORIGINAL, rendered));
  // While a placeholder waits, Discord puts the next message into it, whoever could see that one.
  if (opening.kind === "placeholder") await unlessGone(replies.remove(ORIGINAL));
  return orInChannel(parts, visibility, rendered, () => replies.add(rendered, visibility));
}

/** After 15 minutes a public answer is posted by the bot itself; a private one has nowhere left to go. */
async function orInChannel(
  parts: ReplyParts,
  visibility: Visibility,
  rendered: RenderedCard,
  show: () => Promise<string>,
): Promise<Shown> {
  try {
    return { message: await show(), visibility };
  } catch (error) {
    if (visibility === "private" || !isExpired(error)) throw error;
    const { message } = await parts.channel.post(parts.channelId, rendered, parts.nonce());
    return { message, visibility };
  }
}

async function replaceCard(parts: ReplyParts, shown: Shown, card: Card): Promise<true> {
  const rendered = parts.render(card);
  try {
    await parts.replies.edit(shown.message, rendered);
  } catch (error) {
    if (shown.visibility === "private" || !isExpired(error)) throw error;
    await parts.channel.edit(parts.channelId, shown.message, rendered);
  }
  return true;
}

async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "expired"))) throw error;
  }
}

const isExpired = (error: unknown): boolean => error instanceof DiscordFailure && error.kind === "expired";
