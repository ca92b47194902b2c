import { createHash } from "node:crypto";
import { RESTJSONErrorCodes } from "discord.js";
import type { Language, SpokenCard } from "../../../core/card.ts";
import { type ChatPlatform, type PostOptions } from "../../../core/platform.ts";
import type { PostedRef } from "../../../core/posted.ts";
import { DiscordFailure } from "../wire/failure.ts";
import { type Channel, type Posted, createChannel, createReplies } from "./messages.ts";
import { toNonce } from "./nonce.ts";
import { postingTo } from "./post-failed.ts";
import { explainDenial } from "./rooms.ts";
import { readReplyRef } from "./reply-ref.ts";
import type { RenderedCard } from "./render/card.ts";
import type { Mention } from "../mention.ts";
import { withFirstLine } from "./first-line.ts";
import type { Rest } from "../wire/rest.ts";
import { speak } from "../../../words/speak.ts";
import { say } from "../../../words/say.ts";
import { postFailed } from "../../shared/failed.ts";
import { readWords } from "./words.ts";

export interface PosterParts {
  readonly rest: Rest;
  readonly render: (card: SpokenCard) => RenderedCard;
  /** Of what nobody asked for. */
  readonly language: Language;
  readonly nonce: () => string;
  /** Whom a card mentions that somebody has to look at. */
  readonly mention: () => Mention | null;
}

/** One post on its way: where it goes, as what, and next to which messages of that channel. */
interface Errand {
  readonly channel: Channel;
  readonly target: string;
  readonly rendered: RenderedCard;
  readonly replacing: string | undefined;
  readonly answering: string | undefined;
}

/** How many posts of unknown fate are remembered. */
const MOST_DOUBTFUL = 100;

/** How often a message may have been deleted under one key, in the minutes Discord remembers. */
const MOST_DELETED = 5;

/**
 * Posts cards to channels. When Discord may have taken a post although we saw no answer, posting under the same
 * key, or without one the same card, within some minutes finds that message instead of making a second one.
 */
export function createPost({ rest, render, language, nonce, mention }: PosterParts): ChatPlatform["post"] {
  const doubtful = new Map<string, string>();

  async function postUnnamed(errand: Errand): Promise<string> {
    const fingerprint = fingerprintOf(errand);
    const used = doubtful.get(fingerprint) ?? nonce();
    try {
      const { message } = await postUnder((turn) => (turn === 0 ? used : nonce()), errand);
      doubtful.delete(fingerprint);
      return message;
    } catch (error) {
      if (mayHaveArrived(error)) remember(doubtful, fingerprint, used);
      throw error;
    }
  }

  return async (target, card, how = {}, signal) => {
    try {
      const { key } = how;
      const spoken = speak(card, how.language ?? language);
      const reply = readReplyRef(how.replacing);
      if (how.replacing && reply) {
        // For its reader alone: what cannot be shown there is shown nowhere.
        await createReplies(rest, reply.ticket, signal).edit(reply.message, render(spoken));
        return how.replacing;
      }
      const refs = { replacing: idIn(target, how.replacing), answering: idIn(target, how.answering) };
      const channel = createChannel(rest, signal);
      const rendered = withFirstLine(render(spoken), spoken, how.mention && !how.replacing ? mention() : null);
      const errand: Errand = { channel, target: checkTarget(target), rendered, ...refs };
      const edited = await editUnlessGone(errand);
      const message = edited ?? (await (key === undefined ? postUnnamed(errand) : postNamed(errand, key)));
      return { platform: "discord", target, message };
    } catch (error) {
      throw error instanceof DiscordFailure ? await explainDenial(rest, target, error, signal) : error;
    }
  };
}

async function editUnlessGone({ channel, target, rendered, replacing }: Errand): Promise<string | undefined> {
  if (replacing === undefined) return undefined;
  try {
    return await channel.edit(target, replacing, rendered);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** An earlier post under this key comes back as it was written then, and is brought up to date. */
async function postNamed(errand: Errand, key: string): Promise<string> {
  const { channel, target, rendered } = errand;
  const posted = await postUnder((turn) => toNonce(target, key, `${turn}`), errand);
  return posted.shows === readWords(rendered.body) ? posted.message : channel.edit(target, posted.message, rendered);
}

/** When somebody deleted the message under a nonce, Discord posts no other under it for some minutes. */
async function postUnder(nonceOf: (turn: number) => string, errand: Errand): Promise<Posted> {
  for (let turn = 0; ; turn++) {
    try {
      return await postAnswering(errand, nonceOf(turn));
    } catch (error) {
      if (!isDeleted(error) || turn === MOST_DELETED) throw error;
    }
  }
}

/** Replies need a permission more than posts do; a warning without its thread is worth more than none. */
async function postAnswering({ channel, target, rendered, answering }: Errand, nonce: string): Promise<Posted> {
  try {
    return await channel.post(target, rendered, nonce, answering);
  } catch (error) {
    if (answering === undefined || !(error instanceof DiscordFailure) || error.code !== NO_HISTORY) throw error;
    return channel.post(target, rendered, nonce);
  }
}

const NO_HISTORY = RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory;

const idIn = (target: string, ref: PostOptions["replacing"]): PostedRef["message"] | undefined =>
  ref?.platform === "discord" && ref.target === target ? ref.message : undefined;

function checkTarget(target: string): string {
  if (/^\d{15,20}$/.test(target)) return target;
  throw postFailed("gone", postingTo(target), say("rooms.no-channel-id"));
}

const isDeleted = (error: unknown): boolean =>
  error instanceof DiscordFailure && error.code === RESTJSONErrorCodes.UnknownMessage;

const isGone = (error: unknown): boolean => error instanceof DiscordFailure && error.kind === "gone";

const mayHaveArrived = (error: unknown): boolean =>
  error instanceof DiscordFailure && (error.kind === "unreachable" || error.kind === "stopped");

function remember(doubtful: Map<string, string>, key: string, nonce: string): void {
  const [oldest] = doubtful.keys();
  if (doubtful.size >= MOST_DOUBTFUL && oldest !== undefined) doubtful.delete(oldest);
  doubtful.set(key, nonce);
}

const fingerprintOf = ({ target, rendered }: Errand): string =>
  createHash("sha256").update(target).update(JSON.stringify(rendered.body)).digest("base64url");
