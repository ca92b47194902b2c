import { createHash } from "node:crypto";
import type { Card } from "../../core/card.ts";
import type { PostedRef } from "../../core/platform.ts";
import { DiscordFailure } from "./failure.ts";
import { type Channel, createChannel } from "./messages.ts";
import type { RenderedCard } from "./render/card.ts";
import type { Rest } from "./rest.ts";

export interface PosterParts {
  readonly rest: Rest;
  readonly render: (card: Card) => RenderedCard;
  readonly nonce: () => string;
}

export type Post = (target: string, card: Card, replacing?: PostedRef, signal?: AbortSignal) => Promise<PostedRef>;

/** How many posts of unknown fate are remembered. */
const MOST_DOUBTFUL = 100;

/**
 * Posts cards to channels. When Discord may have taken a post although we saw no answer, posting the same
 * card again within some minutes finds that message instead of making a second one.
 */
export function createPost({ rest, render, nonce }: PosterParts): Post {
  const doubtful = new Map<string, string>();

  async function postAnew(channel: Channel, target: string, rendered: RenderedCard): Promise<string> {
    const key = fingerprint(target, rendered);
    const used = doubtful.get(key) ?? nonce();
    try {
      const message = await channel.post(target, rendered, used);
      doubtful.delete(key);
      return message;
    } catch (error) {
      if (error instanceof DiscordFailure && mayHaveArrived(error)) remember(doubtful, key, used);
      throw error;
    }
  }

  return async (target, card, replacing, signal) => {
    try {
      const channel = createChannel(rest, signal);
      const rendered = render(card);
      const edited = await editUnlessGone(channel, checkTarget(target), rendered, replacing);
      const message = edited ?? (await postAnew(channel, target, rendered));
      return { platform: "discord", target, message };
    } catch (error) {
      if (!(error instanceof DiscordFailure)) throw error;
      const why = error.message.replace(/^discord: /, "");
      throw new DiscordFailure(error.kind, `cannot post to channel ${target}: ${why}`, error.attempts, error.code);
    }
  };
}

async function editUnlessGone(
  channel: Channel,
  target: string,
  rendered: RenderedCard,
  replacing: PostedRef | undefined,
): Promise<string | undefined> {
  if (replacing?.platform !== "discord" || replacing.target !== target) return undefined;
  try {
    return await channel.edit(target, replacing.message, rendered);
  } catch (error) {
    if (error instanceof DiscordFailure && error.kind === "gone") return undefined;
    throw error;
  }
}

function checkTarget(target: string): string {
  if (/^\d{15,20}$/.test(target)) return target;
  throw new DiscordFailure("invalid", "this is no channel id; copy one with Developer Mode switched on", 0);
}

const mayHaveArrived = (failure: DiscordFailure): boolean =>
  failure.kind === "unreachable" || failure.kind === "stopped";

function remember(doubtful: Map<string, string>, key: string, nonce: string): void {
  const [oldest] = doubtful.keys();
  if (doubtful.size >= MOST_DOUBTFUL && oldest !== undefined) doubtful.delete(oldest);
  doubtful.set(key, nonce);
}

const fingerprint = (target: string, rendered: RenderedCard): string =>
  createHash("sha256").update(target).update(JSON.stringify(rendered.body)).digest("base64url");
