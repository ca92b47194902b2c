import { z } from "zod";

/** What a gateway says of itself when it lets somebody in. */
export interface Hello {
  readonly protocol: number;
  readonly serverVersion: string | null;
  readonly methods: readonly string[];
  readonly uptime: number | null;
  /** What the gateway says it granted; null where it does not say. */
  readonly scopes: readonly string[] | null;
}

export const HELLO = z.object({
  protocol: z.number(),
  server: z.object({ version: z.string() }).partial().default({}),
  features: z
    .object({ methods: z.array(z.string()) })
    .partial()
    .default({}),
  auth: z
    .object({ scopes: z.array(z.string()), deviceToken: z.string(), role: z.string() })
    .partial()
    .nullish()
    .catch(null),
  snapshot: z.object({ uptimeMs: z.number() }).partial().default({}),
  policy: z.object({ tickIntervalMs: z.number().positive() }).partial().nullish().catch(null),
});

export type HelloFrame = z.infer<typeof HELLO>;

export function toHello(frame: HelloFrame): Hello {
  const version = frame.server.version;
  return {
    protocol: frame.protocol,
    serverVersion: version === undefined || version === "dev" || version === "unknown" ? null : version,
    methods: frame.features.methods ?? [],
    uptime: frame.snapshot.uptimeMs ?? null,
    scopes: frame.auth?.scopes ?? null,
  };
}
