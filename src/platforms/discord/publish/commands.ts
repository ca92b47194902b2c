import { ApplicationCommandOptionType, ApplicationCommandType } from "discord.js";
import { LANGUAGES, type Language, type Text } from "../../../core/card.ts";
import { visibleOptions, type CommandSummary } from "../../../core/command.ts";
import { clip } from "../../../lib/clip.ts";
import { english, speakText } from "../../../words/speak.ts";

/** By locale, as Discord spells them: which is how languages are called here, too. */
type Localizations = Readonly<Partial<Record<Language, string>>>;

/** What a menu says, in English and whatever else it is said in. Names are the same for everybody. */
interface Described {
  readonly description: string;
  /** Left out where every language says the same. */
  readonly description_localizations?: Localizations;
}

interface PublishedOption extends Described {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly required: boolean;
  readonly autocomplete: boolean;
}

/**
 * A slash command as Discord keeps it. Nobody's permissions hide it, admin commands included: Discord would
 * also hide it from admins whom the operator lists by id. Access is checked when it is used.
 */
export interface PublishedCommand extends Omit<Described, "description_localizations"> {
  readonly type: ApplicationCommandType.ChatInput;
  readonly name: string;
  /** Null takes away what was published before. */
  readonly description_localizations: Localizations | null;
  readonly default_member_permissions: null;
  readonly options: readonly PublishedOption[];
}

export interface RegisteredCommand {
  readonly id: string;
  readonly name: string;
  readonly type: ApplicationCommandType;
  /** What we compare: everything we write, and what we never write and must not find. */
  readonly shape: string;
}

export interface CommandChanges {
  readonly create: readonly PublishedCommand[];
  readonly edit: readonly { readonly id: string; readonly command: PublishedCommand }[];
  readonly remove: readonly RegisteredCommand[];
}

const LONGEST_DESCRIPTION = 100;
const MOST_OPTIONS = 25;

export const toPublished = (command: CommandSummary): PublishedCommand => ({
  type: ApplicationCommandType.ChatInput,
  name: command.name,
  description_localizations: null,
  ...describe(command.summary, command.name),
  default_member_permissions: null,
  // Discord wants the required ones first.
  options: visibleOptions(command.options)
    .toSorted(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false))
    .slice(0, MOST_OPTIONS)
    .map(([name, option]) => ({
      type: ApplicationCommandOptionType.String,
      name,
      ...describe(option.description, name),
      required: option.required ?? false,
      autocomplete: option.choices !== undefined || option.proposals !== undefined,
    })),
});

function describe(text: Text, otherwise: string): Described {
  const say = (words: string): string => clip(words.trim() === "" ? otherwise : words, LONGEST_DESCRIPTION);
  const description = say(english(text));
  const others = LANGUAGES.map((language) => [language, say(speakText(text, language))] as const).filter(
    ([, words]) => words !== description,
  );
  return { description, ...(others.length > 0 && { description_localizations: Object.fromEntries(others) }) };
}

/** What must happen for Discord to list exactly `wanted`. An application's entry point is not ours to touch. */
export function compareCommands(
  registered: readonly RegisteredCommand[],
  wanted: readonly PublishedCommand[],
): CommandChanges {
  const ours = registered.filter((command) => command.type !== ApplicationCommandType.PrimaryEntryPoint);
  const found = (command: PublishedCommand): RegisteredCommand | undefined =>
    ours.find(({ type, name }) => type === command.type && name === command.name);
  return {
    create: wanted.filter((command) => found(command) === undefined),
    edit: wanted.flatMap((command) => {
      const before = found(command);
      return before === undefined || before.shape === shapeOf(command) ? [] : [{ id: before.id, command }];
    }),
    remove: ours.filter(({ type, name }) => !wanted.some((command) => command.type === type && command.name === name)),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads Discord's list; whatever is no command is passed over. */
export const readRegistered = (answer: unknown): readonly RegisteredCommand[] =>
  (Array.isArray(answer) ? answer : []).filter(isFields).flatMap((command) => {
    const { id, name, type = ApplicationCommandType.ChatInput } = command;
    if (typeof id !== "string" || typeof name !== "string" || !isType(type)) return [];
    return [{ id, name, type, shape: shapeOf(command) }];
  });

const isType = (value: unknown): value is ApplicationCommandType => typeof value === "number";
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** Discord leaves out what is false, and answers with much that we never write. */
const shapeOf = (command: object): string => {
  const fields: Fields = { ...command };
  const { description, default_member_permissions: permissions, options } = fields;
  const list = Array.isArray(options) ? options.filter(isFields) : [];
  return JSON.stringify([description, localized(fields), permissions ?? null, list.map(optionShape)]);
};

/** In whatever order Discord has them. */
function localized({ description_localizations: all }: Fields): readonly unknown[] {
  return isFields(all) ? Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)) : [];
}

const optionShape = (option: Fields): readonly unknown[] => [
  option["type"],
  option["name"],
  option["description"],
  localized(option),
  option["required"] ?? false,
  option["autocomplete"] ?? false,
  option["choices"] ?? null,
  option["min_length"] ?? null,
  option["max_length"] ?? null,
  option["options"] ?? null,
];
