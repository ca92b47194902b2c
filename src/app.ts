import { mkdirSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { writeProgress } from "../commands/fix-cards.ts";
import { createCommands } from "../commands/index.ts";
import { createAnswer } from "./answer.ts";
import type { Config } from "./config.ts";
import type { Command } from "./core/command.ts";
import type { Log } from "./core/log.ts";
import type { Answer, ChatPlatform } from "./core/platform.ts";
import type { OpenAdmin } from "./core/repair.ts";
import type { GatewayReport, ReportSource } from "./core/report.ts";
import { SECOND, type Clock } from "./core/time.ts";
import { writeReport } from "./diagnose/report.ts";
import { RULES } from "./diagnose/rules/index.ts";
import { createWatch, type Watch } from "./evidence/watch.ts";
import { loadIdentity } from "./gateway/identity.ts";
import { openAdmin, type AdminParts } from "./gateway/admin.ts";
import { createLink } from "./gateway/link.ts";
import { probeHealth } from "./gateway/probe.ts";
import { trustAuthorities } from "./gateway/trust.ts";
import type { GatewayStanding } from "./health/source.ts";
import { sleep, waitAtMost } from "./lib/backoff.ts";
import { createDesk, type Progress } from "./repair/desk.ts";
import { REMEDIES } from "./repair/remedies/index.ts";
import { openStore, type Store } from "./store/open.ts";

/** The companion put together: links, ledger and commands, without anybody to talk to yet. */
export interface Companion {
  readonly commands: readonly Command[];
  readonly answer: Answer;
  readonly reports: ReportSource;
  readonly store: Store;
  /** How it stands with every gateway now, for health checks. */
  readonly standings: () => readonly GatewayStanding[];
  /** Links every gateway and reads it once; those that cannot be read in time are reported as such. */
  readOnce(signal: AbortSignal): Promise<void>;
  /** Keeps gateways linked and their ledgers up to date, and serves platforms, until `signal` aborts. */
  run(platforms: readonly ChatPlatform[], signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly version: string;
}

/** How long a one-shot command waits for a gateway that neither answers nor refuses. */
const PATIENCE = 12 * SECOND;
/** How long an answer given right after the start waits for the first reading. */
const FIRST_READING = 5 * SECOND;

/** Builds every part; the only place that knows them all. */
export async function createCompanion(config: Config, around: Surroundings): Promise<Companion> {
  const { clock, random, log, version } = around;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  trustAuthorities(config.gateways.flatMap(({ caFile }) => caFile ?? []));
  const device = loadIdentity(config.dataDir);
  const store = await openStore(config.dataDir, clock);
  const link = { device, clientVersion: version, probe: probeHealth, clock, random, log };
  const links = config.gateways.map((gateway) => createLink(gateway, link));
  const watches = links.map((one) => createWatch(one, { store: store.ledger, clock, log }));
  const reports = createReports(watches, store, clock);
  const ended = new AbortController();
  const desk = createDesk({
    reports,
    remedies: REMEDIES,
    repairs: store.repairs,
    openAdmin: createAdminOpener(config, { device, clientVersion: version, clock }),
    newId: () => randomBytes(9).toString("base64url"),
    waiting: { clock, sleep },
    signal: ended.signal,
  });
  const commands = createCommands({ reports, desk });

  return {
    commands,
    answer: createAnswer(commands, clock, log),
    reports,
    store,
    standings: () => watches.map(toStanding),
    async readOnce(signal) {
      for (const one of links) void one.run(signal);
      await Promise.all(watches.map((watch) => readOne(watch, signal)));
    },
    async run(platforms, signal) {
      const failed = new AbortController();
      const stop = AbortSignal.any([signal, failed.signal]);
      const serving = platforms.map((platform) => platform.serve(commands, createAnswer(commands, clock, log), stop));
      const standing = [...links.map((one) => one.run(stop)), ...watches.map((watch) => watch.run(stop))];
      const resumed = desk.resume((progress) => reportResumed(platforms, progress, log));
      try {
        await Promise.all(serving);
      } finally {
        failed.abort();
        ended.abort();
        await Promise.allSettled([...serving, ...standing, resumed]);
      }
    },
    close() {
      ended.abort();
      return store.close();
    },
  };
}

/** A repair that a restart interrupted tells its end where it was asked for. */
async function reportResumed(platforms: readonly ChatPlatform[], progress: Progress, log: Log): Promise<void> {
  const { by, place, id } = progress.plan;
  const platform = platforms.find((one) => one.id === by.platform);
  log.info({ repair: id, state: progress.state }, "resumed repair ended");
  await platform?.post(place, writeProgress(progress)).catch((error: unknown) => {
    log.warn({ repair: id, why: error instanceof Error ? error.message : "unknown error" }, "its end was not told");
  });
}

function createAdminOpener(config: Config, parts: AdminParts): OpenAdmin {
  const byName = new Map(config.gateways.map((gateway) => [gateway.name, gateway]));
  return async (name, signal) => {
    const gateway = byName.get(name);
    if (!gateway) return { refused: { why: `there is no gateway ${name}`, fix: "name one that is configured" } };
    return openAdmin({ ...gateway, token: gateway.adminToken ?? gateway.token }, parts, signal);
  };
}

const toStanding = (watch: Watch): GatewayStanding => ({
  id: watch.link.id,
  link: watch.link.status(),
  readAt: watch.readAt(),
  trouble: watch.trouble(),
  skippedFrames: watch.link.skippedFrames(),
});

async function readOne(watch: Watch, signal: AbortSignal): Promise<void> {
  const settled = Promise.withResolvers<void>();
  const stop = watch.link.onChange(({ state }) => {
    if (state !== "connecting") settled.resolve();
  });
  if (watch.link.status().state !== "connecting") settled.resolve();
  signal.addEventListener("abort", () => settled.resolve(), { once: true });
  await waitAtMost(PATIENCE, settled.promise);
  stop();
  await watch.refresh(signal);
}

function createReports(watches: readonly Watch[], store: Store, clock: Clock): ReportSource {
  const byId = new Map(watches.map((watch) => [watch.link.id, watch]));
  return {
    gateways: [...byId.keys()],
    agents: (gateway) => [
      ...new Set(
        watches
          .filter(({ link }) => gateway === null || link.id === gateway)
          .flatMap((watch) => watch.snapshot()?.agents.map(({ id }) => id) ?? []),
      ),
    ],
    async report(gateway): Promise<GatewayReport> {
      const watch = byId.get(gateway);
      if (!watch) throw new Error(`there is no gateway ${gateway}`);
      // Only right after the start; later answers come from what was read.
      await waitAtMost(FIRST_READING, watch.tried);
      const { link } = watch;
      const view = {
        id: link.id,
        url: link.url,
        link: link.status(),
        snapshot: watch.snapshot(),
        readAt: watch.readAt(),
        trouble: watch.trouble(),
        skippedFrames: link.skippedFrames(),
      };
      return writeReport(view, store.ledger, RULES, clock());
    },
  };
}
