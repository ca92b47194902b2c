import { DefaultRestOptions, GatewayCloseCodes } from "discord.js";
import type { Message } from "../../core/card.ts";
import type { PlatformRefused } from "../../core/platform.ts";
import { say } from "../../words/say.ts";
import { PORTAL } from "./portal.ts";
import { platformRefused } from "../shared/failed.ts";

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

const INTENTS = [say("rooms.discord-intents"), say("rooms.discord-intents-fix", { portal: PORTAL })] as const;

const REFUSALS: ReadonlyMap<number, readonly [Message, Message]> = new Map<number, readonly [Message, Message]>([
  [
    GatewayCloseCodes.AuthenticationFailed,
    [say("rooms.discord-token"), say("rooms.discord-refused-fix", { portal: PORTAL })],
  ],
  [GatewayCloseCodes.InvalidIntents, INTENTS],
  [GatewayCloseCodes.DisallowedIntents, INTENTS],
]);

/** Why the gateway is closed to us for good, by its close code, and what the operator can do. */
export function explainRefusal(code: number): PlatformRefused {
  const [why, fix] = REFUSALS.get(code) ?? [
    say("rooms.discord-ended", { code: String(code) }),
    say("rooms.discord-ended-fix"),
  ];
  return platformRefused("discord", why, fix);
}
