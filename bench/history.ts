import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../src/core/evidence.ts";
import { divide, HISTORY_WINDOWS, type History } from "../src/core/history.ts";
import { DAY, type Instant } from "../src/core/time.ts";
import { writeSvg } from "../src/chart/picture.ts";
import { createRenderer } from "../src/chart/png.ts";
import { openFile } from "../src/store/sqlite/open.ts";

/** How long `/model-history` takes over a full ledger: 30 days, 50,000 turns, a quarter of them with a 401 before. */
const TURNS = 50_000;
const BUDGET = 300;
const ROUNDS = 15;
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

function writeEvidence(turns: number): Evidence {
  const random = createRandom(7);
  const instants = Array.from({ length: turns }, (): Instant => Math.floor(NOW - random() * 30 * DAY));
  const failing = instants.map(() => random() < 0.25);
  return {
    turns: instants.map((at, index) => ({
      key: `turn-${index}`,
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
              key: `attempt-${index}`,
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

async function measure<T>(work: () => T | Promise<T>): Promise<{ readonly value: T; readonly took: number }> {
  const start = performance.now();
  const value = await work();
  return { value, took: performance.now() - start };
}

const middleOf = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);

const folder = mkdtempSync(join(tmpdir(), "companion-bench-"));
const store = await openFile(folder, () => NOW);
await store.ledger.record("full", writeEvidence(TURNS));
await store.ledger.setRecordSince("full", NOW - 30 * DAY);
await store.ledger.setRecordSince("empty", NOW - 30 * DAY);

const rasterise = createRenderer();
const first = await measure(() => rasterise('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'));
console.log(`first picture of a thread    ${ms(first.took)}`);

for (const { name, length } of HISTORY_WINDOWS) {
  const middles = new Map<string, number>();
  for (const gateway of ["empty", "full"]) {
    const rounds: { readonly query: number; readonly svg: number; readonly png: number; readonly all: number }[] = [];
    let size = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const query = await measure(() => store.histories.history(gateway, divide(NOW - length, NOW)));
      const history: History = { ...query.value, seenUntil: NOW };
      const svg = await measure(() => writeSvg(history));
      const png = await measure(() => rasterise(svg.value));
      size = png.value.length;
      rounds.push({ query: query.took, svg: svg.took, png: png.took, all: query.took + svg.took + png.took });
    }
    const parts = (["query", "svg", "png"] as const).map(
      (part) => `${part} ${ms(middleOf(rounds.map((round) => round[part])))}`,
    );
    const all = middleOf(rounds.map((round) => round.all));
    const slowest = Math.max(...rounds.map((round) => round.all));
    middles.set(gateway, all);
    console.log(
      `${name.padStart(4)} ${gateway.padEnd(6)} ${parts.join("  ")}  middle ${ms(all)}  slowest ${ms(slowest)}  ${Math.round(size / 1_024)} kB`,
    );
  }
  const full = middles.get("full") ?? 0;
  const ratio = full / (middles.get("empty") ?? 1);
  const verdict = full <= BUDGET ? "within" : "OVER";
  console.log(
    `     full : empty = ${ratio.toFixed(2)}, ${((full / BUDGET) * 100).toFixed(0)} % of ${BUDGET} ms: ${verdict}`,
  );
}

await store.close();
rmSync(folder, { recursive: true });
