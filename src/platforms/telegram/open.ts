import type { PlatformParts } from "../../core/configured-platform.ts";
import type { ChatPlatform } from "../../core/platform.ts";
import type { Network } from "../../lib/network.ts";
import { createDialer } from "../../net/dialer.ts";
import { createTelegram } from "./adapter.ts";
import type { TelegramSettings } from "./settings.ts";

/** Telegram, reached as the network of this host wants it. */
export const openTelegram = async (
  settings: TelegramSettings,
  network: Network,
  parts: PlatformParts,
): Promise<ChatPlatform> => createTelegram({ ...settings, choose: await createDialer(network).prepare() }, parts);
