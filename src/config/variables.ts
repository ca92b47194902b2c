import { z } from "zod";
import { LANGUAGES } from "../core/card.ts";
import { isRuleId, RULE_IDS, type ThresholdOverrides } from "../core/rules.ts";
import { isZone } from "../lib/zone.ts";
import { PLATFORMS } from "../platforms/index.ts";
import { databaseUrl } from "./database.ts";
import type { Message } from "../core/card.ts";
import { say } from "../words/say.ts";
import { sayListed } from "../words/sequence.ts";
import { carry } from "./said.ts";
import { fingerprint, json, list, matching, missing, password, path, plain, secret, socketUrl } from "./types.ts";

const name = matching(/^[\w.-]{1,32}$/, say("setting.name"));

const GATEWAY_KEYS = [
  "name",
  "url",
  "token",
  "tokenFile",
  "password",
  "passwordFile",
  "adminToken",
  "adminTokenFile",
  "admins",
  "fingerprint",
  "caFile",
];
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
    admins: z.array(matching(/^[a-z]+:\d{1,20}$/, say("setting.person"))).optional(),
    fingerprint: fingerprint.optional(),
    caFile: path.optional(),
  },
  { error: (issue) => saysKeys(issue, GATEWAY_KEYS) },
);

/** Whoever misspells a key is told the right ones. */
function saysKeys(
  issue: { readonly code?: string; readonly keys?: readonly string[] },
  known: readonly string[],
): string {
  if (issue.code !== "unrecognized_keys") return carry(say("setting.keys", { known }));
  const names = (issue.keys ?? []).map((key) => (/^\w{1,32}$/.test(key) ? key : say("setting.key-nameless")));
  return carry(say("setting.keys-unknown", { names: sayListed(names), known }));
}

const SHAPE = "{name, url, token}";
const GATEWAYS = json(say("setting.gateways-json", { shape: SHAPE }))
  .pipe(
    z
      .array(GATEWAY, { error: carry(say("setting.gateways-list", { shape: SHAPE })) })
      .min(1, { error: carry(say("setting.gateways-none")) }),
  )
  .refine((rows) => new Set(rows.map((row) => row.name)).size === rows.length, {
    error: carry(say("setting.gateways-names")),
  });

const amount = z
  .number({ error: ({ input }) => carry(say("setting.number", { missing: missing(input) })) })
  .nonnegative({ error: carry(say("setting.not-negative")) });
/** What of {@link Threshold} may be set, in milliseconds and counts. */
const THRESHOLD = z
  .strictObject(
    { checks: amount, answers: amount, after: amount, goodAnswers: amount, quiet: amount },
    { error: (issue) => saysKeys(issue, ["checks", "answers", "after", "goodAnswers", "quiet"]) },
  )
  .partial();
const WARNING_RULES = json(say("setting.rules-json")).pipe(
  z.record(z.string(), THRESHOLD, { error: carry(say("setting.rules-object")) }).transform((set, context) => {
    const unknown = Object.keys(set).filter((id) => !isRuleId(id));
    if (unknown.length > 0) {
      const wrong = say("setting.rules-unknown", { names: sayListed(unknown), known: sayListed(RULE_IDS) });
      context.addIssue({ code: "custom", message: carry(wrong) });
    }
    return set satisfies ThresholdOverrides;
  }),
);

const sayOneOf = (known: readonly string[]): Message => say("setting.one-of", { known: sayListed(known) });

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
  COMPANION_AUDIENCE: list(/^(?:everyone|discord:\d{1,20}|telegram:-?\d{1,20})$/, say("setting.audience")).default([]),
  COMPANION_DATA_DIR: path.default("./data"),
  COMPANION_DATABASE_URL: databaseUrl.optional(),
  COMPANION_DATABASE_URL_FILE: path.optional(),
  COMPANION_APPROVALS: z
    .enum(["1", "2"], { error: carry(say("setting.approvals")) })
    .default("1")
    .transform((text) => (text === "2" ? 2 : 1)),
  COMPANION_TIMEZONE: plain.refine(isZone, { error: carry(say("setting.zone")) }).optional(),
  COMPANION_LANGUAGE: z.enum(LANGUAGES, { error: carry(sayOneOf(LANGUAGES)) }).default("en"),
  COMPANION_DAILY_SPEND: matching(/^\d{1,6}(?:\.\d{1,2})?$/, say("setting.spend"))
    .transform(Number)
    .optional(),
  COMPANION_WARNING_RULES: WARNING_RULES.default({}),
  COMPANION_HTTP: matching(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i, say("setting.http"))
    .refine((text) => Number(text.slice(text.lastIndexOf(":") + 1)) < 65_536, { error: carry(say("setting.port")) })
    .optional(),
  COMPANION_HTTP_TOKEN: secret.optional(),
  COMPANION_HTTP_TOKEN_FILE: path.optional(),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(LEVELS, { error: carry(sayOneOf(LEVELS)) }))
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
