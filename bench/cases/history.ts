import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../src/core/evidence.ts";
import type { Snapshot } from "../../src/core/gateway.ts";
import { divide, type History } from "../../src/core/history.ts";
import { releaseOf } from "../../src/core/releases/index.ts";
import type { Store } from "../../src/core/store.ts";
import { DAY, type Instant } from "../../src/core/time.ts";
import { writeSvg } from "../../src/chart/picture.ts";
import { createRenderer } from "../../src/chart/png.ts";
import { toDatabaseAddress } from "../../src/config/database.ts";
import { writeReport } from "../../src/diagnose/report.ts";
import { RULES } from "../../src/diagnose/rules/index.ts";
import { openStore } from "../../src/store/open.ts";
import { startServer } from "../../test/postgresql/server.ts";
import { middleOf, quantile, row, timesOf, type Row } from "../parts/table.ts";

/** A full ledger: 30 days, a quarter of the turns with a 401 before. Written so many at a time. */
const AT_ONCE = 20_000;
const ROUNDS = 9;
/** As many as it takes for the slowest of a hundred to be no chance. */
const ASKED = 300;
const NOW = Date.UTC(2026, 2, 7, 9, 12);

const MODELS = ["gpt-5.4", "gpt-5.3-codex", "claude-sonnet-4.6", "gemini-3-pro", "deepseek-v3.2", "qwen3-max"].map(
  (model, index) => ({ provider: `provider-${index}`, model }),
);
const [SELECTED = { provider: "none", model: "none" }] = MODELS;

/** The same numbers in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Turns from the `from`th on of so many, in the order in which they happened, as a ledger gets them. */
function writeEvidence(turns: number, from: number, all: number): Evidence {
  const random = createRandom(7 + from);
  const instants = Array.from({ length: turns }, (_, index): Instant =>
    Math.floor(NOW - 30 * DAY * (1 - (from + index) / all)),
  );
  const failing = instants.map(() => random() < 0.25);
  return {
    turns: instants.map((at, index) => ({
      key: `turn-${from + index}`,
      session: `agent:main:${index % 200}`,
      agent: "main",
      at,
      answeredBy: failing[index] ? (MODELS[1 + Math.floor(random() * 6)] ?? null) : SELECTED,
      selected: SELECTED,
      judged: failing[index] ? ("fallback" as const) : ("asked" as const),
      wish: "primary" as const,
      witness: failing[index] ? ("attempt" as const) : null,
    })),
    attempts: instants.flatMap((at, index) =>
      failing[index]
        ? [
            {
              key: `attempt-${from + index}`,
              session: null,
              agent: "main",
              model: SELECTED,
              at: at - 1_000,
              endedBy: "provider" as const,
              reason: "unauthorized" as const,
              status: 401,
              message: null,
              said: null,
              scopes: [],
              until: null,
            },
          ]
        : [],
    ),
  };
}

const VIEW = {
  url: "ws://127.0.0.1:1",
  link: { state: "ready", since: NOW, version: "2026.9.6", protocol: 4 },
  readAt: NOW,
  trouble: null,
  skippedFrames: 0,
  mended: null,
  mendedModels: [],
  repairs: [],
  dailySpend: null,
} as const;

const SNAPSHOT: Snapshot = {
  at: NOW,
  version: "2026.9.6",
  release: releaseOf("2026.9.6", { methods: [] }),
  agents: [{ id: "main", primary: SELECTED, fallbacks: MODELS.slice(1) }],
  sessions: [],
  providers: [],
  modelsMode: null,
  profiles: [],
  configHash: null,
};

/** Full ledgers of these sizes, in a file and on a PostgreSQL server. */
export async function measureHistory(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  await using server = await startServer();
  for (const turns of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "companion-bench-"));
    const places = { "a file": null, PostgreSQL: toDatabaseAddress(server.url) };
    for (const [where, database] of Object.entries(places)) {
      const store = await openStore({ dataDir: folder, database }, () => NOW);
      rows.push(...(await measureOne(store, turns, where)));
      await store.close();
    }
    rmSync(folder, { recursive: true });
  }
  return rows;
}

/** What people wait for, against the same over an empty ledger in the same place. */
async function measureOne({ ledger, histories }: Store, turns: number, where: string): Promise<readonly Row[]> {
  // The server has one database for all sizes: each is of another gateway.
  const full = `full-${turns}`;
  for (let from = 0; from < turns; from += AT_ONCE)
    await ledger.record(full, writeEvidence(Math.min(AT_ONCE, turns - from), from, turns));
  for (const gateway of [full, "empty"]) await ledger.setRecordSince(gateway, NOW - 30 * DAY);
  const rasterise = createRenderer();
  const history = async (gateway: string): Promise<void> => {
    const found = await histories.history(gateway, divide(NOW - 30 * DAY, NOW));
    const whole: History = { ...found, seenUntil: NOW };
    await rasterise(writeSvg(whole, "en"));
  };
  const status = async (id: string): Promise<void> =>
    void (await writeReport({ ...VIEW, id, snapshot: SNAPSHOT }, ledger, RULES, NOW));
  for (const gateway of ["empty", full]) await Promise.all([history(gateway), status(gateway)]);
  const slowest = async (gateway: string): Promise<number> =>
    quantile(await timesOf(ASKED, () => status(gateway)), 0.99);
  const empty = await middleOf(ROUNDS, () => history("empty"));
  const filled = await middleOf(ROUNDS, () => history(full));
  const nothing = await slowest("empty");
  const counts = await middleOf(ROUNDS, async () => void (await ledger.counts(full, NOW)));
  const over = `over ${turns.toLocaleString("en")} turns in ${where}`;
  return [
    row(`/model-history 30d ${over}`, filled, "ms", "over an empty ledger", empty),
    row(`/model-status ${over}, slowest of 100`, await slowest(full), "ms", "over an empty ledger", nothing),
    row(`counts ${over}, three windows`, counts, "ms", "/model-history over the same", filled),
  ];
}
