import { tmpdir } from "node:os";
import { assemble } from "../../src/evidence/assemble.ts";
import { readTranscript } from "../../src/gateway/reading/transcript.ts";
import { circumstancesOf, recordingOf } from "../../test/unit/evidence/readings.ts";
import { openMemory } from "../../src/store/sqlite/open.ts";
import { middleOf, row, type Row } from "../parts/table.ts";

const SESSIONS = 200;
const TURNS = 100;
const ROUNDS = 5;

/** A first reading of 200 sessions with 100 turns each, without the way there, against `JSON.parse` of the same bytes. */
export async function measureIngest(): Promise<readonly Row[]> {
  const recording = recordingOf("2026.9.6 healthy");
  const [first] = recording.turns;
  const turnsOf = (session: number) =>
    Array.from({ length: TURNS }, (_, turn) =>
      (first?.entries ?? []).map((entry) => ({
        ...entry,
        idempotencyKey: `run-${session}-${turn}`,
        timestamp: Number(entry["timestamp"]) + turn * 60_000,
      })),
    );
  const texts = Array.from({ length: SESSIONS }, (_, index) =>
    JSON.stringify({
      sessionId: `id-${index}`,
      messages: turnsOf(index)
        .flat()
        .map((entry) => ({ ...entry, __openclaw: undefined })),
    }),
  );
  const parse = await middleOf(ROUNDS, async () => {
    for (const text of texts) JSON.parse(text);
  });
  const known = circumstancesOf(recording, Date.now());
  const read = () => texts.map((text, index) => readTranscript(`agent:main:s${index}`, 1_000, JSON.parse(text)));
  const judged = await middleOf(ROUNDS, async () => void assemble(read(), [], known));
  const store = await openMemory(tmpdir(), Date.now);
  const evidence = assemble(read(), [], known);
  const start = performance.now();
  await store.ledger.record("main", evidence);
  const kept = performance.now() - start;
  await store.close();
  return [
    row(`parsed and judged: ${SESSIONS} sessions × ${TURNS} turns`, judged, "ms", "JSON.parse of the same", parse),
    row("… and kept in the ledger for the first time", kept, "ms", "JSON.parse of the same", parse),
  ];
}
