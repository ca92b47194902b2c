import { z } from "zod";
import { LANGUAGES } from "../core/card.ts";
import { isRuleId, RULE_IDS, type ThresholdOverrides } from "../core/rules.ts";
import { isZone } from "../lib/zone.ts";
import { PLATFORMS } from "../platforms/index.ts";
import { databaseUrl } from "./database.ts";
import { fingerprint, json, list, matching, password, path, plain, saysType, secret, socketUrl } from "./types.ts";

const name = matching(/^[\w.-]{1,32}$/, "a name must be 1 to 32 letters, digits, dots, dashes or underscores");

const GATEWAY_KEYS =
  "name, url, token, tokenFile, password, passwordFile, adminToken, adminTokenFile, admins, fingerprint and caFile";
const GATEWAY = z.strictObject(
  {
    name,
    url: socketUrl,
    token: secret.optional(),
    tokenFile: path.optional(),
    password: password.optional(),
    passwordFile: path.optional(),
    adminToken: secret.optional(),
    adminTokenFile: path.optional(),
    admins: z.array(matching(/^[a-z]+:\d{1,20}$/, "must be a person as platform:id, such as discord:123")).optional(),
    fingerprint: fingerprint.optional(),
    caFile: path.optional(),
  },
  { error: (issue) => saysKeys(issue, GATEWAY_KEYS) },
);

/** Whoever misspells a key is told the right ones. */
function saysKeys(issue: { readonly code?: string; readonly keys?: readonly string[] }, known: string): string {
  if (issue.code !== "unrecognized_keys") return `must be an object with ${known}`;
  const names = (issue.keys ?? []).map((key) => (/^\w{1,32}$/.test(key) ? key : "a key that is no name"));
  return `${names.join(", ")} is not read; there are ${known}`;
}

const GATEWAYS = json("must be JSON: a list of {name, url, token}")
  .pipe(
    z
      .array(GATEWAY, { error: "must be a list of {name, url, token}" })
      .min(1, { error: "must name at least one gateway" }),
  )
  .refine((rows) => new Set(rows.map((row) => row.name)).size === rows.length, {
    error: "every gateway needs a name of its own",
  });

const amount = z.number({ error: saysType("a number, 0 or more") }).nonnegative({ error: "must be 0 or more" });
/** What of {@link Threshold} may be set, in milliseconds and counts. */
const THRESHOLD = z
  .strictObject(
    { checks: amount, answers: amount, after: amount, goodAnswers: amount, quiet: amount },
    { error: (issue) => saysKeys(issue, "checks, answers, after, goodAnswers and quiet") },
  )
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

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** The variables that belong to no platform. */
export const OWN_VARIABLES = z.object({
  OPENCLAW_GATEWAY_URL: socketUrl.default("ws://127.0.0.1:18789"),
  OPENCLAW_GATEWAY_TOKEN: secret.optional(),
  OPENCLAW_GATEWAY_TOKEN_FILE: path.optional(),
  OPENCLAW_GATEWAY_PASSWORD: password.optional(),
  OPENCLAW_GATEWAY_PASSWORD_FILE: path.optional(),
  OPENCLAW_GATEWAY_ADMIN_TOKEN: secret.optional(),
  OPENCLAW_GATEWAY_ADMIN_TOKEN_FILE: path.optional(),
  OPENCLAW_GATEWAY_FINGERPRINT: fingerprint.optional(),
  OPENCLAW_GATEWAY_CA_FILE: path.optional(),
  OPENCLAW_GATEWAYS: GATEWAYS.optional(),
  COMPANION_AUDIENCE: list(
    /^(?:everyone|discord:\d{1,20}|telegram:-?\d{1,20})$/,
    "must be everyone, or servers and chats such as discord:100123 and telegram:-100123, separated by commas",
  ).default([]),
  COMPANION_DATA_DIR: path.default("./data"),
  COMPANION_DATABASE_URL: databaseUrl.optional(),
  COMPANION_DATABASE_URL_FILE: path.optional(),
  COMPANION_APPROVALS: z
    .enum(["1", "2"], { error: "must be 1 or 2" })
    .default("1")
    .transform((text) => (text === "2" ? 2 : 1)),
  COMPANION_TIMEZONE: plain
    .refine(isZone, { error: "must be a zone of the IANA database, such as Europe/Berlin" })
    .optional(),
  COMPANION_LANGUAGE: z.enum(LANGUAGES, { error: `must be one of ${LANGUAGES.join(", ")}` }).default("en"),
  COMPANION_DAILY_SPEND: matching(/^\d{1,6}(?:\.\d{1,2})?$/, "must be an amount in US dollars, such as 10 or 2.50")
    .transform(Number)
    .optional(),
  COMPANION_WARNING_RULES: WARNING_RULES.default({}),
  COMPANION_HTTP: matching(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i, "must be host:port, such as 127.0.0.1:9464")
    .refine((text) => Number(text.slice(text.lastIndexOf(":") + 1)) < 65_536, { error: "the port must be below 65536" })
    .optional(),
  COMPANION_HTTP_TOKEN: secret.optional(),
  COMPANION_HTTP_TOKEN_FILE: path.optional(),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(LEVELS, { error: `must be one of ${LEVELS.join(", ")}` }))
    .optional(),
});
export type Variables = z.infer<typeof OWN_VARIABLES>;

const PLATFORM_VARIABLES: Readonly<Record<string, z.ZodType>> = Object.assign(
  {},
  ...PLATFORMS.map(({ variables }) => variables),
);

/** One key per variable; `.env.example` documents them all. */
export const VARIABLES: z.ZodObject<Readonly<Record<string, z.ZodType>>> = z.object({
  ...PLATFORM_VARIABLES,
  ...OWN_VARIABLES.shape,
});
