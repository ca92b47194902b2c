import type { Card } from "../../../src/core/card.ts";
import type { CommandCall, CommandReply, CommandSummary } from "../../../src/core/command.ts";
import type { ChatPlatform } from "../../../src/core/platform.ts";

/** What goes wrong with a post. */
export type Trouble =
  | "the line is cut before it arrives"
  | "it arrives and the answer is lost"
  | "the service fails"
  | "the service asks to wait for long"
  | "the bot may not write there"
  | "the card is refused";

/** A platform on its stand-in, which posts. Everything ends with the test, and every call is judged then. */
export interface PostingStand {
  /** The platform as a process of its own has it, with the memory that all of them share. */
  process(): ChatPlatform;
  /** A target that takes posts, and one that nobody knows. */
  readonly room: string;
  readonly nowhere: string;
  /** The first lines that stand in the room, oldest first. */
  standing(): readonly string[];
  /** Spoils the next posts; returns what lifts it. */
  spoil(trouble: Trouble, times?: number): () => void;
  /** The next post arrives and is never answered. */
  fallSilent(): void;
  /** How often the service was called. */
  calls(): number;
  /** Words that must never be told: tokens, addresses. */
  readonly secrets: readonly string[];
  /** Somebody deletes all messages of the room; absent where nothing can be deleted. */
  clear?(): void;
  /** The first line that the newest message is a reply to; absent where there are no replies. */
  answered?(): string | null;
}

type AnswerTo = (call: CommandCall) => Promise<CommandReply>;

/** A platform that serves in a room with several people, where a guest asks. */
interface AnsweringStand {
  readonly asked: readonly CommandCall[];
  /** Settles when `serve` does. */
  readonly served: Promise<void>;
  stop(): void;
  ask(command: string): void;
  /** Presses a button of the newest message that has one with this label. */
  press(label: string): void;
  /** First lines and what else is read by whoever asked. */
  read(): readonly string[];
  /** The same by everybody else in the room. */
  overhead(): readonly string[];
  /** The last thing asked comes once more, as services deliver it after a break; absent where that cannot be. */
  repeat?(): void;
}

export interface PlatformKit {
  readonly name: string;
  readonly openPosting?: () => Promise<PostingStand>;
  readonly openAnswering?: (answer: AnswerTo) => Promise<AnsweringStand>;
}

export const COMMANDS: readonly CommandSummary[] = [
  { name: "model-status", summary: "Which model answers", access: "everyone", options: {} },
  {
    name: "fix-codex",
    summary: "Repair the route",
    access: "admin",
    options: { plan: { description: "Plan" } },
  },
];

export const cardOf = (title: string, more: Partial<Card> = {}): Card => ({
  tone: "critical",
  title,
  blocks: [],
  ...more,
});

/** The first line of a message, without the sign before it. */
export const firstLine = (text: string): string => (text.split("\n")[0] ?? "").replace(/^[^\w"]+/u, "");
