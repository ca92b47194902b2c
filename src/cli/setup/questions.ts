import { VARIABLES } from "../../config/variables.ts";

/** One setting that is asked for. */
export interface Question {
  readonly variable: keyof typeof VARIABLES.shape;
  readonly message: string;
  /** `secret` is not shown while typed, and an empty answer keeps what is set. */
  readonly kind: "plain" | "secret";
  readonly required: boolean;
  readonly initial?: string;
}

/** A chat platform: how its bot comes to be, and what is asked about it. */
export interface ChatQuestions {
  readonly id: "discord" | "telegram";
  readonly label: string;
  readonly steps: readonly string[];
  readonly token: Question;
  readonly others: readonly Question[];
}

const plain = (variable: Question["variable"], message: string): Question => ({
  variable,
  message,
  kind: "plain",
  required: false,
});

export const GATEWAY: readonly Question[] = [
  {
    ...plain("OPENCLAW_GATEWAY_URL", "Address of the gateway"),
    required: true,
    initial: VARIABLES.shape.OPENCLAW_GATEWAY_URL.parse(undefined),
  },
  {
    ...plain("OPENCLAW_GATEWAY_TOKEN", "Its token (on its host: gateway.auth.token in ~/.openclaw/openclaw.json)"),
    kind: "secret",
  },
];

export const CHATS: readonly ChatQuestions[] = [
  {
    id: "discord",
    label: "Discord",
    steps: [
      "1. Open https://discord.com/developers/applications and press New Application.",
      "2. Under Bot, press Reset Token and copy the token. No privileged intent is needed.",
      "3. Give the companion a bot of its own, never the one the gateway uses.",
      "Ids: turn on Developer Mode (User Settings, Advanced), then right-click and Copy ID.",
    ],
    token: { ...plain("DISCORD_TOKEN", "Token of the Discord bot"), kind: "secret", required: true },
    others: [
      plain("DISCORD_GUILD_ID", "Only in this server (server id; empty for every server it is invited to)"),
      plain("DISCORD_ADMINS", "Who may repair (user or role ids, separated by commas)"),
      plain("DISCORD_WARNING_CHANNELS", "Where it warns by itself (channel ids, separated by commas)"),
    ],
  },
  {
    id: "telegram",
    label: "Telegram",
    steps: [
      "1. Write /newbot to @BotFather, choose a name, and copy the token it gives you.",
      "2. Leave its privacy mode as it is: the companion only needs commands.",
      "3. Give the companion a bot of its own: two programs on one token take each other's messages.",
      "Ids are numbers, not @names.",
    ],
    token: { ...plain("TELEGRAM_TOKEN", "Token of the Telegram bot"), kind: "secret", required: true },
    others: [
      plain("TELEGRAM_ADMINS", "Who may repair (user ids, separated by commas)"),
      plain("TELEGRAM_WARNING_CHATS", "Where it warns by itself (chat ids such as -100123 or -100123:TOPIC)"),
    ],
  },
];

/** What is wrong with an answer; undefined when nothing is. `set` tells whether an empty one keeps a value. */
export function inspectAnswer(question: Question, typed: string | undefined, set: boolean): string | undefined {
  const value = (typed ?? "").trim();
  if (value === "") return question.required && !set ? "This one is needed." : undefined;
  const read = VARIABLES.shape[question.variable].safeParse(value);
  return read.success ? undefined : `It ${read.error.issues[0]?.message ?? "cannot be read"}.`;
}
