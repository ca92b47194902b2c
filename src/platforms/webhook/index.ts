import { createHash } from "node:crypto";
import { secret, webUrl } from "../../config/types.ts";
import { say } from "../../words/say.ts";
import { createDialer } from "../../net/dialer.ts";
import { definePlatform, plainQuestion } from "../shared/definition.ts";
import { z } from "zod";
import type { WebhookSettings } from "./settings.ts";

const address = webUrl("https://hooks.example/alerts");
const addresses = z.string().transform((text, context): readonly string[] => {
  const parts = text.split(",").flatMap((part) => part.trim() || []);
  const read = parts.map((part) => address.safeParse(part));
  const [wrong] = read.flatMap(({ error }) => error?.issues ?? []);
  if (wrong) context.addIssue({ code: "custom", message: wrong.message });
  return read.flatMap(({ data }) => data ?? []);
});

export const webhook = definePlatform({
  id: "webhook",
  label: "Webhooks",
  variables: {
    WEBHOOK_URLS: addresses.default([]),
    WEBHOOK_SECRET: secret.optional(),
    HEARTBEAT_URL: webUrl("https://hc-ping.example/companion").optional(),
  },
  setup: {
    title: say("setup.webhooks"),
    steps: [say("setup.webhooks-1"), say("setup.webhooks-2")],
    first: { ...plainQuestion("WEBHOOK_URLS", say("setup.webhook-urls")), required: true },
    others: [
      { ...plainQuestion("WEBHOOK_SECRET", say("setup.webhook-secret")), kind: "secret" },
      plainQuestion("HEARTBEAT_URL", say("setup.heartbeat-url")),
    ],
    introduce: () => Promise.resolve(null),
  },
  configure(set, _findToken, network) {
    if (set.WEBHOOK_URLS.length === 0 && set.HEARTBEAT_URL === undefined) return null;
    const settings: WebhookSettings = {
      urls: new Map(set.WEBHOOK_URLS.map((url) => [nameOf(url), url])),
      secret: set.WEBHOOK_SECRET ?? null,
      heartbeat: set.HEARTBEAT_URL ?? null,
    };
    const way = createDialer(network).dispatcher;
    return {
      settings,
      rooms: [...settings.urls.keys()],
      open: async (parts) => (await import("./adapter.ts")).createWebhook(settings, way, parts),
      check: async (parts) => (await import("./check.ts")).checkWebhooks(settings, way, parts),
    };
  },
});

/** `hooks.example-1a2b3c4d`: the same in every process, and without what may be secret. */
const nameOf = (url: string): string =>
  `${new URL(url).host}-${createHash("sha256").update(url).digest("hex").slice(0, 8)}`;
