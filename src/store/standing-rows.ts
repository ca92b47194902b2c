import { z } from "zod";
import type { LinkStatus } from "../core/link.ts";
import type { Release } from "../core/releases/release.ts";
import type { Standing } from "../core/standings.ts";
import { readJson } from "./json.ts";
import { TEXT } from "./texts.ts";

const INSTANT = z.number();
const MODEL = z.object({ provider: z.string(), model: z.string() });
const WORD = z.string().nullable();

/** All causes there are: one that is added has to be added here. */
type Causes<State> = { readonly [C in Extract<LinkStatus, { state: State; cause: string }>["cause"]]: C };
const WAITING: Causes<"waiting"> = {
  away: "away",
  refusing: "refusing",
  restarting: "restarting",
  lost: "lost",
  silent: "silent",
  flooding: "flooding",
  host: "host",
  proxy: "proxy",
};
const REFUSING: Causes<"refused"> = {
  token: "token",
  scopes: "scopes",
  protocol: "protocol",
  tls: "tls",
  pin: "pin",
  proxy: "proxy",
  other: "other",
};

const DETAIL = z.object({ why: TEXT.exactOptional(), says: z.string().exactOptional(), fix: TEXT.exactOptional() });
const REFUSED = { why: TEXT, detail: DETAIL.exactOptional() };
const LINK: z.ZodType<LinkStatus> = z.discriminatedUnion("state", [
  z.object({ state: z.literal("connecting") }),
  z.object({ state: z.literal("ready"), since: INSTANT, version: WORD, protocol: z.number() }),
  z.object({ state: z.literal("pairing"), requestId: WORD, fix: TEXT, ...REFUSED }),
  z.object({
    state: z.literal("waiting"),
    cause: z.enum(WAITING),
    fix: TEXT.exactOptional(),
    ...REFUSED,
  }),
  z.object({
    state: z.literal("refused"),
    cause: z.enum(REFUSING),
    fix: TEXT,
    ...REFUSED,
  }),
]);

const RELEASE: z.ZodType<Release> = z.object({
  name: WORD,
  certain: z.boolean(),
  record: z.object({
    providerErrors: z.enum(["transcripts", "log"]),
    localRefusals: z.enum(["lane-errors", "decisions"]),
  }),
  tellsPins: z.boolean(),
  holdsFallback: z.boolean(),
  leadsHeartbeats: z.boolean(),
  hidesHeartbeats: z.boolean(),
  chatgpt: z.object({ provider: z.enum(["openai-codex", "openai"]), api: z.string() }),
  codexEntry: z.enum(["needed", "taken", "hides-prices", "refused"]),
  codexRefs: z.enum(["work", "may-work", "fail"]),
  diesOfMissingApi: z.boolean(),
  heedsModelsJson: z.boolean(),
  buildsRetiredPath: z.boolean(),
  sendsWhatIsRefused: z.boolean(),
  restartsAfterWrite: z.boolean(),
  jobs: z.enum(["sessions", "run-log"]),
  logins: z.enum(["file", "database"]),
  arrays: z.enum(["replaced", "merged-by-id"]),
});

const AGENT = z.object({
  id: z.string(),
  primary: MODEL.nullable(),
  fallbacks: z.array(MODEL),
  heartbeat: MODEL.exactOptional(),
  subagents: MODEL.exactOptional(),
  heartbeatEvery: z.number().exactOptional(),
});
const SESSION = z.object({
  key: z.string(),
  sessionId: WORD,
  agent: z.string(),
  updatedAt: INSTANT,
  pin: z.union([z.object({ model: MODEL, by: z.enum(["person", "gateway"]) }), z.literal("unknown")]).nullable(),
  shown: MODEL.nullable(),
  createdAt: INSTANT.exactOptional(),
  running: z.boolean().nullable(),
  lastRun: z.string().exactOptional(),
  idle: z.object({ for: z.number(), waitsFor: z.enum(["model", "tool"]) }).exactOptional(),
});
const PROVIDER = z.object({
  id: z.string(),
  baseUrl: WORD,
  api: WORD,
  hasKey: z.boolean(),
  models: z.array(z.object({ id: z.string(), api: WORD, baseUrl: WORD })),
});
const PROFILE = z.object({
  id: z.string(),
  provider: z.string(),
  mode: z.string(),
  status: WORD,
  expiresAt: INSTANT.nullable(),
  restsUntil: INSTANT.exactOptional(),
});
const JOB = z.object({
  id: z.string(),
  name: z.string(),
  agent: WORD,
  model: MODEL.nullable(),
  enabled: z.boolean(),
  lastRunAt: INSTANT.nullable(),
  lastStatus: WORD,
  lastDelivery: WORD,
  errorsInARow: z.number(),
  editedAt: INSTANT.exactOptional(),
});
const USAGE = z.object({
  provider: z.string(),
  plan: WORD,
  windows: z.array(z.object({ label: z.string(), usedPercent: z.number(), resetAt: INSTANT.nullable() })),
});
const SNAPSHOT = z.object({
  at: INSTANT,
  version: WORD,
  release: RELEASE,
  agents: z.array(AGENT),
  sessions: z.array(SESSION),
  providers: z.array(PROVIDER),
  modelsMode: WORD,
  profiles: z.array(PROFILE),
  logins: z.enum(["read", "unread"]).exactOptional(),
  configHash: WORD,
  sessionsCut: INSTANT.exactOptional(),
  cron: z.array(JOB).exactOptional(),
  keys: z.object({ held: z.array(z.string()), refused: z.array(z.string()) }).exactOptional(),
  usage: z.array(USAGE).exactOptional(),
  lastHeartbeat: INSTANT.exactOptional(),
  logLevel: z.string().exactOptional(),
});

/** What is kept of a {@link Standing}; when it was read stands in a column of its own. */
const STANDING: z.ZodType<Omit<Standing, "readAt">> = z.object({
  gateway: z.string(),
  by: z.string(),
  link: LINK,
  snapshot: SNAPSHOT.nullable(),
  trouble: TEXT.nullable(),
  skippedFrames: z.number(),
  models: z.array(MODEL),
});

/** Null for what this release cannot read, as another one may have written it. */
export const readStanding = (kept: string): Omit<Standing, "readAt"> | null =>
  STANDING.safeParse(readJson(kept)).data ?? null;
