import { note, type Card, type Language, type SpokenCard } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import type { Log } from "../../core/log.ts";
import { PostFailed } from "../../core/platform.ts";
import type { PostedRef } from "../../core/posted.ts";
import { createBackoff, sleep } from "../../lib/backoff.ts";
import { readNewest, type Newest } from "../../lib/newest.ts";
import { say } from "../../words/say.ts";
import { speak } from "../../words/speak.ts";

/** Where the answer to one call is shown: all that a platform brings. Rejects with {@link PostFailed} alone. */
export interface ReplyPlace<Shown> {
  /** As a message of its own, to those whom the visibility names. */
  show(card: SpokenCard, visibility: CommandReply["visibility"]): Promise<Shown>;
  /** In place of what stands there; as a new message where that is no longer possible. */
  replace(shown: Shown, card: SpokenCard): Promise<Shown>;
  /** Its name for later processes; null where there is none. */
  toRef(shown: Shown): PostedRef | null;
}

export interface ReplyParts {
  /** Of whoever reads it. */
  readonly language: Language;
  /** Milliseconds until the next change, after so many of them. */
  readonly pauseAfter: (changes: number) => number;
  readonly random: () => number;
  readonly log: Log;
  /** Ends the showing, not the work behind the cards. */
  readonly signal: AbortSignal;
}

/** How long a card that does not get through now is owed: about an hour. */
const OWED = { tries: 60, first: 2_000, most: 60_000 } as const;

/**
 * What a reply means, for every platform: its card, then what is for the caller alone, then each later card in
 * place of the one before. Of several that come meanwhile only the newest is shown, the last one always, and what
 * does not get through is owed until it stands or a newer one does. The cards are read to their end however little of
 * them is shown, because reading them may be what drives the work.
 */
export async function showReply<Shown>(
  reply: CommandReply,
  place: ReplyPlace<Shown>,
  parts: ReplyParts,
): Promise<void> {
  const { visibility, trail, private: secret } = reply;
  const { language, log, signal } = parts;
  let shown: Shown | undefined;
  const put = async (card: Card): Promise<void> => {
    const isFirst = shown === undefined;
    const spoken = speak(card, language);
    shown = shown === undefined ? await place.show(spoken, visibility) : await place.replace(shown, spoken);
    const ref = isFirst ? place.toRef(shown) : null;
    if (ref !== null) await trail?.stands(ref);
  };
  const source = endingWell(reply, log);
  const later = reply.updates === undefined ? NOTHING_MORE : readNewest(source.cards);
  let accompanying: Promise<unknown> = Promise.resolve();
  const accompany = (): void => {
    if (secret === undefined) return;
    accompanying = showAll(
      async (card) => void (await place.show(speak(card, language), "private")),
      secret,
      NOTHING_MORE,
      parts,
    );
  };
  const isLastShown = await showAll(put, reply.card, later, parts, accompany);
  await accompanying;
  if (reply.updates === undefined || !isLastShown || source.isBroken() || signal.aborted) return;
  await trail?.ended();
}

const NOTHING_MORE: Newest<Card> = {
  next: () => Promise.resolve(undefined),
  take: () => undefined,
  drained: () => true,
};

/** Resolves to whether the last card stands. `afterFirst` is called once the first card was tried. */
async function showAll(
  put: (card: Card) => Promise<void>,
  first: Card,
  later: Newest<Card>,
  { pauseAfter, random, log, signal }: ReplyParts,
  afterFirst: () => void = () => {},
): Promise<boolean> {
  const backoff = createBackoff({ ...OWED, random });
  let isShown = false;
  let [tries, changes, failures] = [0, 0, 0];
  for (let card: Card | undefined = first; card !== undefined;) {
    const failure = await unlessFailed(put, card);
    tries += 1;
    if (tries === 1) afterFirst();
    isShown = failure === null;
    if (failure !== null && !signal.aborted)
      log.warn({ kind: failure.kind }, `an answer could not be shown: ${failure.message}`);
    if (failure?.kind === "later" && failures < OWED.tries && !signal.aborted) {
      failures += 1;
      await sleep(backoff.next(), signal);
      card = later.take() ?? card;
      continue;
    }
    failures = 0;
    backoff.reset();
    if (later.drained()) break;
    await sleep(pauseAfter(changes), signal);
    changes += 1;
    card = await later.next(signal);
  }
  return isShown;
}

async function unlessFailed(put: (card: Card) => Promise<void>, card: Card): Promise<PostFailed | null> {
  try {
    await put(card);
    return null;
  } catch (error) {
    if (error instanceof PostFailed) return error;
    throw error;
  }
}

/** The later cards of a reply; where they end with an error, the last one says so instead of waiting for ever. */
function endingWell({ card, updates }: CommandReply, log: Log) {
  let broken = false;
  async function* read(): AsyncGenerator<Card> {
    let last = card;
    try {
      for await (const next of updates ?? []) {
        last = next;
        yield next;
      }
    } catch (error) {
      broken = true;
      log.error({ err: error }, "what an answer reported on ended with an error");
      yield { tone: "critical", title: last.title, blocks: [...last.blocks, BROKEN] };
    }
  }
  return { cards: read(), isBroken: () => broken };
}

const BROKEN = note(say("excuse.broken"));
