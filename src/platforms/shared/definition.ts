import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { FindToken } from "../../config/tokens.ts";
import type { Message, Text } from "../../core/card.ts";
import type { Network } from "../../lib/network.ts";
import type { CheckParts, ConfiguredPlatform } from "../../core/configured-platform.ts";
import { createRenewable } from "./renewable.ts";

/** One setting that `setup` asks for. */
export interface Question {
  readonly variable: string;
  readonly message: Message;
  /** `secret` is not shown while typed, and an empty answer keeps what is set. */
  readonly kind: "plain" | "secret";
  readonly required: boolean;
  readonly initial?: string;
}

/** What a service says to whoever sets it up. */
export interface Introduction {
  readonly tone: "success" | "warn";
  readonly line: Text;
  /** Where the bot is let in; null where there is nothing to open. */
  readonly link: { readonly title: Text; readonly url: string } | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** How a person hands over a code of `setup`: a sentence, and where it can be done with one tap. */
export interface HandOver {
  readonly line: Text;
  readonly link: string | null;
}

/** Where people are, a code makes one of them an admin, or a room one for warnings. */
export interface EnrolGuide {
  /** `as`: the bot, as its platform calls it; null where nobody knows. `isShut`: as `isShut` below says. */
  admin(code: string, as: string | null, isShut: boolean): HandOver;
  room(code: string, as: string | null): HandOver;
  /** Whether the settings keep people from asking the bot in private. */
  readonly isShut?: (env: Env) => boolean;
}

/** How `setup` comes to the settings. */
interface SetupGuide {
  readonly title: Text;
  readonly steps: readonly Text[];
  /** Without an answer to this one, the platform is not set up. */
  readonly first: Question;
  readonly others: readonly Question[];
  /** Absent where nobody can ask. */
  readonly enrol?: EnrolGuide;
  /** Says whose the answer to the first question is; null where there is nobody to ask. */
  introduce(answer: string, env: Env, parts: CheckParts): Promise<Introduction | null>;
}

/** A platform, whole: its variables, how they are asked for, and what becomes of them. */
export interface PlatformDefinition {
  readonly id: string;
  readonly label: string;
  readonly variables: Readonly<Record<string, z.ZodType>>;
  readonly setup: SetupGuide;
  /** Null when it is not set up. `set` holds what is right of the environment. */
  configure(set: Readonly<Record<string, unknown>>, token: FindToken, network: Network): ConfiguredPlatform | null;
}

/** Erases the types of a platform's variables for the registry, after its own file was checked against them. */
export const definePlatform = <const V extends Readonly<Record<string, z.ZodType>>>(
  own: Omit<PlatformDefinition, "variables" | "configure"> & {
    readonly variables: V;
    configure(
      set: z.infer<z.ZodObject<V>>,
      token: FindToken,
      network: Network,
    ): Pick<ConfiguredPlatform, "rooms" | "roomsIn" | "admins" | "settings" | "open" | "check"> | null;
  },
): PlatformDefinition => ({
  id: own.id,
  label: own.label,
  setup: own.setup,
  variables: own.variables,
  configure(set, token, network) {
    const read = () => own.configure(z.object(own.variables).parse(set), token, network);
    const configured = read();
    if (configured === null) return null;
    let settings: object = configured.settings;
    const open: ConfiguredPlatform["open"] = async (parts) =>
      createRenewable(await configured.open(parts), async () => {
        const now = read();
        if (now === null || isDeepStrictEqual(now.settings, settings)) return null;
        ({ settings } = now);
        return now.open(parts);
      });
    return { id: own.id, label: own.label, ...configured, open };
  },
});

export const plainQuestion = (variable: string, message: Message): Question => ({
  variable,
  message,
  kind: "plain",
  required: false,
});

export const secretQuestion = (variable: string, message: Message): Question => ({
  ...plainQuestion(variable, message),
  kind: "secret",
  required: true,
});
