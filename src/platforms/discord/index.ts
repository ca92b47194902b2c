import { alone } from "../../config/tokens.ts";
import { ids, matching, path, secret, webUrl } from "../../config/types.ts";
import { MENTION } from "./mention.ts";
import { definePlatform, secretQuestion } from "../shared/definition.ts";
import type { DiscordSettings } from "./settings.ts";

export const discord = definePlatform({
  id: "discord",
  label: "Discord",
  variables: {
    DISCORD_TOKEN: secret.optional(),
    DISCORD_TOKEN_FILE: path.optional(),
    DISCORD_API_URL: webUrl("https://discord.com/api").optional(),
    DISCORD_GUILD_ID: matching(/^\d{1,20}$/, "must be a server id (digits)").optional(),
    DISCORD_ADMINS: ids.default([]),
    DISCORD_WARNING_CHANNELS: ids.default([]),
    DISCORD_WARNING_MENTION: matching(MENTION, "must be one role or person: role:ID, user:ID or an id").optional(),
  },
  setup: {
    title: "A Discord bot",
    steps: [
      "1. Open https://discord.com/developers/applications and press New Application.",
      "2. Under Bot, press Reset Token and copy the token. No privileged intent is needed.",
      "3. Give the companion a bot of its own, never the one the gateway uses.",
    ],
    first: secretQuestion("DISCORD_TOKEN", "Token of the Discord bot"),
    others: [],
    enrol: {
      admin: (code, as, isShut) => ({
        line: `${isShut ? "In any channel of your server" : `In a direct message to ${as}`}, send: /start code:${code}`,
        link: null,
      }),
      room: (code) => ({ line: `In the channel that is to get the warnings, send: /start code:${code}`, link: null }),
      isShut: (env) => Boolean(env["DISCORD_GUILD_ID"]),
    },
    introduce: async (token, env, parts) => (await import("./check.ts")).introduceDiscord(token, env, parts),
  },
  configure(set, findToken, network) {
    const token = findToken(alone("DISCORD_TOKEN"), set.DISCORD_TOKEN, set.DISCORD_TOKEN_FILE);
    if (token === null) return null;
    const settings: DiscordSettings = {
      token,
      ...(set.DISCORD_API_URL !== undefined && { apiUrl: set.DISCORD_API_URL }),
      ...(set.DISCORD_GUILD_ID !== undefined && { guildId: set.DISCORD_GUILD_ID }),
      admins: set.DISCORD_ADMINS,
      warningChannels: set.DISCORD_WARNING_CHANNELS,
      ...(set.DISCORD_WARNING_MENTION !== undefined && { mention: set.DISCORD_WARNING_MENTION }),
    };
    return {
      settings,
      rooms: settings.warningChannels,
      admins: settings.admins,
      ...(settings.guildId !== undefined && { community: settings.guildId }),
      open: async (parts) => (await import("./adapter.ts")).openDiscord(settings, network, parts),
      check: async (parts) => (await import("./check.ts")).checkDiscord(settings, network, parts),
    };
  },
});
