import { DefaultRestOptions, GatewayCloseCodes } from "discord.js";
import { PlatformRefused } from "../../core/platform.ts";

export interface DiscordSettings {
  readonly token: string;
  /** API root as discord.js takes it in `rest.api`; Discord's own when absent. */
  readonly apiUrl?: string;
  /** Publish the commands in this server only, where they appear at once; everywhere when absent. */
  readonly guildId?: string;
  /** User and role ids that may use admin commands. */
  readonly admins: readonly string[];
  readonly warningChannels: readonly string[];
  /** The role or person that warnings mention. */
  readonly mention?: string;
}

/** The token without a pasted `Bot `; undefined when it cannot be one, because no header could carry it. */
export function readToken(token: string): string | undefined {
  const bare = token.trim().replace(/^Bot\s+/i, "");
  return /^[\x21-\x7e]+$/.test(bare) ? bare : undefined;
}

/** discord.js adds `/v10` by itself. */
export const readApiRoot = (url: string | undefined): string =>
  (url ?? "")
    .trim()
    .replace(/\/+$/, "")
    .replace(/\/v\d+$/, "") || DefaultRestOptions.api;

const PORTAL = "https://discord.com/developers/applications";

const INTENTS = [
  "Discord does not allow the bot to listen to servers",
  `Look for a restriction of your application at ${PORTAL}.`,
] as const;

const REFUSALS: ReadonlyMap<number, readonly [string, string]> = new Map<number, readonly [string, string]>([
  [
    GatewayCloseCodes.AuthenticationFailed,
    [
      "Discord refuses the bot token",
      `Set DISCORD_TOKEN to a token from ${PORTAL} (your application, then Bot, then Reset Token).`,
    ],
  ],
  [GatewayCloseCodes.InvalidIntents, INTENTS],
  [GatewayCloseCodes.DisallowedIntents, INTENTS],
]);

/** Why the gateway is closed to us for good, by its close code, and what the operator can do. */
export function explainRefusal(code: number): PlatformRefused {
  const [why, hint] = REFUSALS.get(code) ?? [
    `Discord ended the connection for good (code ${code})`,
    "A newer release of the companion may be needed.",
  ];
  return new PlatformRefused("discord", why, hint);
}
