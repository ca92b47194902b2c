import { onTestFinished } from "vitest";
import { DIRECT } from "../../../src/lib/network.ts";
import { webhook as definition } from "../../../src/platforms/webhook/index.ts";
import { createWebhook } from "../../../src/platforms/webhook/adapter.ts";
import { createDialer } from "../../../src/net/dialer.ts";
import { startFakeReceiver, type Effect } from "../../fakes/webhook.ts";
import type { PlatformKit, Trouble } from "./stand.ts";

const EFFECTS: Readonly<Record<Trouble, Effect>> = {
  "the line is cut before it arrives": "cut",
  "it arrives and the answer is lost": "cut-after",
  "the service fails": { status: 502 },
  "the service asks to wait for long": { status: 429, headers: { "retry-after": "120" } },
  "the bot may not write there": { status: 403 },
  "the card is refused": { status: 422 },
};

export const webhook: PlatformKit = {
  name: "webhook",
  async openPosting() {
    const receiver = await startFakeReceiver();
    onTestFinished(() => receiver.close());
    const address = `${receiver.url}/secret-path`;
    const configured = definition.configure({ WEBHOOK_URLS: address }, () => null, DIRECT);
    const room = configured?.rooms[0] ?? "";
    const settings = { urls: new Map([[room, address]]), secret: "fake-secret", heartbeat: null };
    const parts = { log: SILENT, clock: Date.now, isAllRead: () => false, language: "en" } as const;
    return {
      process: () => createWebhook(settings, createDialer(DIRECT).dispatcher, parts),
      room,
      nowhere: "hooks.example-00000000",
      standing: () => receiver.alerts().map(({ annotations }) => annotations.summary),
      spoil: (trouble, times) => receiver.fault(EFFECTS[trouble], times),
      fallSilent: () => void receiver.fault("hang-after"),
      calls: () => receiver.received.length,
      secrets: ["secret-path", "fake-secret"],
    };
  },
};

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
