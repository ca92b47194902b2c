import type { Api } from "grammy";
import type { Message, Text } from "../../../core/card.ts";
import type { Log } from "../../../core/log.ts";
import type { SharedBot } from "../../../core/platform.ts";
import { MINUTE, type Clock, type Instant } from "../../../core/time.ts";
import { say } from "../../../words/say.ts";
import { english } from "../../../words/speak.ts";
import { forLibrary } from "./client.ts";
import { toFault } from "./fault.ts";

/** Whether updates can be fetched; `taken` says by whom they are taken, in words for the operator. */
type WebhookStanding = { readonly kind: "free" } | { readonly kind: "taken"; readonly why: string };

/** While a webhook is set, Telegram hands out no updates. */
export interface WebhookWatch {
  /** Takes away what an earlier program left, and says whose address it was. Throws what the calls throw. */
  free(signal: AbortSignal): Promise<WebhookStanding>;
}

/** By the path that OpenClaw's own gateways listen at. */
export const isGatewaysOwn = (url: string): boolean => /telegram-webhook|openclaw/i.test(url);
/** A program that sets its webhook again and again is alive, and the bot its own. */
const MOST_REMOVALS = 3;
const WITHIN = 10 * MINUTE;

export function createWebhookWatch(parts: {
  readonly api: Api;
  readonly log: Log;
  readonly clock: Clock;
  readonly onShared: (told: SharedBot) => void;
}): WebhookWatch {
  const { api, log, clock, onShared } = parts;
  const tell = (why: Message): void => {
    log.warn({ why: english(why) }, "telegram: another program has a webhook for this bot");
    onShared({ why, fix: OWN_BOT });
  };
  const taken = (why: Message): WebhookStanding => {
    tell(why);
    return { kind: "taken", why: `${english(why)}. ${english(OWN_BOT)}` };
  };
  let removals: readonly Instant[] = [];

  const readUrl = async (signal: AbortSignal): Promise<string> => {
    try {
      return (await api.getWebhookInfo(forLibrary(signal))).url ?? "";
    } catch (error) {
      const fault = toFault(error);
      // Servers of one's own need not know this question.
      if (fault?.kind === "refused" && fault.status === 404) return "";
      throw error;
    }
  };

  return {
    async free(signal) {
      const url = await readUrl(signal);
      if (url === "") return { kind: "free" };
      const whose = hostOf(url);
      if (isGatewaysOwn(url)) return taken(say("bots.webhook-gateway", { whose }));
      removals = removals.filter((at) => clock() - at < WITHIN);
      if (removals.length >= MOST_REMOVALS) return taken(say("bots.webhook-again", { whose }));
      removals = [...removals, clock()];
      await api.deleteWebhook({}, forLibrary(signal));
      tell(say("bots.webhook-removed", { whose }));
      return { kind: "free" };
    },
  };
}

const OWN_BOT = say("bots.own");

/** The rest of the address may be a secret. */
export const hostOf = (url: string): Text => (URL.canParse(url) ? new URL(url).host : say("bots.webhook-nowhere"));
