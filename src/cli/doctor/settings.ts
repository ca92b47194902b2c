import { ConfigError, readConfig, type Config } from "../../config.ts";
import { VARIABLES } from "../../config/variables.ts";
import { PLATFORMS } from "../../platforms/index.ts";
import { fine, mend, note, type Finding } from "../../core/finding.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** The settings that can be used although others are wrong. */
export interface Settings {
  readonly config: Config;
  /** Variables, without `_FILE`, whose settings are wrong: what hangs on them cannot be checked. */
  readonly broken: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Reads the environment; what is wrong is named once, left out, and the rest is read. */
export function inspectSettings(env: Env, readFile: (path: string) => string): Settings {
  const broken = new Set<string>();
  const wrong: Finding[] = [];
  for (;;) {
    try {
      const config = readConfig(withoutVariables(env, broken), readFile);
      const good = wrong.length === 0 ? [fine("settings", summarize(config))] : wrong;
      return { config, broken, findings: [...good, ...inspectNames(env)] };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const before = broken.size;
      for (const { variable, place, message } of error.problems) {
        wrong.push(mend("settings", `${place}: ${message}`));
        broken.add(baseOf(variable));
      }
      if (broken.size === before) throw error;
    }
  }
}

const baseOf = (variable: string): string => variable.replace(/_FILE$/, "");

const withoutVariables = (env: Env, broken: ReadonlySet<string>): Env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !broken.has(baseOf(name))));

function summarize({ gateways, platforms }: Config): string {
  const chats = platforms.map(({ label }) => label);
  const names = gateways.map(({ name }) => name).join(", ");
  const what = gateways.length === 1 ? `gateway ${names}` : `${gateways.length} gateways (${names})`;
  return `${what}; ${chats.length === 0 ? "no chat" : chats.join(" and ")}`;
}

const familyOf = (name: string): string => name.split("_", 1)[0] ?? "";
const FAMILIES = new Set(["COMPANION", ...PLATFORMS.flatMap(({ variables }) => Object.keys(variables).map(familyOf))]);

/** A name that is nearly right is never read, and nobody says so. `OPENCLAW_…` belongs to the gateway too. */
function inspectNames(env: Env): readonly Finding[] {
  return Object.keys(env)
    .filter((name) => FAMILIES.has(familyOf(name)) && !(name in VARIABLES.shape))
    .map((name) => note("settings", `${name} is not a setting of the companion and is not read`));
}
