import { alone } from "../../config/tokens.ts";
import { ids, matching, path, secret, webUrl } from "../../config/types.ts";
import { say } from "../../words/say.ts";
import { PORTAL } from "./portal.ts";
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
    DISCORD_GUILD_ID: matching(/^\d{1,20}$/, say("setting.server")).optional(),
    DISCORD_ADMINS: ids.default([]),
    DISCORD_WARNING_CHANNELS: ids.default([]),
    DISCORD_WARNING_MENTION: matching(MENTION, say("setting.mention-discord")).optional(),
  },
  setup: {
    title: say("setup.discord"),
    steps: [say("setup.discord-1", { portal: PORTAL }), say("setup.discord-2"), say("setup.discord-3")],
    first: secretQuestion("DISCORD_TOKEN", say("setup.discord-token")),
    others: [],
    enrol: {
      admin: (code, as, isShut) => ({
        line: say("setup.discord-admin", {
          place: isShut ? "channel" : "direct",
          bot: as ?? say("setup.your-bot", { label: "Discord" }),
          command: `/start code:${code}`,
        }),
        link: null,
      }),
      room: (code) => ({ line: say("setup.discord-room", { command: `/start code:${code}` }), link: null }),
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
