import type { Api } from "grammy";
import type { BotCommand, BotCommandScope, LanguageCode } from "grammy/types";
import { LANGUAGES, type Language } from "../../../core/card.ts";
import type { CommandSummary } from "../../../core/command.ts";
import type { Log } from "../../../core/log.ts";
import { shorten } from "../../../lib/redact.ts";
import { publishedName } from "../in/command.ts";
import { attempt } from "../wire/attempt.ts";
import { createBackoff } from "../../../lib/backoff.ts";
import { forLibrary } from "../wire/client.ts";
import { speakText } from "../../../words/speak.ts";

const MOST_COMMANDS = 100;
const LONGEST_DESCRIPTION = 256;

interface Menu {
  readonly scope: BotCommandScope;
  /** Left out where it is for everybody who reads none of the others. */
  readonly language_code?: LanguageCode;
  readonly commands: readonly BotCommand[];
}

/**
 * Who is shown which commands: everyone what everyone may use, chat administrators and the operator's own
 * admins (in their chat with the bot) everything, each in their language; names are the same in all of them. A hint
 * only: access is checked when a command comes in.
 */
export const toMenus = (commands: readonly CommandSummary[], admins: readonly string[]): readonly Menu[] =>
  LANGUAGES.flatMap((language) => menusIn(language, commands, admins).map((menu) => ({ ...menu, ...CODES[language] })));

/** Telegram knows languages by two letters, and no scripts. */
const CODES: Readonly<Record<Language, Pick<Menu, "language_code">>> = {
  en: {},
  de: { language_code: "de" },
  "zh-CN": { language_code: "zh" },
};

function menusIn(language: Language, commands: readonly CommandSummary[], admins: readonly string[]): readonly Menu[] {
  const toBotCommand = ({ name, summary }: CommandSummary): BotCommand => ({
    command: publishedName(name),
    description: shorten(speakText(summary, language).toWellFormed(), LONGEST_DESCRIPTION) || name,
  });
  const all = commands.filter(({ name }) => /^\w{1,32}$/.test(publishedName(name))).slice(0, MOST_COMMANDS);
  const shared = all.filter(({ access }) => access === "everyone").map(toBotCommand);
  const full = all.map(toBotCommand);
  const people = admins.filter((id) => /^\d{1,16}$/.test(id));
  return [
    { scope: { type: "default" }, commands: shared },
    { scope: { type: "all_chat_administrators" }, commands: full },
    ...people.map((id): Menu => ({ scope: { type: "chat", chat_id: Number(id) }, commands: full })),
  ];
}

export interface PublishParts {
  readonly api: Api;
  readonly log: Log;
  readonly random: () => number;
}

/** Publishes the menus that differ from what Telegram has. Never rejects: commands work without a menu too. */
export async function publishMenus(parts: PublishParts, menus: readonly Menu[], signal: AbortSignal): Promise<void> {
  for (const menu of menus) {
    const backoff = createBackoff({ first: 2_000, most: 60_000, random: parts.random });
    const outcome = await attempt(() => publish(parts.api, menu, signal), { tries: 8, blindTries: 8, backoff }, signal);
    if (signal.aborted) return;
    // An admin who never opened the bot has no chat with it yet; the menu comes with the next start.
    if (!outcome.ok) parts.log.info({ scope: menu.scope.type, why: outcome.fault.why }, "telegram: menu not published");
  }
}

async function publish(api: Api, { commands, ...whose }: Menu, signal: AbortSignal): Promise<void> {
  const present = await api.getMyCommands(whose, forLibrary(signal));
  if (sameCommands(present, commands)) return;
  await api.setMyCommands(commands, whose, forLibrary(signal));
}

const sameCommands = (a: readonly BotCommand[], b: readonly BotCommand[]): boolean =>
  a.length === b.length &&
  a.every(({ command, description }, index) => command === b[index]?.command && description === b[index]?.description);
