import type { Companion } from "../app.ts";
import type { Keeping, Kept } from "../app/kept.ts";
import { openReading, type Reading } from "../app/reading.ts";
import type { Config } from "../config.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { isRead } from "../health/readiness.ts";
import { say } from "../words/say.ts";
import { english, speakText } from "../words/speak.ts";
import { createLog } from "./log.ts";
import { readShellConfig, tellDoubts } from "./read-config.ts";
import type { Shell } from "./subcommand.ts";

export interface Opened {
  readonly config: Config;
  readonly companion: Companion;
  readonly log: Log;
}

/** Reads the environment and opens the half that reads, for commands that ask and go. */
export async function openReadingHalf(shell: Shell): Promise<Reading> {
  const config = readShellConfig(shell);
  const log = await createLog(config.logLevel ?? "silent", shell.errors);
  tellDoubts(shell, null);
  const { clock, random, version } = shell;
  const reading = await openReading(config, { clock, random, version, log }, "may");
  tellLacks(shell, reading, null);
  return reading;
}

/** Reads the environment and builds the companion. `logLevel` holds where the environment names none. */
export async function openCompanion(
  shell: Shell,
  logLevel: string,
  reading: Keeping | Reading,
  given?: Config,
): Promise<Opened> {
  const config = given ?? readShellConfig(shell);
  const level = config.logLevel ?? logLevel;
  const log = await createLog(level, shell.errors);
  if (!given) tellDoubts(shell, level === "silent" ? null : log);
  const { clock, random, version } = shell;
  // Loaded here: what only reads does without repairs, warnings and pictures.
  const { createCompanion } = await import("../app.ts");
  const companion = await createCompanion(config, { clock, random, version, log }, reading);
  tellLacks(shell, companion, level === "silent" ? null : log);
  return { config, log, companion };
}

/** Opens every chat that is set up, to be served by this process. */
export function openPlatforms({ clock, random }: Shell, opened: Opened): Promise<readonly ChatPlatform[]> {
  const { companion, config, log } = opened;
  const { callbacks, memory } = companion.store;
  const isAllRead = (): boolean => companion.standings().every((standing) => isRead(standing, clock()));
  const parts = {
    log,
    clock,
    random,
    language: config.language,
    namesZone: config.timezone === null,
    callbacks,
    memory,
    isAllRead,
  };
  return Promise.all(
    config.platforms.map((platform) => platform.open({ ...parts, enrolled: () => companion.enrolled(platform.id) })),
  );
}

const NEW_IDENTITY = say("shell.new-identity");

function tellLacks(
  { errors, language }: Shell,
  { lacks, isStranger }: Pick<Kept, "lacks" | "isStranger">,
  log: Log | null,
): void {
  if (isStranger && log !== null) log.warn({}, english(NEW_IDENTITY));
  else if (isStranger) errors.write(`${speakText(NEW_IDENTITY, language)}\n`);
  if (lacks === null) return;
  for (const line of [lacks.said, say("shell.not-kept")]) errors.write(`${speakText(line, language)}\n`);
}
