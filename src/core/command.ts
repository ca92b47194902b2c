import type { Card, Language, Text } from "./card.ts";
import type { PostedRef } from "./posted.ts";
import type { Instant } from "./time.ts";

/** One argument a command takes. Everything arrives as text; `choices` proposes values while typing. */
export interface Option {
  readonly description: Text;
  readonly required?: boolean;
  /** Only buttons carry it; platforms do not publish it. */
  readonly hidden?: boolean;
  /** Whether a value means something; any other is refused before the command runs. Left out, all do. */
  readonly takes?: (value: string) => boolean;
  readonly choices?: (typed: string, soFar: Readonly<Record<string, string>>) => readonly string[];
  /** What is proposed is all that it takes: whoever is told how to call it is told these. */
  readonly closed?: true;
  /** The same where they must be asked for first: proposed while typing, and judged by the command itself. */
  readonly proposals?: (soFar: Readonly<Record<string, string>>) => Promise<readonly string[]>;
}

export type Options = Readonly<Record<string, Option>>;

type ArgsOf<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly required: true } ? string : string | undefined;
};

/** Who asks. `admin` is decided by the platform from the operator's own list, never from chat permissions. */
export interface Caller {
  readonly platform: string;
  readonly id: string;
  readonly name: string;
  readonly admin: boolean;
  /** What the chat tells of it; left out where it tells nothing. */
  readonly language?: Language;
  /** The gateways somebody is an admin of who is none of the platform's. */
  readonly adminOf?: readonly string[];
}

export interface CommandContext {
  readonly caller: Caller;
  readonly now: Instant;
  /** Where the command was given; what `post` takes as a target. */
  readonly place: string;
  readonly origin: Origin;
  /** The caller's own card whose button was pressed: the answer stands in its place. */
  readonly pressed?: PostedRef;
  readonly signal: AbortSignal;
}

/**
 * What a command answers. `private` is for the caller's eyes only and accompanies a public card;
 * `updates` replaces the card in place while a long command goes on; `trail` is for what must be seen through by a
 * later process when this one ends before.
 */
export interface CommandReply {
  readonly card: Card;
  readonly visibility: "public" | "private";
  readonly private?: Card;
  readonly updates?: AsyncIterable<Card>;
  readonly trail?: Trail;
}

/** What becomes of a card that goes on. Neither rejects. */
export interface Trail {
  /** Where it stands. */
  stands(ref: PostedRef): Promise<void>;
  /** Its last update was shown. */
  ended(): Promise<void>;
}

export interface Command<O extends Options = Options> {
  /** Lower case with hyphens, as in `/model-status`; platforms that cannot write hyphens publish underscores. */
  readonly name: string;
  readonly summary: Text;
  readonly access: "everyone" | "admin";
  /** Whether what was given with it is to prove who asks: then strangers may use it too, a few times. */
  readonly proves?: (args: Readonly<Record<string, string>>) => boolean;
  /** It shows a plan that a button of its card confirms. */
  readonly plans?: true;
  readonly options: O;
  run(context: CommandContext, args: ArgsOf<O>): Promise<CommandReply>;
}

/** Erases a command's option types for the registry, after its own file was checked against them. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command => command;

/** What a platform needs to publish a command. */
export type CommandSummary = Pick<Command, "name" | "summary" | "access" | "options">;

/** The conversation something was asked in, and when. */
export interface Origin {
  readonly platform: string;
  /** `direct` is read by the caller and the bot alone. */
  readonly kind: "direct" | "group" | "channel";
  /** The Discord server or the Telegram chat; null where there is none, as in a direct message on Discord. */
  readonly community: string | null;
  /** The app came along with the caller: the bot need not be a member there. */
  readonly userInstalled: boolean;
  /** When it was said or pressed, by the service's clock; null when the service does not tell. */
  readonly at: Instant | null;
}

/** A command as it was typed or tapped, before anything was checked. */
export interface CommandCall {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly origin: Origin;
  readonly place: string;
  /** The caller's own card whose button was pressed: the answer stands in its place. */
  readonly pressed?: PostedRef;
  readonly signal: AbortSignal;
}

/** An option of a command while it is typed; `args` holds what stands in the others. */
export interface TypingCall extends CommandCall {
  readonly option: string;
  readonly typed: string;
}

/** `/model-history [gateway] [1h|24h]`, as help and refusals show it. */
export const usageOf = ({ name, options }: Pick<Command, "name" | "options">): string =>
  [`/${name}`, ...visibleOptions(options).map(toSlot)].join(" ");

function toSlot([name, { required, closed, choices }]: readonly [string, Option]): string {
  const taken = (closed && choices?.("", {}).join("|")) || name;
  return required ? `<${taken}>` : `[${taken}]`;
}

/** The options people type, in order. */
export const visibleOptions = (options: Options): readonly (readonly [string, Option])[] =>
  Object.entries(options).filter(([, { hidden }]) => !hidden);
