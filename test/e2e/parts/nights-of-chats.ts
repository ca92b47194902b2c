import { PermissionFlagsBits } from "discord.js";
import { AT, atAnotherTime, withDiscord, withTelegram, type Situation } from "./nights.ts";

/** What goes wrong with the chats. */
export const OF_CHATS: readonly Situation[] = [
  {
    what: "the bot's token is wrong",
    make: () => withDiscord(() => ({ DISCORD_TOKEN: "fake-other-token" })),
    says: new RegExp(
      String.raw`✖ Discord: ${AT} refuses the token\n {4}→ set DISCORD_TOKEN to a token from https://discord\.com/developers/applications \(your application, Bot, Reset Token\)\n`,
    ),
    exit: 1,
  },
  {
    what: "Telegram's token is wrong",
    make: () => withTelegram(() => ({ TELEGRAM_TOKEN: "1:fake-other-token" })),
    says: new RegExp(
      String.raw`✖ Telegram: ${AT} refuses the token\n? *→ set TELEGRAM_TOKEN to a token from @BotFather \(/mybots, your bot, API Token\)\n`,
    ),
    exit: 1,
  },
  {
    what: "the bot is in no server",
    make: () =>
      withDiscord((discord) => {
        discord.world.invited = false;
        return {};
      }),
    says: /✖ Discord: the bot is in no server, so nobody can ask it anything\n {4}→ invite it: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&\S+\n/,
    exit: 1,
  },
  {
    what: "the bot is not in the server of the settings",
    make: () =>
      withDiscord((discord) => {
        discord.world.invited = false;
        return { DISCORD_GUILD_ID: discord.guildId };
      }),
    says: /✖ Discord: the bot is in no server \d+\n {4}→ check DISCORD_GUILD_ID, or invite the bot there: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&\S+\n/,
    exit: 1,
  },
  {
    what: "the bot may not write in a room",
    make: () =>
      withDiscord((discord) => {
        discord.world.denied.set(discord.channel, PermissionFlagsBits.SendMessages | PermissionFlagsBits.ViewChannel);
        return { DISCORD_WARNING_CHANNELS: discord.channel };
      }),
    says: /✖ Discord: no warnings would reach \d+: the bot lacks View Channel and Send Messages there\n {4}→ give the bot View Channel and Send Messages in that channel\n/,
    exit: 1,
  },
  {
    what: "another program took the webhook",
    make: () =>
      withTelegram((telegram) => {
        telegram.setWebhook("https://other.example/secret-path");
        return {};
      }),
    says: /✖ Telegram: another program's webhook is set for this bot, at other\.example: commands go there\n {4}→ give the companion a bot of its own, or end that program: the companion takes the webhook away when it starts\n/,
    exit: 1,
  },
  {
    what: "nobody is an admin",
    make: () => withTelegram(() => ({ TELEGRAM_ADMINS: "" })),
    says: /· Telegram: nobody is an admin, so nobody can repair from there\n {4}→ openclaw-companion setup makes one by a code\n/,
    exit: 0,
    problems: 0,
  },
  {
    what: "the clock of this host is off",
    make: async () => {
      const { env = {} } = await withTelegram(() => ({}));
      const url = `http://${await atAnotherTime(env["TELEGRAM_API_URL"] ?? "", 3)}`;
      return { env: { ...env, TELEGRAM_API_URL: url } };
    },
    says: /✖ Telegram: the clock of this host is 3 h behind, compared with Telegram's\n {4}→ set it, for example by NTP \(timedatectl set-ntp true\)\n/,
    exit: 1,
  },
];
