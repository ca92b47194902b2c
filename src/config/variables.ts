import { z } from "zod";
import { isRuleId, RULE_IDS, type ThresholdOverrides } from "../core/rules.ts";

const url = (schemes: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `must be an address that starts with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}, such as ${example}`,
  });
const socketUrl = url(["ws:", "wss:"], "ws://127.0.0.1:18789");
const webUrl = (example: string) => url(["http:", "https:"], example).transform((text) => text.replace(/\/+$/, ""));
export const secret = z.string().regex(/^\S+$/, { error: "must be one token without spaces" });
const list = (item: RegExp, error: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .refine((parts) => parts.every((part) => item.test(part)), { error });
const fingerprint = z
  .string()
  .regex(/^(?:sha256[:/])?(?:[0-9a-f]{2}:?){32}$/i, { error: "must be a SHA-256 fingerprint: 64 hexadecimal digits" });
const name = z
  .string()
  .regex(/^[\w.-]{1,32}$/, { error: "a name must be 1 to 32 letters, digits, dots, dashes or underscores" });
const ids = list(/^\d{1,20}$/, "must be ids (digits), separated by commas");

const GATEWAY = z.strictObject({
  name,
  url: socketUrl,
  token: secret.optional(),
  tokenFile: z.string().optional(),
  adminToken: secret.optional(),
  adminTokenFile: z.string().optional(),
  fingerprint: fingerprint.optional(),
  caFile: z.string().optional(),
});

const json = (error: string) =>
  z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: error });
      return z.NEVER;
    }
  });

const GATEWAYS = json("must be JSON: a list of {name, url, token}")
  .pipe(
    z
      .array(GATEWAY, { error: "must be a list of {name, url, token}" })
      .min(1, { error: "must name at least one gateway" }),
  )
  .refine((rows) => new Set(rows.map((row) => row.name)).size === rows.length, {
    error: "every gateway needs a name of its own",
  });

const amount = z.number().nonnegative();
/** What of {@link Threshold} may be set, in milliseconds and counts. */
const THRESHOLD = z
  .strictObject({ checks: amount, answers: amount, after: amount, goodAnswers: amount, quiet: amount })
  .partial();
const WARNING_RULES = json("must be JSON: rule ids with thresholds").pipe(
  z
    .record(z.string(), THRESHOLD, { error: "must be an object: rule ids with thresholds" })
    .transform((set, context) => {
      const unknown = Object.keys(set).filter((id) => !isRuleId(id));
      if (unknown.length > 0) {
        const message = `has no rule called ${unknown.join(", ")}; there are ${RULE_IDS.join(", ")}`;
        context.addIssue({ code: "custom", message });
      }
      return set satisfies ThresholdOverrides;
    }),
);

/** One key per variable; `.env.example` documents them all. */
export const VARIABLES = z.object({
  OPENCLAW_GATEWAY_URL: socketUrl.default("ws://127.0.0.1:18789"),
  OPENCLAW_GATEWAY_TOKEN: secret.optional(),
  OPENCLAW_GATEWAY_TOKEN_FILE: z.string().optional(),
  OPENCLAW_GATEWAY_ADMIN_TOKEN: secret.optional(),
  OPENCLAW_GATEWAY_ADMIN_TOKEN_FILE: z.string().optional(),
  OPENCLAW_GATEWAY_FINGERPRINT: fingerprint.optional(),
  OPENCLAW_GATEWAY_CA_FILE: z.string().optional(),
  OPENCLAW_GATEWAYS: GATEWAYS.optional(),
  DISCORD_TOKEN: secret.optional(),
  DISCORD_TOKEN_FILE: z.string().optional(),
  DISCORD_API_URL: webUrl("https://discord.com/api").optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{1,20}$/, { error: "must be a server id (digits)" })
    .optional(),
  DISCORD_ADMINS: ids.default([]),
  DISCORD_WARNING_CHANNELS: ids.default([]),
  TELEGRAM_TOKEN: secret.optional(),
  TELEGRAM_TOKEN_FILE: z.string().optional(),
  TELEGRAM_API_URL: webUrl("https://api.telegram.org").optional(),
  TELEGRAM_ADMINS: ids.default([]),
  TELEGRAM_WARNING_CHATS: list(
    /^-?\d{1,20}(?::\d{1,20})?$/,
    "must be chat ids such as -100123 or -100123:TOPIC, separated by commas",
  ).default([]),
  COMPANION_DATA_DIR: z.string().default("./data"),
  COMPANION_WARNING_RULES: WARNING_RULES.default({}),
  COMPANION_HTTP: z
    .string()
    .regex(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i, { error: "must be host:port, such as 127.0.0.1:9464", abort: true })
    .refine((text) => Number(text.slice(text.lastIndexOf(":") + 1)) < 65_536, { error: "the port must be below 65536" })
    .optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be one of trace, debug, info, warn, error, fatal, silent",
    })
    .optional(),
});
export type Variables = z.infer<typeof VARIABLES>;
