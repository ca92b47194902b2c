import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import type { FakeTelegram } from "../fakes/telegram/server.ts";
import type { FakeMessage } from "../fakes/telegram/world.ts";
import { startProcess, type Process } from "./process.ts";
import { envOf, openTelegram, TELEGRAM_ADMIN, written, type Env } from "./service.ts";

/** An instant at which a process is killed: what the gateway was asked, or what the store holds. */
export interface KillPoint {
  readonly name: string;
  /** Requests for this method are not answered: the process is killed while it waits for one. */
  readonly waitingFor?: string;
  /** Only the requests about such a session count. */
  readonly session?: string;
  /** Killed when this many requests for a method had come since it began. */
  readonly seen?: readonly [method: string, times: number];
  /** Killed when the journal says so. */
  readonly state?: string;
}

const isUnderWay = (state: string | undefined): boolean =>
  state !== undefined && ["applying", "proving", "reverting", "undoing", "overwriting"].includes(state);

interface Row {
  readonly state: string;
  readonly events: readonly string[];
  /** What was said with the last of them. */
  readonly said: string;
}

/** The newest repair as the journal on disk tells it. */
export function readJournal(folder: string): Row | null {
  const database = new DatabaseSync(join(folder, "data", "companion.sqlite"), { readOnly: true, timeout: 2_000 });
  try {
    const row = database.prepare("select id, state from repairs order by created_at desc").get();
    if (row === undefined) return null;
    const events = database
      .prepare("select event, detail from repair_events where repair = ? order by id")
      .all(String(row["id"]));
    const said = String(events.at(-1)?.["detail"]);
    return { state: String(row["state"]), events: events.map(({ event }) => String(event)), said };
  } finally {
    database.close();
  }
}

/** `models` of the configuration, as anybody with the token reads it. */
export async function readModels(gateway: EmbeddedGateway): Promise<unknown> {
  using client = await connectClient(gateway);
  const { parsed } = await client.request("config.get");
  return typeof parsed === "object" && parsed !== null && "models" in parsed ? parsed.models : null;
}

export interface Scene {
  readonly gateway: EmbeddedGateway;
  readonly telegram: FakeTelegram;
  readonly folder: string;
  readonly dataDir: string;
  readonly env: Env;
  start(): Promise<Process>;
}

/**
 * A gateway, a chat and a data folder for one companion after the other. Telegram hands the next process what
 * the killed one did not confirm: every button is pressed once more.
 */
export async function setScene(gateway: EmbeddedGateway): Promise<Scene> {
  const { telegram, env: chat } = await openTelegram();
  const env = { ...chat, ...envOf(gateway) };
  const folder = makeFolder();
  return {
    gateway,
    telegram,
    folder,
    dataDir: join(folder, "data"),
    env,
    async start() {
      const polls = telegram.callsOf("getUpdates").length;
      const service = startProcess(["run"], env, folder);
      const listens = eventually(() => expect(telegram.callsOf("getUpdates").length).toBeGreaterThan(polls));
      const ended = service.end.then((code) => Promise.reject(new Error(`ended (${code}): ${service.complained()}`)));
      await Promise.race([listens, ended]);
      ended.catch(() => {});
      return service;
    },
  };
}

/** The bot's newest message to the admin with these words, once it is there. */
export const read = ({ telegram }: Scene, words: string, timeout?: number): Promise<FakeMessage> =>
  written(telegram, words, TELEGRAM_ADMIN, timeout);

/** Asks for the plan and shows it. */
export function askForPlan(scene: Scene, command = "/fix_codex"): Promise<FakeMessage> {
  scene.telegram.say(command, { user: TELEGRAM_ADMIN });
  return read(scene, "can confirm this");
}

/** Does something, kills the process at the point, and makes the gateway whole again. */
export async function killAt(scene: Scene, service: Process, point: KillPoint, begin: () => void): Promise<void> {
  const { gateway, folder } = scene;
  const from = gateway.requests.length;
  const seen = (method: string): number =>
    gateway.requests
      .slice(from)
      .filter((request) => request.method === method)
      .filter(({ params }) => JSON.stringify(params ?? {}).includes(point.session ?? "")).length;
  const isReached = (): boolean => {
    if (point.waitingFor !== undefined) return seen(point.waitingFor) > 0 && isUnderWay(readJournal(folder)?.state);
    if (point.seen) return seen(point.seen[0]) >= point.seen[1];
    return readJournal(folder)?.state === point.state;
  };
  const release = point.waitingFor === undefined ? undefined : gateway.hang(point.waitingFor);
  begin();
  const deadline = Date.now() + 15_000;
  while (!isReached()) {
    if (Date.now() > deadline) throw new Error(`never came to the point: ${point.name}`);
    await pause(1);
  }
  service.kill("SIGKILL");
  expect(await service.end).toBe("SIGKILL");
  release?.();
}
