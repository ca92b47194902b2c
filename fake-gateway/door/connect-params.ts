import { z } from "zod";

const CLIENT_IDS = [
  "webchat-ui",
  "openclaw-control-ui",
  "openclaw-tui",
  "webchat",
  "cli",
  "gateway-client",
  "openclaw-macos",
  "openclaw-ios",
  "openclaw-android",
  "node-host",
  "test",
  "fingerprint",
  "openclaw-probe",
] as const;
const MODES = ["webchat", "cli", "ui", "backend", "node", "probe", "test"] as const;
const TEXT = z.string().min(1);

/** What a `connect` request may hold; anything more is refused, as the gateway does. */
export const CONNECT_PARAMS = z.strictObject({
  minProtocol: z.number().int().min(1),
  maxProtocol: z.number().int().min(1),
  client: z.strictObject({
    id: z.enum(CLIENT_IDS),
    displayName: TEXT.optional(),
    version: TEXT,
    buildId: TEXT.optional(),
    platform: TEXT,
    deviceFamily: TEXT.optional(),
    modelIdentifier: TEXT.optional(),
    mode: z.enum(MODES),
    instanceId: TEXT.optional(),
  }),
  caps: z.array(TEXT).optional(),
  commands: z.array(TEXT).optional(),
  permissions: z.record(TEXT, z.boolean()).optional(),
  pathEnv: z.string().optional(),
  role: TEXT.default("operator"),
  scopes: z.array(TEXT).default([]),
  device: z
    .strictObject({
      id: TEXT,
      publicKey: TEXT,
      signature: TEXT,
      signedAt: z.number().int().min(0),
      nonce: TEXT,
    })
    .optional(),
  auth: z
    .strictObject({
      token: z.string().optional(),
      deviceToken: z.string().optional(),
      bootstrapToken: z.string().optional(),
      password: z.string().optional(),
    })
    .optional(),
  locale: z.string().optional(),
  userAgent: z.string().optional(),
});

export type ConnectParams = z.infer<typeof CONNECT_PARAMS>;
