import { alone } from "../../config/tokens.ts";
import { ids, list, matching, path, secret, webUrl } from "../../config/types.ts";
import { definePlatform, secretQuestion } from "../shared/definition.ts";
import type { TelegramSettings } from "./settings.ts";

export const telegram = definePlatform({
  id: "telegram",
  label: "Telegram",
  variables: {
    TELEGRAM_TOKEN: secret.optional(),
    TELEGRAM_TOKEN_FILE: path.optional(),
    TELEGRAM_API_URL: webUrl("https://api.telegram.org").optional(),
    TELEGRAM_ADMINS: ids.default([]),
    TELEGRAM_WARNING_CHATS: list(
      /^-?\d{1,20}(?::\d{1,20})?$/,
      "must be chat ids such as -100123 or -100123:TOPIC, separated by commas",
    ).default([]),
    TELEGRAM_WARNING_MENTION: matching(
      /^(?:\d{1,20}|@[A-Za-z]\w{3,31})$/,
      "must be one person: a user id (digits) or an @name",
    ).optional(),
  },
  setup: {
    title: "A Telegram bot",
    steps: [
      "1. Write /newbot to @BotFather, choose a name, and copy the token it gives you.",
      "2. Leave its privacy mode as it is: the companion only needs commands.",
      "3. Give the companion a bot of its own: two programs on one token take each other's messages.",
    ],
    first: secretQuestion("TELEGRAM_TOKEN", "Token of the Telegram bot"),
    others: [],
    enrol: {
      admin: (code, as) => ({
        line: `In a private chat with ${as}, send: /start ${code}`,
        link: `https://t.me/${as.replace(/^@/, "")}?start=${code}`,
      }),
      room: (code, as) => ({
        line: `In the group that is to get the warnings, send: /start${as} ${code}`,
        link: `https://t.me/${as.replace(/^@/, "")}?startgroup=${code}`,
      }),
    },
    introduce: async (token, env, parts) => (await import("./check.ts")).introduceTelegram(token, env, parts),
  },
  configure(set, findToken, network) {
    const token = findToken(alone("TELEGRAM_TOKEN"), set.TELEGRAM_TOKEN, set.TELEGRAM_TOKEN_FILE);
    if (token === null) return null;
    const settings: TelegramSettings = {
      token,
      ...(set.TELEGRAM_API_URL !== undefined && { apiUrl: set.TELEGRAM_API_URL }),
      admins: set.TELEGRAM_ADMINS,
      warningChats: set.TELEGRAM_WARNING_CHATS,
      ...(set.TELEGRAM_WARNING_MENTION !== undefined && { mention: set.TELEGRAM_WARNING_MENTION }),
    };
    return {
      settings,
      rooms: settings.warningChats,
      roomsIn: "TELEGRAM_WARNING_CHATS",
      admins: settings.admins,
      open: async (parts) => (await import("./open.ts")).openTelegram(settings, network, parts),
      check: async (parts) => (await import("./check.ts")).checkTelegram(settings, network, parts),
    };
  },
});
