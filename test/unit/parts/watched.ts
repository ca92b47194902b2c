import type { Turn } from "../../../src/core/evidence.ts";
import type { Finding, Incident } from "../../../src/core/incident.ts";
import type { GatewayReport } from "../../../src/core/report.ts";
import type { RoomStanding, Target } from "../../../src/core/rooms.ts";
import { SECOND, type Instant } from "../../../src/core/time.ts";
import type { WarningActions } from "../../../src/core/warnings.ts";
import { createMonitor } from "../../../src/incidents/monitor.ts";
import { isFlapping } from "../../../src/incidents/reconcile.ts";
import { FLAPPING, REMIND } from "../../../src/incidents/thresholds.ts";
import { createWarnings, type Warnings } from "../../../src/notify/engine.ts";
import type { Store } from "../../../src/core/store.ts";
import { openStore } from "../../../src/store/open.ts";
import type { ChatRoom } from "./chat-room.ts";
import { NOW } from "./incidents.ts";
import { attempt, attempts, BIG, SMALL, turn, turns } from "./ledger-words.ts";
import { SILENT } from "./link.ts";
import { makePlace } from "./place.ts";

/** What the rules say of the one gateway; nothing of a rule is that it is clear. `null`: it cannot be read. */
export type Wrong = readonly Extract<Finding, { state: "found" }>[] | null;

/** A companion whose time is made by hand: a real store and the real way from findings to rooms. */
export interface Watched extends AsyncDisposable {
  readonly now: () => Instant;
  readonly store: () => Store;
  /** Every state an incident was in, in order. */
  readonly history: readonly Incident[];
  /** What the log says of it, without its fields. */
  readonly logged: readonly string[];
  /** A rule goes on finding something since it did so first; a login that expires is a setting and no event. */
  wrong(now: Wrong): void;
  /** One turn: answered by the selected model, by another after a 401, or by nobody. */
  answer(by: "primary" | "fallback" | "nobody", session?: string): Promise<void>;
  /** Lets time pass, then looks and tells as the companion does. */
  pass(ms: number): Promise<void>;
  /** Looks, but sends nothing. */
  look(): Promise<void>;
  /** Ada does so with the incident that is open, if there is one. */
  acknowledge(): Promise<void>;
  mute(until: Instant | "over"): Promise<void>;
  /** A new process on the same file. */
  restart(configured?: readonly Target[]): Promise<void>;
  readonly rooms: () => Promise<readonly RoomStanding[]>;
  /** A room has another id from now on. */
  follow(from: Target, to: Target): Promise<void>;
  /** Somebody sets the clock of the host: from now on it is so much further. */
  setClock(by: number): void;
  /** The disk is full, or is not any more. */
  fill(full: boolean | Error): void;
  /** These gateways, and no others, are away from now on. */
  away(names: readonly string[]): void;
  readonly actions: () => WarningActions;
}

export async function watch(
  room: ChatRoom,
  settings: readonly Target[],
  gateways: readonly string[] = ["main"],
): Promise<Watched> {
  let away: ReadonlySet<string> = new Set();
  let configured = settings;
  const place = await makePlace();
  const history: Incident[] = [];
  let passed = 0;
  let ahead = 0;
  let full: Error | null = null;
  let count = 0;
  let wrong: Wrong = [];
  const logged: string[] = [];
  const write = (_fields: object, words: string): void => void logged.push(words);
  const clock = (): Instant => NOW + passed + ahead;
  /** The gateway's own clock is right. */
  const there = (): Instant => NOW + passed;
  const newId = (): string => `id${(count += 1)}`;
  let store = await openStore(place, clock);

  const report = (id: string): GatewayReport => ({
    ...REPORT,
    id,
    ...(away.has(id) && { link: AWAY }),
    at: clock(),
    reading: wrong === null ? { state: "unreadable", since: NOW, why: "silence" } : { state: "current", at: clock() },
    diagnoses: wrong ?? [],
  });
  /** A disk that is full takes nothing; what is on it can be read. */
  const onDisk = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (target, name) =>
        full !== null && WRITES.has(String(name)) ? () => Promise.reject(full) : Reflect.get(target, name),
    });
  const start = (): Warnings => {
    const { ledger } = store;
    const [outbox, incidents] = [onDisk(store.outbox), onDisk(store.incidents)];
    const reports = {
      gateways,
      agents: () => [],
      models: () => Promise.resolve([]),
      report: (id: string) => Promise.resolve(report(id)),
    };
    return createWarnings({
      outbox,
      incidents,
      gateways: reports.gateways,
      configured,
      platforms: () => [room.platform],
      setUp: [room.platform.id],
      openMonitor: (changed, time, unkept) =>
        createMonitor({
          reports,
          ledger,
          incidents,
          overrides: {},
          newId,
          clock: time,
          restartAge: () => null,
          unkept,
          changed(incident) {
            if (gateways.includes(incident.gateway)) history.push(incident);
            return changed(incident);
          },
        }),
      onNews: () => () => {},
      isFlapping,
      remindAfter: REMIND,
      reopenWithin: FLAPPING.within,
      newId,
      clock,
      steady: () => passed,
      log: { ...SILENT, info: write, warn: write, error: write },
    });
  };
  let engine = start();
  let stop: (() => void) | null = null;
  const begin = async (): Promise<void> => {
    stop?.();
    stop = await engine.begin(room.platform);
  };
  await begin();
  const tick = (): Promise<void> => engine.tick(new AbortController().signal);

  const onOpen = async (act: (id: string) => Promise<unknown>): Promise<void> => {
    const open = (await store.incidents.live("main", clock())).find(({ overAt }) => overAt === null);
    if (open) await act(open.id);
  };

  return {
    now: clock,
    store: () => store,
    history,
    logged,
    look: () => engine.look(new AbortController().signal),
    wrong(next) {
      const before = wrong ?? [];
      const begunAt = (rule: string): Instant => before.find((one) => one.rule === rule)?.since ?? there();
      wrong =
        next?.map((one) => (one.rule === "sign-in-expiring" ? one : { since: begunAt(one.rule), ...one })) ?? null;
    },
    async answer(by, session = "agent:main:main") {
      const key = newId();
      const common: Partial<Turn> = { at: there(), session, selected: BIG };
      if (by !== "primary") await store.ledger.record("main", attempts(attempt(`a${key}`, { at: there(), session })));
      const answeredBy = { primary: BIG, fallback: SMALL, nobody: null }[by];
      await store.ledger.record("main", turns(turn(`t${key}`, { ...common, answeredBy })));
    },
    async pass(ms) {
      passed += ms;
      await tick();
      // Edits come no closer than five seconds.
      passed += 5 * SECOND;
      await tick();
    },
    acknowledge: () => onOpen((id) => engine.actions.acknowledge(id, "Ada")),
    mute: (until) => onOpen((id) => engine.actions.mute(id, until, "Ada")),
    rooms: () => engine.standings(),
    follow: (from, to) => engine.follow(from, to),
    actions: () => engine.actions,
    away: (names) => void (away = new Set(names)),
    fill: (how) => void (full = how === true ? new Error("database or disk is full") : how || null),
    setClock: (by) => void (ahead += by),
    async restart(next = configured) {
      configured = next;
      await store.close();
      store = await openStore(place, clock);
      engine = start();
      await begin();
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

const WRITES: ReadonlySet<string> = new Set(
  "save edit add record drop postpone setRoom forgetRoom moveRoom setFault clearFault tryWrite shift".split(" "),
);

const AWAY = { state: "waiting", cause: "away", why: "nothing listens there" } as const;

const REPORT: GatewayReport = {
  id: "main",
  url: "ws://127.0.0.1:18789",
  at: NOW,
  link: { state: "ready", since: NOW, version: "2026.9.6", protocol: 4 },
  reading: { state: "current", at: NOW },
  version: "2026.9.6",
  agents: [],
  counts: null,
  unauthorized: [],
  recordSince: NOW,
  diagnoses: [],
  cannotTell: [],
  skippedFrames: 0,
};
