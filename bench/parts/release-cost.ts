import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { connectClient, type GatewayClient } from "../../test/gateways/rig/client/client.ts";
import { createDevice } from "../../test/gateways/rig/client/device.ts";
import { at } from "../../test/gateways/rig/json.ts";
import type { Rig } from "../../test/gateways/rig/rig.ts";
import { useOf } from "./processes.ts";

/** Sessions that are in use, and turns that are measured at once. */
export const SESSIONS = 40;
export const TURNS = 8;
/** With the companion and without it, in turns: machines drift. */
export const PAIRS = 16;
/** After its last turn a gateway, and whoever reads it, has so long to come to rest. */
const REST = 1_500;
/** Calls of each kind, and bytes of the log that a turn leaves. */
const REPEATED = 100;
const LINES = 900;
/** Connections that are told of every turn: what each of them costs is less than what turns differ by. */
export const LISTENERS = 8;

/** Sends one message in the session whose turn it is, and resolves when it is answered. */
export type Send = () => Promise<void>;

/** Milliseconds of the processor that a gateway takes for a turn, of some, no more than one a second. */
export async function measureTurn(rig: Rig, send: Send): Promise<number> {
  const before = cpuOf(rig.pid());
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.all([send(), sleep(1_000)]);
  await sleep(REST);
  return (cpuOf(rig.pid()) - before) / TURNS;
}

/** The mean without the fifth at either end: what a gateway cleans up now and then is more than most of what is measured. */
export function trimmedMean(all: readonly number[]): number {
  const cut = Math.floor(all.length / 5);
  const rest = all.toSorted((a, b) => a - b).slice(cut, all.length - cut);
  return rest.reduce((sum, one) => sum + one, 0) / rest.length;
}

/** Of all processes of a group, in milliseconds. */
const cpuOf = (group: number): number =>
  readdirSync("/proc")
    .map((name) => useOf(Number(name)))
    .filter((one) => one.group === group)
    .reduce((sum, { cpu }) => sum + cpu, 0);

/** Milliseconds of the processor that a gateway takes for so many calls of each method, from a hundred of each. */
export async function measureCalls(
  rig: Rig,
  user: GatewayClient,
  counts: Readonly<Record<string, number>>,
): Promise<number> {
  const ask = async (method: string, params: object): Promise<unknown> => {
    const reply = await user.request(method, params, undefined, AbortSignal.timeout(60_000));
    return reply.ok ? reply.payload : null;
  };
  const end = Number(at(await ask("logs.tail", { limit: 1 }), "cursor"));
  const paramsOf = (method: string, index: number): object => {
    if (method === "chat.history") return { sessionKey: `agent:main:s${index % SESSIONS}`, limit: 8 };
    if (method === "sessions.list") return { limit: 3, includeGlobal: true };
    return method === "logs.tail" ? { limit: 5_000, maxBytes: 1_000_000, cursor: end - LINES } : {};
  };
  let sum = 0;
  for (const [method, count] of Object.entries(counts)) {
    const before = cpuOf(rig.pid());
    for (let index = 0; index < REPEATED; index += 1) await ask(method, paramsOf(method, index));
    sum += ((cpuOf(rig.pid()) - before) / REPEATED) * count;
  }
  return sum;
}

/** Milliseconds of the processor that a turn takes a gateway more for each connection that hears of it. */
export async function measureListeners(rig: Rig, send: Send): Promise<number> {
  const [alone, heard]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < PAIRS / 2; pair += 1) {
    for (const count of pair % 2 === 0 ? [LISTENERS, 0] : [0, LISTENERS]) {
      const listen = () =>
        connectClient({ ...rig, device: createDevice(), scopes: ["operator.read"] }, AbortSignal.timeout(60_000));
      const listeners = await Promise.all(Array.from({ length: count }, listen));
      await sleep(REST);
      (count === 0 ? alone : heard).push(await measureTurn(rig, send));
      for (const one of listeners) one.close();
    }
  }
  return (trimmedMean(heard) - trimmedMean(alone)) / LISTENERS;
}
