import { Client, GatewayIntentBits, Options, SimpleShardingStrategy, type WebSocketOptions } from "discord.js";
import { waitAtMost } from "../../../lib/backoff.ts";
import type { SessionStarts } from "./session-starts.ts";
import { routeHandshakes } from "../../../net/handshakes.ts";
import type { Outward } from "./outward.ts";
import { REST_BOUNDS } from "./rest.ts";

export interface OwnedClient {
  readonly client: Client;
  /** Ends it for good; resolves within about a second, also when Discord no longer answers. */
  close(): Promise<void>;
}

const FAREWELL = 1_000;

/**
 * A discord.js client that can be ended. `Client.destroy()` alone lets a shard that was about to reconnect
 * come back for ever, and leaves a socket open that was still connecting, or whose other end is silent: both
 * would keep the process alive.
 */
export function createClient(api: string, starts: SessionStarts, outward: Outward): OwnedClient {
  const ended = new AbortController();
  let hasStarted = false;
  const { makeRequest } = outward;
  const leaveHandshakes = routeHandshakes(outward.choose);
  const shards: { list: () => readonly unknown[] } = { list: () => [] };

  const buildStrategy: WebSocketOptions["buildStrategy"] = (manager) => {
    // Every connection begins with this question; one that gets no answer is never made.
    const retrieve = manager.options.retrieveSessionInfo.bind(manager.options);
    manager.options.retrieveSessionInfo = async (shard) => {
      const session = await retrieve(shard);
      // The first start of this client was waited for before it was made.
      if (session === null && hasStarted) await starts.next(ended.signal);
      hasStarted = true;
      return ended.signal.aborted ? new Promise(() => {}) : session;
    };
    const strategy = new SimpleShardingStrategy(manager);
    shards.list = () => shardsOf(strategy);
    return strategy;
  };

  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // Who asks and what is on screen comes with every interaction; nothing is worth keeping.
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      GuildMemberManager: 0,
      UserManager: { maxSize: 1, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    rest: {
      ...REST_BOUNDS,
      api,
      makeRequest: (url, init) =>
        makeRequest(url, {
          ...init,
          signal: AbortSignal.any([ended.signal, ...(init.signal ? [init.signal] : [])]),
        }),
    },
    ws: { buildStrategy },
  });

  async function close(): Promise<void> {
    ended.abort();
    const sockets = shards.list().flatMap(socketOf);
    await waitAtMost(FAREWELL, client.destroy());
    for (const socket of sockets) endSocket(socket);
    leaveHandshakes();
  }

  return { client, close };
}

interface Socket {
  terminate(): void;
  on(event: "error", listener: () => void): unknown;
}

/** One that was still connecting ends with an error, which would end the process where nobody listens any more. */
export function endSocket(socket: Socket): void {
  socket.on("error", () => {});
  socket.terminate();
}

// discord.js keeps shards and sockets to itself. Where a later release keeps them elsewhere, its own time
// limits end the sockets that are not found here.

function shardsOf(strategy: object): readonly unknown[] {
  const shards: unknown = Reflect.get(strategy, "shards");
  return shards instanceof Map ? [...shards.values()] : [];
}

function socketOf(shard: unknown): readonly Socket[] {
  if (typeof shard !== "object" || shard === null) return [];
  const socket: unknown = Reflect.get(shard, "connection");
  return isSocket(socket) ? [socket] : [];
}

const isSocket = (value: unknown): value is Socket =>
  typeof value === "object" && value !== null && isMethod(value, "terminate") && isMethod(value, "on");

const isMethod = (value: object, name: string): boolean => typeof Reflect.get(value, name) === "function";
