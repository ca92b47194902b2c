import { WebSocketShardStatus, type Client, type SimpleShardingStrategy } from "discord.js";
import { sleep } from "../../lib/backoff.ts";

/** discord.js pauses this long before it connects again, also after it was told to end. */
const PAUSE_BEFORE_RECONNECT = 600;
const FAREWELL = 1_000;

/**
 * Ends a client for good. `Client.destroy()` alone lets a shard that was about to reconnect come back, and
 * leaves a socket open that was still connecting, or whose other end no longer answers: both would keep the
 * process alive.
 */
export async function closeClient(client: Client, strategy: SimpleShardingStrategy | undefined): Promise<void> {
  const shards = shardsOf(strategy);
  const reconnecting = shards.some(isIdle);
  await end(shards, client.destroy());
  if (!reconnecting) return;
  await sleep(PAUSE_BEFORE_RECONNECT);
  const back = shards.filter((shard) => !isIdle(shard));
  await end(back, Promise.all(back.map((shard) => shard.destroy())));
}

async function end(shards: readonly Shard[], farewell: Promise<unknown>): Promise<void> {
  const sockets = shards.map(socketOf);
  await Promise.race([farewell, sleep(FAREWELL)]);
  for (const socket of sockets) socket?.terminate();
}

interface Shard {
  readonly status: WebSocketShardStatus;
  destroy(): Promise<void>;
}

const isIdle = (shard: Shard): boolean => shard.status === WebSocketShardStatus.Idle;

// The library keeps shards and sockets to itself. Where a later release keeps them elsewhere, its own time
// limits end what we no longer find.

function shardsOf(strategy: SimpleShardingStrategy | undefined): readonly Shard[] {
  const shards: unknown = strategy === undefined ? undefined : Reflect.get(strategy, "shards");
  return shards instanceof Map ? [...shards.values()].filter(isShard) : [];
}

const isShard = (value: unknown): value is Shard =>
  typeof value === "object" && value !== null && "status" in value && "destroy" in value;

function socketOf(shard: Shard): { terminate(): void } | undefined {
  const socket: unknown = Reflect.get(shard, "connection");
  return isSocket(socket) ? socket : undefined;
}

const isSocket = (value: unknown): value is { terminate(): void } =>
  typeof value === "object" && value !== null && "terminate" in value && typeof value.terminate === "function";
