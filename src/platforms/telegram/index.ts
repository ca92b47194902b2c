import { alone } from "../../config/tokens.ts";
import { ids, list, matching, path, secret, webUrl } from "../../config/types.ts";
import { say } from "../../words/say.ts";
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
    TELEGRAM_WARNING_CHATS: list(/^-?\d{1,20}(?::\d{1,20})?$/, say("setting.chats")).default([]),
    TELEGRAM_WARNING_MENTION: matching(/^(?:\d{1,20}|@[A-Za-z]\w{3,31})$/, say("setting.mention-telegram")).optional(),
  },
  setup: {
    title: say("setup.telegram"),
    steps: [say("setup.telegram-1"), say("setup.telegram-2"), say("setup.telegram-3")],
    first: secretQuestion("TELEGRAM_TOKEN", say("setup.telegram-token")),
    others: [],
    enrol: {
      admin: (code, as) => ({
        line: say("setup.telegram-admin", {
          bot: as ?? say("setup.your-bot", { label: "Telegram" }),
          command: `/start ${code}`,
        }),
        link: linkTo(as, `start=${code}`),
      }),
      room: (code, as) => ({
        line: say("setup.telegram-room", { command: `/start${as ?? ""} ${code}` }),
        link: linkTo(as, `startgroup=${code}`),
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

/** Opens a chat with the bot, where its name is known. */
const linkTo = (as: string | null, query: string): string | null =>
  as === null ? null : `https://t.me/${as.replace(/^@/, "")}?${query}`;
