import type { z } from "zod";
import { databaseUrl, toDatabaseAddress } from "./config/database.ts";
import { toGateways } from "./config/gateways.ts";
import { alone, readToken, type FindToken, type Problem } from "./config/tokens.ts";
import { readCarried } from "./config/said.ts";
import { expandHome } from "./config/types.ts";
import type { Language, Message } from "./core/card.ts";
import type { ThresholdOverrides } from "./core/rules.ts";
import { OWN_VARIABLES, VARIABLES, type Variables } from "./config/variables.ts";
import type { ConfiguredPlatform } from "./core/configured-platform.ts";
import type { DatabaseAddress } from "./core/store.ts";
import { PLATFORMS } from "./platforms/index.ts";
import { say } from "./words/say.ts";
import { english } from "./words/speak.ts";
import { readNetwork, type Network } from "./lib/network.ts";
import type { GatewayConfig } from "./config/gateways.ts";

/** What the companion runs with. Frozen; read once, from the environment. */
export interface Config {
  readonly gateways: readonly GatewayConfig[];
  /** Those that are set up, in the order of the registry. */
  readonly platforms: readonly ConfiguredPlatform[];
  /** Who is answered besides admins and members of what was set up: `everyone`, `discord:<server>`, `telegram:<chat>`. */
  readonly audience: readonly string[];
  readonly dataDir: string;
  /** Where everything is kept instead of a file in `dataDir`; null where it is kept in that file. */
  readonly database: DatabaseAddress | null;
  readonly network: Network;
  /** How many admins must confirm a repair. */
  readonly approvals: 1 | 2;
  /** The zone of times in rooms, of digests and of quiet hours; null where it is this host's. */
  readonly timezone: string | null;
  /** Of what nobody asked for, and of those whose language is unknown. */
  readonly language: Language;
  /** How many US dollars answers of a gateway may cost a day before it is a warning; null where nobody said. */
  readonly dailySpend: number | null;
  /** Thresholds of warning rules that differ from the built-in ones. */
  readonly warningRules: ThresholdOverrides;
  readonly http: HttpConfig | null;
  /** Null leaves the choice to the command: services log, one-shot commands do not. */
  readonly logLevel: string | null;
}

interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** What everything but `/healthz` asks for; null asks for nothing. */
  readonly token: string | null;
}

/** Everything that is wrong with the environment, each with the variable it concerns. Never holds a value. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: ConfigError["problems"]) {
    super(problems.map((problem) => english(sayProblem(problem))).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** `DISCORD_TOKEN: is set twice: as a value and as a file`. */
export const sayProblem = ({ place, message }: Pick<Problem, "place" | "message">): Message =>
  say("doctor.place", { place, what: message });

/**
 * Reads the environment. `readFile` gives the text of a token file; `mayAct`: see {@link Network}. Throws
 * {@link ConfigError} with all problems at once.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
  mayAct?: () => boolean,
): Config {
  // Blanks around a value are nobody's intention, and a blank one is not set.
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ""] as const);
  const set = Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
  const parsed = VARIABLES.safeParse(set);
  const problems = parsed.success ? [] : toProblems(parsed.error.issues);
  // What is right of it is read all the same, so that files that cannot be read are told along with the rest.
  const broken = new Set(problems.map(({ variable }) => variable));
  const good = Object.fromEntries(Object.entries(set).filter(([name]) => !broken.has(name)));
  const home = set["HOME"] ?? set["USERPROFILE"];
  const toPath = (path: string): string => expandHome(path, home);
  const findToken: FindToken = (place, value, file) =>
    readToken(place, { value, file: file && toPath(file) }, readFile, problems);
  const read = readNetwork(set, (variable) =>
    problems.push({ variable, place: variable, message: say("setting.proxy") }),
  );
  const network = mayAct === undefined ? read : { ...read, mayAct };
  const platforms = PLATFORMS.flatMap((platform) => platform.configure(good, findToken, network) ?? []);
  const settings = toConfig(OWN_VARIABLES.parse(good), platforms, toPath, findToken);
  const config = { ...settings, network };
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

/** The first of each place: what is wrong with a text as such says nothing new about what it means. */
function toProblems(issues: readonly z.core.$ZodIssue[]): Problem[] {
  const byPlace = new Map<string, Problem>();
  for (const { path, message } of issues) {
    const place = toPlace(path);
    if (!byPlace.has(place))
      byPlace.set(place, { variable: String(path[0]), place, message: readCarried(message) ?? message });
  }
  return [...byPlace.values()];
}

/** `OPENCLAW_GATEWAYS[0].token`. */
const toPlace = ([variable, ...inside]: readonly PropertyKey[]): string =>
  inside.reduce<string>(
    (before, part) => (typeof part === "number" ? `${before}[${part}]` : `${before}.${String(part)}`),
    String(variable),
  );

function toConfig(
  set: Variables,
  platforms: readonly ConfiguredPlatform[],
  toPath: (path: string) => string,
  token: FindToken,
): Omit<Config, "network"> {
  const http = set.COMPANION_HTTP;
  const httpToken = token(alone("COMPANION_HTTP_TOKEN"), set.COMPANION_HTTP_TOKEN, set.COMPANION_HTTP_TOKEN_FILE);
  const place = { ...alone("COMPANION_DATABASE_URL"), shape: databaseUrl };
  const database = token(place, set.COMPANION_DATABASE_URL, set.COMPANION_DATABASE_URL_FILE);
  return {
    gateways: toGateways(set, toPath, token),
    platforms,
    audience: set.COMPANION_AUDIENCE,
    dataDir: toPath(set.COMPANION_DATA_DIR),
    database: database === null ? null : toDatabaseAddress(database),
    approvals: set.COMPANION_APPROVALS,
    language: set.COMPANION_LANGUAGE,
    timezone: set.COMPANION_TIMEZONE ?? null,
    dailySpend: set.COMPANION_DAILY_SPEND ?? null,
    warningRules: set.COMPANION_WARNING_RULES,
    http:
      http === undefined
        ? null
        : {
            host: http.slice(0, http.lastIndexOf(":")).replace(/^\[(.*)\]$/, "$1"),
            port: Number(http.slice(http.lastIndexOf(":") + 1)),
            token: httpToken,
          },
    logLevel: set.LOG_LEVEL ?? null,
  };
}
