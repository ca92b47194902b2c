import { ConfigError, readConfig, type Config } from "../../config.ts";
import { VARIABLES } from "../../config/variables.ts";
import { PLATFORMS } from "../../platforms/index.ts";
import { fine, mend, mendable, note, type Finding } from "../../core/finding.ts";
import type { Message } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { sayListed } from "../../words/sequence.ts";
import { resolve } from "node:path";
import type { EnvFileReport } from "../environment.ts";
import type { Shell } from "../subcommand.ts";
import { findNearest } from "../../lib/nearest.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** The settings that can be used although others are wrong. */
export interface Settings {
  readonly config: Config;
  /** Variables, without `_FILE`, whose settings are wrong: what hangs on them cannot be checked. */
  readonly broken: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

const ABOUT = say("doctor.settings");
const NO_FILE: EnvFileReport = { state: "none" };

/** Reads the environment; what is wrong is named once, left out, and the rest is read. */
export function inspectSettings(env: Env, readFile: (path: string) => string, file: EnvFileReport = NO_FILE): Settings {
  const broken = new Set<string>();
  const wrong: Finding[] = [];
  for (;;) {
    try {
      const config = readConfig(withoutVariables(env, broken), readFile);
      const good = wrong.length === 0 ? [fine(ABOUT, summarize(config))] : wrong;
      return { config, broken, findings: [...good, ...inspectNames(env, file)] };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const before = broken.size;
      for (const { variable, place, message } of error.problems) {
        wrong.push(mend(ABOUT, say("doctor.place", { place, what: message })));
        broken.add(baseOf(variable));
      }
      if (broken.size === before) throw error;
    }
  }
}

const baseOf = (variable: string): string => variable.replace(/_FILE$/, "");

const withoutVariables = (env: Env, broken: ReadonlySet<string>): Env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !broken.has(baseOf(name))));

const summarize = ({ gateways, platforms }: Config): Message =>
  say("doctor.set-up", {
    count: gateways.length,
    names: sayListed(gateways.map(({ name }) => name)),
    chats: platforms.length,
    labels: platforms.map(({ label }) => label),
  });

const familyOf = (name: string): string => name.split("_", 1)[0] ?? "";
const FAMILIES = new Set(["COMPANION", ...PLATFORMS.flatMap(({ variables }) => Object.keys(variables).map(familyOf))]);

/** How many settings came from where, for whoever edits a file that is not the one that is read. */
export function inspectOrigins({ env, envFile }: Pick<Shell, "env" | "envFile">): Finding {
  const set = Object.keys(VARIABLES.shape).filter((name) => env[name]?.trim());
  const inFile = envFile.state === "read" ? set.filter((name) => envFile.used.includes(name)).length : 0;
  return note(
    ABOUT,
    say("doctor.origins", {
      count: set.length,
      file: inFile,
      rest: set.length - inFile,
      files: set.filter((name) => name.endsWith("_FILE")).length,
      missing: envFile.state === "none" ? resolve(".env") : "none",
    }),
  );
}

/** A name that is nearly right is never read, and nobody says so. */
function inspectNames(env: Env, file: EnvFileReport): readonly Finding[] {
  const known = Object.keys(VARIABLES.shape);
  return Object.keys(env).flatMap((name) => {
    if (known.includes(name)) return [];
    const meant = findNearest(name.toUpperCase(), known);
    if (meant !== null) {
      const finding = mend(ABOUT, say("doctor.misspelt", { name, meant }));
      // What the environment itself says, and what would say something twice, is left to its author.
      const isOurs = file.state === "read" && file.used.includes(name) && !env[meant]?.trim();
      return [mendable(finding, isOurs ? { kind: "rename", path: file.path, from: name, to: meant } : null)];
    }
    // `OPENCLAW_…` belongs to the gateway too.
    if (!FAMILIES.has(familyOf(name))) return [];
    return [note(ABOUT, say("doctor.no-setting", { name }))];
  });
}
