import { tmpdir } from "node:os";
import { assemble } from "../../test/unit/parts/assemble.ts";
import { readTranscript } from "../../src/gateway/reading/transcript.ts";
import { circumstancesOf, recordingOf } from "../../test/unit/evidence/readings.ts";
import { openMemory } from "../../src/store/sqlite/open.ts";
import { middleUse, row, type Row } from "../parts/table.ts";

const SESSIONS = 200;
const TURNS = 100;
const ROUNDS = 7;

/** A recording has its texts cut to a few words; in use a turn brings a question, an answer and what tools said. */
const TEXTS = [
  ["as short as recorded", 0],
  ["with 4 kB of text each", 4_000],
] as const;

/**
 * A first reading of 200 sessions with 100 turns each, without the way there, against `JSON.parse` of the same bytes.
 * Processor time, of which other work on the machine takes less than of the time by the clock.
 */
export async function measureIngest(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [how, length] of TEXTS) rows.push(...(await measureTexts(how, writeHistories(length))));
  return rows;
}

const recording = recordingOf("2026.9.6 healthy");

/** Replies of `chat.history`, with so many characters more in each turn. */
function writeHistories(length: number): readonly string[] {
  const [first] = recording.turns;
  const more = 'A sentence as people and models write it, with a "quote" and a line\nbreak. '
    .repeat(100)
    .slice(0, length / 2);
  const turnsOf = (session: number) =>
    Array.from({ length: TURNS }, (_, turn) =>
      (first?.entries ?? []).map((entry) => ({
        ...entry,
        content:
          typeof entry["content"] === "string"
            ? `${entry["content"]} ${turn} ${more}`
            : [{ type: "text", text: `An answer. ${more}` }],
        idempotencyKey: `run-${session}-${turn}`,
        timestamp: Number(entry["timestamp"]) + turn * 60_000,
        __openclaw: undefined,
      })),
    );
  return Array.from({ length: SESSIONS }, (_, index) =>
    JSON.stringify({ sessionId: `id-${index}`, messages: turnsOf(index).flat() }),
  );
}

async function measureTexts(how: string, texts: readonly string[]): Promise<readonly Row[]> {
  const known = circumstancesOf(recording, Date.now());
  const parse = await middleUse(ROUNDS, async () => void texts.map((text) => JSON.parse(text)));
  const read = () => texts.map((text, index) => readTranscript(`agent:main:s${index}`, 1_000, JSON.parse(text)));
  const judged = await middleUse(ROUNDS, async () => void assemble(read(), [], known));
  const evidence = assemble(read(), [], known);
  const stores = await Promise.all(Array.from({ length: ROUNDS }, () => openMemory(tmpdir(), Date.now)));
  const empty = stores.values();
  const kept = await middleUse(ROUNDS, async () => {
    await empty.next().value?.ledger.record("main", evidence);
  });
  await Promise.all(stores.map((store) => store.close()));
  const turns = `${SESSIONS} sessions × ${TURNS} turns, ${how}`;
  return [
    row(`parsed and judged: ${turns}`, judged, "ms", "JSON.parse of the same", parse),
    row("… and kept in the ledger for the first time", kept, "ms", "JSON.parse of the same", parse),
  ];
}
