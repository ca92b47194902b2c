import type { SpokenCard } from "../../../core/card.ts";
import { createSerial } from "../../../lib/serial.ts";
import type { ReplyPlace } from "../../shared/reply.ts";
import type { Opening } from "../in/acknowledge.ts";
import { DiscordFailure } from "../wire/failure.ts";
import type { Ticket } from "../in/interaction.ts";
import { type Channel, type Replies, type Visibility, ORIGINAL } from "./messages.ts";
import { toPostFailed } from "./post-failed.ts";
import type { RenderedCard } from "./render/card.ts";
import { toReplyRef } from "./reply-ref.ts";

export interface ReplyParts {
  readonly ticket: Ticket;
  readonly replies: Replies;
  /** Where a public answer goes once the interaction's 15 minutes are over. */
  readonly channel: Channel;
  readonly channelId: string;
  readonly render: (card: SpokenCard) => RenderedCard;
  readonly nonce: () => string;
}

/** A card as it stands in the chat. */
export interface Shown {
  readonly message: string;
  readonly visibility: Visibility;
}

/** Discord allows about five changes in five seconds. */
export const pauseAfter = (): number => 1_000;

/**
 * Shows cards where their visibility allows: in the placeholder, or in a message of its own when the placeholder has
 * the wrong audience.
 */
export function createReplyPlace(parts: ReplyParts, opened: Opening): ReplyPlace<Shown> {
  const { replies } = parts;
  // The placeholder and the pressed message take one card.
  let opening: Opening | null = opened;
  const inTurn = createSerial();

  async function show(card: SpokenCard, visibility: Visibility): Promise<Shown> {
    await opened.heardOf;
    const rendered = parts.render(card);
    const fits = opening?.kind === "in-place" ? visibility === "private" : opening?.visibility === visibility;
    // While a placeholder waits, Discord puts the next message into it, whoever could see that one.
    if (!fits && opening?.kind === "placeholder") await unlessGone(replies.remove(ORIGINAL));
    if (!fits) opening = null;
    const put = fits ? () => replies.edit(ORIGINAL, rendered) : () => replies.add(rendered, visibility);
    const shown = await orInChannel(parts, visibility, rendered, put);
    opening = null;
    return shown;
  }

  async function replace(shown: Shown, card: SpokenCard): Promise<Shown> {
    try {
      return await replaceCard(parts, shown, card);
    } catch (error) {
      if (!(error instanceof DiscordFailure && error.kind === "gone")) throw error;
      return show(card, shown.visibility);
    }
  }

  const orPostFailed = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(work).catch((error: unknown) => {
      throw error instanceof DiscordFailure ? toPostFailed(parts.channelId, error) : error;
    });
  return {
    show: (card, visibility) => orPostFailed(() => show(card, visibility)),
    replace: (shown, card) => orPostFailed(() => replace(shown, card)),
    toRef: ({ message }) => toReplyRef(parts.ticket, message),
  };
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

async function replaceCard(parts: ReplyParts, shown: Shown, card: SpokenCard): Promise<Shown> {
  const rendered = parts.render(card);
  try {
    await parts.replies.edit(shown.message, rendered);
  } catch (error) {
    if (shown.visibility === "private" || !isExpired(error)) throw error;
    await parts.channel.edit(parts.channelId, shown.message, rendered);
  }
  return shown;
}

async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "expired"))) throw error;
  }
}

const isExpired = (error: unknown): boolean => error instanceof DiscordFailure && error.kind === "expired";
