import {
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  RateLimitError,
  GatewayDispatchEvents,
  type Client,
} from "discord.js";
import type { Log } from "../../../core/log.ts";
import type { PlaceNews } from "../../../core/places.ts";
import type { Community, PlatformStatus } from "../../../core/platform.ts";
import type { Clock } from "../../../core/time.ts";
import { ABORTED, orAborted } from "../../../lib/abort.ts";
import { sayNetworkWhole } from "../../../words/network.ts";
import { english } from "../../../words/speak.ts";
import { readNetworkFault } from "../../../lib/network-fault.ts";
import { createBackoff, sleep } from "../../../lib/backoff.ts";
import { createClient } from "./client.ts";
import type { SessionStarts } from "./session-starts.ts";
import type { Outward } from "./outward.ts";
import { createQuietLog } from "./quiet-log.ts";
import { readJoined, readLeft, readPlaced } from "./raw.ts";
import { toNews } from "./servers.ts";

export interface Bot {
  readonly applicationId: string;
  /** `Name#1234`, or only the name where Discord gives no number. */
  readonly tag: string;
  /** The servers it is in, as Discord last told. */
  readonly communities: () => readonly Community[];
  /** Whether one of its servers has a role of this id. */
  readonly isRole: (id: string) => boolean;
}

export interface GatewayParts {
  readonly token: string;
  readonly api: string;
  readonly outward: Outward;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onInteraction: (raw: unknown) => void;
  readonly onServer: (news: PlaceNews) => void;
  /** A channel, or null for all of them, may take posts again. */
  readonly onRoomMayWork: (channel: string | null) => void;
  readonly onReady: (bot: Bot) => void;
  readonly onStatus: (status: PlatformStatus) => void;
  readonly starts: SessionStarts;
  /** Whether a refused token is refused by Discord itself, asked over minutes; resolves when that is known. */
  readonly isTokenRefused: () => Promise<boolean>;
  /** How long apart a closed door is tried again before it is believed. */
  readonly confirmAfter: () => readonly number[];
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
  let closings = 0;
  /** Of a token Discord is asked; any other reason is believed when it is given every time over minutes. */
  async function weigh(code: number): Promise<void> {
    if (signal.aborted) return;
    if (code === BAD_TOKEN) {
      waiting("the bot token was refused; asking again before that is believed");
      if (await parts.isTokenRefused()) parts.onRefused(code);
      return;
    }
    waiting(`Discord closed the connection (code ${code}); trying again`);
    const pause = parts.confirmAfter()[closings];
    closings += 1;
    if (pause === undefined) parts.onRefused(code);
    else await sleep(pause, signal);
  }

  while (!signal.aborted) {
    await parts.starts.next(signal);
    if (signal.aborted) return;
    const owned = createClient(parts.api, parts.starts, parts.outward);
    const { client } = owned;
    const closed = Promise.withResolvers<number>();
    const ready = (): void => {
      if (signal.aborted) return;
      quiet.reset();
      backoff.reset();
      closings = 0;
      parts.onStatus({ state: "ready", as: client.user?.tag ?? "bot" });
    };
    listen(client, parts, { waiting, ready, closed: closed.resolve });
    let asked = 0;
    try {
      const opened = await orAborted(Promise.race([client.login(parts.token), closed.promise]), signal);
      if (opened === ABORTED) return;
      if (typeof opened === "string") {
        ready();
        parts.onReady({
          applicationId: client.application?.id ?? "",
          tag: client.user?.tag ?? "bot",
          communities: () => communitiesOf(client),
          isRole: (id) => client.guilds.cache.some((guild) => guild.roles.cache.has(id)),
        });
      }
      const code = await orAborted(closed.promise, signal);
      if (code !== ABORTED) await weigh(code);
    } catch (error) {
      if (isBadToken(error)) await weigh(BAD_TOKEN);
      else waiting(`cannot log in (${messageOf(error)}); trying again`);
      asked = error instanceof RateLimitError ? Math.max(error.retryAfter, error.timeToReset) : 0;
    } finally {
      await owned.close();
    }
    await sleep(Math.max(backoff.next(), asked), signal);
  }
}

const communitiesOf = (client: Client): readonly Community[] =>
  client.guilds.cache.map((guild) => ({
    id: guild.id,
    name: guild.name ?? null,
    rooms: new Set(guild.channels.cache.keys()),
  }));

function listen(
  client: Client,
  parts: GatewayParts,
  turns: {
    readonly waiting: (why: string) => void;
    readonly ready: () => void;
    readonly closed: (code: number) => void;
  },
): void {
  const { log } = parts;
  // As Discord sends them: discord.js knows a member's roles only once it knows the server's.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: unknown) => parts.onInteraction(raw));
  client.ws.on(GatewayDispatchEvents.GuildCreate, (raw: unknown) => {
    const server = readJoined(raw);
    if (server !== null) parts.onServer(toNews(server));
  });
  client.ws.on(GatewayDispatchEvents.GuildDelete, (raw: unknown) => {
    const server = readLeft(raw);
    // Out of order, the bot is in it all the same.
    if (server !== null && server.unavailable !== true) parts.onServer({ kind: "out", community: server.id });
  });
  const ofChannel = (raw: unknown): void => {
    const channel = readPlaced(raw);
    if (channel !== null) parts.onRoomMayWork(channel.id);
  };
  for (const event of CHANNEL_EVENTS) client.ws.on(event, ofChannel);
  for (const event of SERVER_EVENTS) client.ws.on(event, () => parts.onRoomMayWork(null));
  client.on(Events.ShardReady, turns.ready);
  client.on(Events.ShardResume, turns.ready);
  client.on(Events.ShardReconnecting, () => turns.waiting("lost the connection; reconnecting"));
  // Only for reasons no repetition mends. Without this the process would be deaf and call itself ready.
  client.on(Events.ShardDisconnect, ({ code }) => turns.closed(code));
  client.on(Events.ShardError, (error) => log.debug({ reason: messageOf(error) }, "discord: gateway socket error"));
  client.on(Events.Error, (error) => log.warn({ reason: messageOf(error) }, "discord: client error"));
  client.on(Events.Warn, (message) => log.debug({}, `discord: ${message}`));
}

/** After any of these, a room that took nothing may take posts again. */
const CHANNEL_EVENTS = [
  GatewayDispatchEvents.ChannelCreate,
  GatewayDispatchEvents.ChannelUpdate,
  GatewayDispatchEvents.ThreadUpdate,
] as const;
const SERVER_EVENTS = [GatewayDispatchEvents.GuildCreate, GatewayDispatchEvents.GuildRoleUpdate] as const;

const isBadToken = (error: unknown): boolean =>
  error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const fault = readNetworkFault(error);
  if (fault !== null) return english(sayNetworkWhole(fault));
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
