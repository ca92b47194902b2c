import { text, type Card } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import type { Log } from "../../core/log.ts";
import { say } from "../../words/say.ts";

/** Whoever asks gets an answer, even where giving it broke. */
export async function replyOrExcuse(
  command: string,
  toReply: () => Promise<CommandReply>,
  visibility: CommandReply["visibility"],
  log: Log,
): Promise<CommandReply> {
  try {
    return await toReply();
  } catch (error) {
    log.error({ err: error, command }, "a command ended with an error");
    return { card: EXCUSE, visibility };
  }
}

const EXCUSE: Card = {
  tone: "critical",
  title: say("excuse.title"),
  blocks: [text(say("excuse.text"))],
};
