import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../src/core/evidence.ts";
import { divide, type History } from "../../src/core/history.ts";
import { DAY, type Instant } from "../../src/core/time.ts";
import { writeSvg } from "../../src/chart/picture.ts";
import { createRenderer } from "../../src/chart/png.ts";
import { openFile } from "../../src/store/sqlite/open.ts";
import { middleOf, row, type Row } from "../parts/table.ts";

/** A full ledger: 30 days, 50,000 turns, a quarter of them with a 401 before. */
const TURNS = 50_000;
const ROUNDS = 9;
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

/** `/model-history 30d` over a full ledger, as a person waits for it, against the same over an empty one. */
export async function measureHistory(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "companion-bench-"));
  const store = await openFile(folder, () => NOW);
  await store.ledger.record("full", writeEvidence(TURNS));
  await store.ledger.setRecordSince("full", NOW - 30 * DAY);
  await store.ledger.setRecordSince("empty", NOW - 30 * DAY);
  const rasterise = createRenderer();
  const ask = async (gateway: string): Promise<void> => {
    const found = await store.histories.history(gateway, divide(NOW - 30 * DAY, NOW));
    const history: History = { ...found, seenUntil: NOW };
    await rasterise(writeSvg(history, "en"));
  };
  await ask("empty");
  const empty = await middleOf(ROUNDS, () => ask("empty"));
  const full = await middleOf(ROUNDS, () => ask("full"));
  const counts = await middleOf(ROUNDS, async () => void (await store.ledger.counts("full", NOW)));
  await store.close();
  rmSync(folder, { recursive: true });
  return [
    row("/model-history 30d over 50,000 turns", full, "ms", "over an empty ledger", empty),
    row("counts of 50,000 turns in three windows", counts, "ms", "/model-history over the same", full),
  ];
}
