import type { Config } from "../config.ts";
import type { CallbackStore } from "../core/callbacks.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform, PlatformMemory } from "../core/platform.ts";
import type { Clock } from "../core/time.ts";

interface PlatformParts {
  readonly log: Log;
  readonly clock: Clock;
  readonly random: () => number;
  readonly callbacks: CallbackStore;
  readonly memory: PlatformMemory;
}

type Open = (config: Config, parts: PlatformParts) => Promise<ChatPlatform | null>;

/** Each loads its library only when it is configured: an idle process carries no chat client it does not use. */
const PLATFORMS: readonly Open[] = [
  async ({ discord }, parts) => discord && (await import("./discord/adapter.ts")).createDiscord(discord, parts),
  async ({ telegram }, parts) => telegram && (await import("./telegram/adapter.ts")).createTelegram(telegram, parts),
];

/** The chat platforms the operator configured. */
export async function openPlatforms(config: Config, parts: PlatformParts): Promise<readonly ChatPlatform[]> {
  const opened = await Promise.all(PLATFORMS.map((open) => open(config, parts)));
  return opened.filter((platform) => platform !== null);
}
