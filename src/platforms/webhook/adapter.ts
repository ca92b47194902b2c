import type { PlatformParts } from "../../core/configured-platform.ts";
import { PostFailed, type ChatPlatform } from "../../core/platform.ts";
import { MINUTE } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";
import { say } from "../../words/say.ts";
import { speak } from "../../words/speak.ts";
import { postFailed } from "../shared/failed.ts";
import { writeAlert } from "./alert.ts";
import { call, deliver, type FindWay } from "./deliver.ts";
import type { WebhookSettings } from "./settings.ts";

type WebhookParts = Pick<PlatformParts, "clock" | "log" | "isAllRead" | "language">;

/** Posts and hears nothing; while every gateway is read, the heartbeat is called each minute. */
export function createWebhook(
  settings: WebhookSettings,
  way: FindWay,
  { clock, log, isAllRead, language }: WebhookParts,
): ChatPlatform {
  const { urls, secret, heartbeat } = settings;

  async function beat(url: string, signal: AbortSignal): Promise<void> {
    try {
      const status = await call("the heartbeat", url, way, signal);
      if (status >= 400) log.warn({ status }, "webhook: the heartbeat was not taken");
    } catch (error) {
      if (!(error instanceof PostFailed)) throw error;
      if (!signal.aborted) log.warn({ why: error.message }, "webhook: the heartbeat was not taken");
    }
  }

  return {
    id: "webhook",
    status: () => ({ state: "ready", as: "webhook" }),
    async serve(_commands, _answer, signal) {
      while (!signal.aborted) {
        if (heartbeat !== null && isAllRead()) await beat(heartbeat, signal);
        // Before the first reading there is nothing to tell, and soon after it there is.
        await sleep(isAllRead() ? MINUTE : SOON, signal);
      }
    },
    async post(target, card, how = {}, signal) {
      const url = urls.get(target);
      if (url === undefined) throw postFailed("gone", `webhook: ${target}`, say("rooms.webhook-none"));
      const ref = { platform: "webhook", target, message: how.about?.incident ?? how.key ?? "" };
      // What is said besides a card that stands is in the card already: nobody is told the same twice.
      if (how.answering !== undefined) return ref;
      const given = { way, secret, ...(how.key !== undefined && { key: how.key }), ...(signal && { signal }) };
      await deliver(target, url, writeAlert(speak(card, language), how.about, clock()), given);
      return ref;
    },
  };
}

const SOON = 2_000;
