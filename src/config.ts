import type { z } from "zod";
import { readToken, type Problem, type TokenPlace } from "./config/tokens.ts";
import type { ThresholdOverrides } from "./core/rules.ts";
import { VARIABLES, type Variables } from "./config/variables.ts";

/** What the companion runs with. Frozen; read once, from the environment. */
export interface Config {
  readonly gateways: readonly GatewayConfig[];
  readonly discord: DiscordConfig | null;
  readonly telegram: TelegramConfig | null;
  readonly dataDir: string;
  /** Thresholds of warning rules that differ from the built-in ones. */
  readonly warningRules: ThresholdOverrides;
  readonly http: { readonly host: string; readonly port: number } | null;
  /** Null leaves the choice to the command: services log, one-shot commands do not. */
  readonly logLevel: string | null;
}

export interface GatewayConfig {
  readonly name: string;
  readonly url: string;
  readonly token: string | null;
  /** For repairs alone; null uses `token`. */
  readonly adminToken: string | null;
  readonly tlsFingerprint: string | null;
  readonly caFile: string | null;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl?: string;
  readonly guildId?: string;
  readonly admins: readonly string[];
  readonly warningChannels: readonly string[];
}

export interface TelegramConfig {
  readonly token: string;
  readonly apiUrl?: string;
  readonly admins: readonly string[];
  readonly warningChats: readonly string[];
}

/** Everything that is wrong with the environment, each with the variable it concerns. Never holds a value. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: ConfigError["problems"]) {
    super(problems.map(({ variable, message }) => `${variable}: ${message}`).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/**
 * Reads the environment. `readFile` gives the text of a token file. Throws {@link ConfigError} with all
 * problems at once.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = VARIABLES.safeParse(set);
  const problems = parsed.success ? [] : parsed.error.issues.map(toProblem);
  // What is right of it is read all the same, so that files that cannot be read are told along with the rest.
  const broken = new Set(problems.map(({ variable }) => variable));
  const good = Object.fromEntries(Object.entries(set).filter(([name]) => !broken.has(name)));
  const config = toConfig(VARIABLES.parse(good), (place, value, file) =>
    readToken(place, { value, file }, readFile, problems),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

const toProblem = ({ path, message }: z.core.$ZodIssue): Problem => ({
  variable: String(path[0]),
  message: place(path, message),
});

/** Where inside a variable that holds JSON the problem lies. */
const place = (path: readonly PropertyKey[], message: string): string =>
  path.length > 1 ? `entry ${path.slice(1).map(String).join(".")}: ${message}` : message;

type FindToken = (place: TokenPlace, value: string | undefined, file: string | undefined) => string | null;

function toConfig(set: Variables, token: FindToken): Config {
  const discord = token({ variable: "DISCORD_TOKEN" }, set.DISCORD_TOKEN, set.DISCORD_TOKEN_FILE);
  const telegram = token({ variable: "TELEGRAM_TOKEN" }, set.TELEGRAM_TOKEN, set.TELEGRAM_TOKEN_FILE);
  const http = set.COMPANION_HTTP;
  return {
    gateways: toGateways(set, token),
    discord:
      discord === null
        ? null
        : {
            token: discord,
            ...(set.DISCORD_API_URL !== undefined && { apiUrl: set.DISCORD_API_URL }),
            ...(set.DISCORD_GUILD_ID !== undefined && { guildId: set.DISCORD_GUILD_ID }),
            admins: set.DISCORD_ADMINS,
            warningChannels: set.DISCORD_WARNING_CHANNELS,
          },
    telegram:
      telegram === null
        ? null
        : {
            token: telegram,
            ...(set.TELEGRAM_API_URL !== undefined && { apiUrl: set.TELEGRAM_API_URL }),
            admins: set.TELEGRAM_ADMINS,
            warningChats: set.TELEGRAM_WARNING_CHATS,
          },
    dataDir: set.COMPANION_DATA_DIR,
    warningRules: set.COMPANION_WARNING_RULES,
    http:
      http === undefined
        ? null
        : {
            host: http.slice(0, http.lastIndexOf(":")).replace(/^\[(.*)\]$/, "$1"),
            port: Number(http.slice(http.lastIndexOf(":") + 1)),
          },
    logLevel: set.LOG_LEVEL ?? null,
  };
}

function toGateways(set: Variables, token: FindToken): readonly GatewayConfig[] {
  if (set.OPENCLAW_GATEWAYS) {
    const variable = "OPENCLAW_GATEWAYS";
    return set.OPENCLAW_GATEWAYS.map((row, index) => ({
      name: row.name,
      url: row.url,
      token: token({ variable, entry: { index, property: "token" } }, row.token, row.tokenFile),
      adminToken: token({ variable, entry: { index, property: "adminToken" } }, row.adminToken, row.adminTokenFile),
      tlsFingerprint: row.fingerprint ?? null,
      caFile: row.caFile ?? null,
    }));
  }
  return [
    {
      name: "main",
      url: set.OPENCLAW_GATEWAY_URL,
      token: token({ variable: "OPENCLAW_GATEWAY_TOKEN" }, set.OPENCLAW_GATEWAY_TOKEN, set.OPENCLAW_GATEWAY_TOKEN_FILE),
      adminToken: token(
        { variable: "OPENCLAW_GATEWAY_ADMIN_TOKEN" },
        set.OPENCLAW_GATEWAY_ADMIN_TOKEN,
        set.OPENCLAW_GATEWAY_ADMIN_TOKEN_FILE,
      ),
      tlsFingerprint: set.OPENCLAW_GATEWAY_FINGERPRINT ?? null,
      caFile: set.OPENCLAW_GATEWAY_CA_FILE ?? null,
    },
  ];
}
