import { text, type Card } from "../../../core/card.ts";
import type { CommandSummary } from "../../../core/command.ts";

/** Answers `/start`, which Telegram sends when someone opens the bot for the first time. */
export function toGreeting(commands: readonly CommandSummary[], admin: boolean): Card {
  const usable = commands.filter(({ access }) => admin || access === "everyone");
  return {
    tone: "neutral",
    title: "OpenClaw Companion",
    blocks: [
      text("Private answers can reach you here from now on. What you can ask:"),
      { kind: "list", items: usable.map(({ name, summary }) => [`/${name}`, ` ${summary}`]) },
    ],
  };
}

/** What a caller sees when answering itself broke. */
export const BROKEN: Card = {
  tone: "critical",
  title: "That did not work",
  blocks: [text("The companion failed while answering; its log tells why.")],
};

/** Stands in a group for an answer that is meant for one person who cannot be written to. Holds no detail. */
export const toInvitation = (bot: string): string =>
  `This answer is private: open a private chat with @${bot}, press Start, and the next one reaches you there.`;
