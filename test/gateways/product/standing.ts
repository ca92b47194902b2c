import { createCompanion, type Companion } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import type { Card } from "../../../src/core/card.ts";
import type { Log } from "../../../src/core/log.ts";
import type { ChatPlatform } from "../../../src/core/platform.ts";
import { toStatusJson } from "../../../src/diagnose/status-json.ts";
import { waitUntil } from "../rig/wait.ts";
import { companionEnvironment, type Reach } from "./environment.ts";
import { readGatewayStatus, type GatewayStatus } from "./status.ts";

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** The companion as a service, in this process, with a room nobody talks in. */
export interface Standing extends AsyncDisposable {
  readonly companion: Companion;
  /** What was posted to the room by itself. */
  readonly posted: readonly Card[];
  /** Waits for the first reading: a gateway that has just started takes seconds to tell its configuration. */
  status(): Promise<GatewayStatus>;
  stop(): Promise<void>;
}

export async function startStanding(reach: Reach, dataDir: string): Promise<Standing> {
  const config = readConfig(companionEnvironment(reach, dataDir), () => "");
  const around = { clock: Date.now, random: Math.random, log: SILENT, version: "0.0.0" };
  const companion = await createCompanion(config, around, "must");
  const posted: Card[] = [];
  const stopped = new AbortController();
  const running = companion.run([createRoom(posted)], stopped.signal);
  const report = () => companion.reports.report("main");
  const stop = async (): Promise<void> => {
    stopped.abort();
    await running;
    await companion.close();
  };
  return {
    companion,
    posted,
    async status() {
      await waitUntil(async () => (await report()).recordSince !== null, { everyMs: 200, limitMs: 60_000 });
      return readGatewayStatus(toStatusJson(await report()));
    },
    stop,
    [Symbol.asyncDispose]: () => (stopped.signal.aborted ? Promise.resolve() : stop()),
  };
}

const createRoom = (posted: Card[]): ChatPlatform => ({
  id: "room",
  status: () => ({ state: "ready", as: "room" }),
  serve: (_commands, _answer, signal) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => resolve(), { once: true });
    return promise;
  },
  post: (target, card) => {
    posted.push(card);
    return Promise.resolve({ platform: "room", target, message: String(posted.length) });
  },
});
