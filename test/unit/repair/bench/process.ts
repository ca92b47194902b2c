import type { AgentReport, GatewayReport } from "../../../../src/core/report.ts";
import type { Asker, Begun, Repairs } from "../../../../src/core/repairs.ts";
import type { Remedy } from "../../../../src/core/plan.ts";
import { UNFINISHED, type Repair, type RepairStore } from "../../../../src/core/repair.ts";
import { createRepairs } from "../../../../src/repair/repairs.ts";
import { FALLBACK, PRIMARY, type World } from "./world.ts";
import { english } from "../../../../src/words/speak.ts";

/** One companion process: what it began ends with it when it is killed. */
export interface Process {
  readonly name: string;
  readonly repairs: Repairs;
  kill(): void;
  isDead(): boolean;
}

export interface ProcessOptions {
  readonly name: string;
  readonly gateway: string;
  readonly world: World;
  readonly store: RepairStore;
  readonly remedies: readonly Remedy[];
  readonly newId: () => string;
  readonly approvals?: 1 | 2;
  readonly report?: Partial<GatewayReport>;
  /** Called before and after each step of the journal; true kills the process there. */
  readonly killsAt: (step: string) => boolean;
}

export function startProcess(options: ProcessOptions): Process {
  const { name, gateway, world, store, remedies, newId, killsAt, approvals = 1, report = {} } = options;
  const ended = new AbortController();
  const held: (() => Promise<void>)[] = [];
  let dead = false;
  const kill = (): void => {
    dead = true;
    ended.abort();
    world.hangUp(name);
    // The system lets go of what a dead process held.
    for (const letGo of held.splice(0)) void letGo();
  };
  const alive = (): void => {
    if (dead) throw new Error("killed");
  };
  const step = (what: string): void => {
    if (!killsAt(what)) return;
    kill();
    throw new Error("killed");
  };
  const journal: RepairStore = {
    ...store,
    async add(plan) {
      alive();
      await store.add(plan);
    },
    async move(...row) {
      alive();
      step(`before ${row[2]}`);
      const moved = await store.move(...row);
      step(`after ${row[2]}`);
      return moved;
    },
    async hold(gateway) {
      alive();
      const letGo = await store.hold(gateway);
      if (letGo === null) return null;
      let isHeld = true;
      const once = async (): Promise<void> => {
        if (!isHeld) return;
        isHeld = false;
        await letGo();
      };
      held.push(once);
      return once;
    },
  };
  const repairs = createRepairs({
    reports: {
      gateways: [gateway],
      agents: () => ["main"],
      models: () => Promise.resolve([]),
      report: () => Promise.resolve({ ...REPORT, ...report, id: gateway }),
    },
    remedies,
    repairs: journal,
    openAdmin: async (_gateway, signal) => {
      alive();
      signal?.throwIfAborted();
      return world.open(name);
    },
    newId,
    approvals,
    clock: world.clock,
    sleep: world.sleep,
    signal: ended.signal,
  });
  return { name, repairs, kill, isDead: () => dead };
}

/** Waits for the end of what was begun; what it said on the way. */
export async function toEnd(begun: Begun): Promise<readonly string[]> {
  if (begun.kind !== "begun") return [];
  let told: readonly string[] = [];
  for await (const { lines } of begun.progress) told = lines.map(({ text }) => english(text));
  return told;
}

export const isUnderWay = ({ state }: Repair): boolean => UNFINISHED.includes(state);

export const adminOf = (id: string, world: World): Asker => ({
  by: { platform: "room", id, name: `admin ${id}`, admin: true },
  place: "room",
  now: world.clock(),
});

export const AGENT: AgentReport = {
  setting: { id: "main", primary: PRIMARY, fallbacks: [FALLBACK] },
  answering: {
    agent: "main",
    model: FALLBACK,
    since: 0,
    lastAt: 0,
    fallback: true,
    judged: "fallback",
    askedAt: null,
    api: null,
    reported: null,
  },
  verdict: "silent-fallback",
  pinned: [],
};

const REPORT: GatewayReport = {
  id: "main",
  url: "ws://127.0.0.1",
  at: 0,
  link: { state: "ready", since: 0, version: null, protocol: 3 },
  reading: { state: "current", at: 0 },
  version: null,
  agents: [AGENT],
  counts: null,
  unauthorized: [],
  recordSince: null,
  diagnoses: [
    { rule: "codex-wrong-transport", severity: "critical", title: "x", explanation: [], remedy: "x", agents: ["main"] },
  ],
  cannotTell: [],
  skippedFrames: 0,
};
