import type { Card } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import type { Log } from "../../core/log.ts";
import type { Opening } from "./acknowledge.ts";
import { DiscordFailure } from "./failure.ts";
import { type Channel, type Replies, type Visibility, ORIGINAL } from "./messages.ts";
import type { RenderedCard } from "./render/card.ts";
import { followUpdates } from "./updates.ts";

export interface ReplyParts {
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
 * placeholder has the wrong audience. Then follows its updates in place. Throws `DiscordFailure`, or what the
 * updates threw.
 */
export async function showReply(parts: ReplyParts, opening: Opening, reply: CommandReply): Promise<void> {
  const shown = await showCard(parts, opening, reply);
  if (reply.private !== undefined) await parts.replies.add(parts.render(reply.private), "private");
  if (reply.updates === undefined) return;
  await followUpdates(reply.card, reply.updates, (card) => update(parts, shown, card), parts.signal);
}

async function showCard(parts: ReplyParts, opening: Opening, { card, visibility }: CommandReply): Promise<Shown> {
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
    return { message: await parts.channel.post(parts.channelId, rendered, parts.nonce()), visibility };
  }
}

/** One lost update is no loss: the next card replaces it. What went wrong is logged. */
async function update(parts: ReplyParts, shown: Shown, card: Card): Promise<void> {
  const rendered = parts.render(card);
  try {
    await parts.replies.edit(shown.message, rendered).catch((error: unknown) => {
      if (shown.visibility === "private" || !isExpired(error)) throw error;
      return parts.channel.edit(parts.channelId, shown.message, rendered);
    });
  } catch (error) {
    if (!(error instanceof DiscordFailure)) throw error;
    parts.log.warn({ kind: error.kind, code: error.code }, `an update could not be shown: ${error.message}`);
  }
}

async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "expired"))) throw error;
  }
}

const isExpired = (error: unknown): boolean => error instanceof DiscordFailure && error.kind === "expired";
