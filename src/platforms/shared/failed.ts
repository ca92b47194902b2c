import type { Message } from "../../core/card.ts";
import { PlatformRefused, PostFailed } from "../../core/platform.ts";
import { keepText } from "../../words/kept.ts";

interface Besides {
  /** Milliseconds the service asks to wait. */
  readonly retryAfter?: number | undefined;
  readonly fix?: Message | null | undefined;
}

/**
 * A card that did not get through, in words of the catalogue. Logs read their English, after `what` was tried: people are
 * told of a room by its name anyhow.
 */
export const postFailed = (
  kind: PostFailed["kind"],
  what: string,
  why: Message,
  { retryAfter, fix }: Besides = {},
): PostFailed => new PostFailed(kind, keepText(why), retryAfter, fix ? keepText(fix) : undefined, what);

/** A platform that only the operator can help, in words of the catalogue. */
export const platformRefused = (platform: string, why: Message, fix: Message): PlatformRefused =>
  new PlatformRefused(platform, keepText(why), keepText(fix));
