import {
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayDispatchEvents,
  type APIInteraction,
  type Client,
} from "discord.js";
import type { Log } from "../../../core/log.ts";
import type { PlatformStatus } from "../../../core/platform.ts";
import type { Clock } from "../../../core/time.ts";
import { ABORTED, orAborted } from "../../../lib/abort.ts";
import { createBackoff, sleep } from "../../../lib/backoff.ts";
import { createClient } from "./client.ts";
import { createQuietLog } from "./quiet-log.ts";

export interface Bot {
  readonly applicationId: string;
  /** `Name#1234`, or only the name where Discord gives no number. */
  readonly tag: string;
}

export interface GatewayParts {
  readonly token: string;
  readonly api: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onInteraction: (raw: APIInteraction) => void;
  readonly onServer: (guildId: string) => void;
  readonly onReady: (bot: Bot) => void;
  readonly onStatus: (status: PlatformStatus) => void;
  /** Discord will not let us in, however often we ask. `code` is the close code, 4004 for a bad token. */
  readonly onRefused: (code: number) => void;
}

/** What Discord closes with, and a login fails with, when the token is not valid. */
export const BAD_TOKEN = 4004;

/** Longer than any real wait, because Discord counts the logins of a day. */
const LONGEST_WAIT = 60_000;

/**
 * Stays connected to Discord's gateway until `signal` aborts. discord.js reconnects a session by itself, but
 * gives up a login that does not succeed at once; those are repeated here.
 */
export async function stayConnected(parts: GatewayParts, signal: AbortSignal): Promise<void> {
  const quiet = createQuietLog(parts.log, parts.clock);
  const backoff = createBackoff({ first: 500, most: LONGEST_WAIT, random: parts.random });
  // Closing a client looks like losing it; after the end nothing is news any more.
  const waiting = (why: string): void => {
    if (signal.aborted) return;
    parts.onStatus({ state: "waiting", why });
    quiet.warn({}, `discord: ${why}`);
  };
  while (!signal.aborted) {
    const owned = createClient(parts.api);
    const { client } = owned;
    const ready = (): void => {
      if (signal.aborted) return;
      quiet.reset();
      backoff.reset();
      parts.onStatus({ state: "ready", as: client.user?.tag ?? "bot" });
    };
    listen(client, parts, { waiting, ready });
    try {
      if ((await orAborted(client.login(parts.token), signal)) === ABORTED) return;
      ready();
      parts.onReady({ applicationId: client.application?.id ?? "", tag: client.user?.tag ?? "bot" });
      await orAborted(new Promise(() => {}), signal);
    } catch (error) {
      if (isBadToken(error)) parts.onRefused(BAD_TOKEN);
      else waiting(`cannot log in (${messageOf(error)}); trying again`);
    } finally {
      await owned.close();
    }
    await sleep(backoff.next(), signal);
  }
}

function listen(
  client: Client,
  parts: GatewayParts,
  turns: { readonly waiting: (why: string) => void; readonly ready: () => void },
): void {
  const { log } = parts;
  // As Discord sends them: discord.js knows a member's roles only once it knows the server's.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: APIInteraction) => parts.onInteraction(raw));
  client.ws.on(GatewayDispatchEvents.GuildCreate, (guild: { readonly id: string }) => parts.onServer(guild.id));
  client.on(Events.ShardReady, turns.ready);
  client.on(Events.ShardResume, turns.ready);
  client.on(Events.ShardReconnecting, () => turns.waiting("lost the connection; reconnecting"));
  // Only for reasons no repetition mends. Without this the process would be deaf and call itself ready.
  client.on(Events.ShardDisconnect, ({ code }) => parts.onRefused(code));
  client.on(Events.ShardError, (error) => log.debug({ reason: messageOf(error) }, "discord: gateway socket error"));
  client.on(Events.Error, (error) => log.warn({ reason: messageOf(error) }, "discord: client error"));
  client.on(Events.Warn, (message) => log.debug({}, `discord: ${message}`));
}

const isBadToken = (error: unknown): boolean =>
  error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
