import { z } from "zod";
import type { ProviderUsage } from "../../core/gateway.ts";
import { INSTANT, ITEMS, loose, MOST_NAMED, readEach, readReply } from "./reply.ts";

const WINDOW = z.object({ label: z.string(), usedPercent: z.number().min(0).max(1_000), resetAt: loose(INSTANT) });
const PROVIDER = z.object({ provider: z.string(), plan: loose(z.string()), windows: ITEMS });
const REPLY = z.object({ providers: ITEMS.default([]) });

/** What `usage.status` says of how much of each plan is used. Providers that did not tell are left out. */
export function readUsage(payload: unknown): readonly ProviderUsage[] {
  const { providers } = readReply(REPLY, "usage.status", payload);
  return readEach(PROVIDER, providers, MOST_NAMED)
    .read.map(({ provider, plan, windows }) => ({
      provider,
      plan: plan ?? null,
      windows: readEach(WINDOW, windows, MOST_NAMED).read.map(({ label, usedPercent, resetAt }) => ({
        label,
        usedPercent,
        resetAt: resetAt ?? null,
      })),
    }))
    .filter(({ windows }) => windows.length > 0);
}
