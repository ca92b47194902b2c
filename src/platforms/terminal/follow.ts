import type { Language, SpokenCard } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import { SILENT } from "../../core/log.ts";
import { SECOND } from "../../core/time.ts";
import { waitAtMost } from "../../lib/backoff.ts";
import { say } from "../../words/say.ts";
import { speakText } from "../../words/speak.ts";
import { showReply } from "../shared/reply.ts";

/** A terminal keeps every card it was shown; `instead` says that the one before no longer holds. */
export type Print = (card: SpokenCard, standing: "beside" | "instead") => void;

/** Prints a reply and each later card, until the last one or until `signal` aborts. */
export function followInTerminal(
  reply: CommandReply,
  language: Language,
  print: Print,
  signal: AbortSignal,
): Promise<void> {
  const printed = (card: SpokenCard, standing: "beside" | "instead"): Promise<true> => {
    print(card, standing);
    return Promise.resolve(true);
  };
  const place = {
    show: (card: SpokenCard) => printed(card, "beside"),
    replace: (_: true, card: SpokenCard) => printed(card, "instead"),
    toRef: () => null,
  };
  // Whatever goes wrong is on the screen.
  return showReply(reply, place, { language, pauseAfter: () => 0, random: () => 0, log: SILENT, signal });
}

/** Waits for an answer, and says so where it takes longer than a second. */
export async function waitedFor<T>(answer: Promise<T>, language: Language, tell: (line: string) => void): Promise<T> {
  let isThere = false;
  const there = answer.finally(() => (isThere = true));
  await waitAtMost(SECOND, there);
  if (!isThere) tell(speakText(say("answer.waiting-line"), language));
  return there;
}
