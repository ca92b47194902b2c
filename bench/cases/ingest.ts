import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assemble } from "../../test/unit/parts/assemble.ts";
import { readTranscript } from "../../src/gateway/reading/transcript.ts";
import type { Recording } from "../../fake-gateway/recording.ts";
import { circumstancesOf, recordingOf } from "../../test/unit/evidence/readings.ts";
import { openMemory } from "../../src/store/sqlite/open.ts";
import { middleUse, row, type Row } from "../parts/table.ts";

const SESSIONS = 200;
const TURNS = 100;
const ROUNDS = 7;

type Entry = Readonly<Record<string, unknown>>;

/** Turns as a release sends them; `more`: what people and models write in each, besides a sentence. */
interface Sent {
  readonly how: string;
  readonly from: Recording;
  readonly entries: readonly Entry[];
  readonly more?: string;
}

/** Recordings are without what the companion does not look at: this turn is as it came, with all of it. */
const WHOLE: readonly Entry[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../parts/turn-2026.9.6.json"), "utf8"),
);
const newer = recordingOf("2026.9.6 healthy");
const older = recordingOf("2026.3.2 healthy");
const TEXT = 'A sentence as people and models write it, with a "quote" and a line\nbreak. '.repeat(100).slice(0, 2_000);
const ALL: readonly Sent[] = [
  { how: "as 2026.9.6 sends them, a sentence each", from: newer, entries: WHOLE },
  { how: "as 2026.9.6 sends them, with 4 kB of text", from: newer, entries: WHOLE, more: TEXT },
  // Of old, entries had next to nothing besides their text.
  { how: "as 2026.3.2 sends them, a sentence each", from: older, entries: older.turns[0]?.entries ?? [] },
];

/**
 * A first reading of 200 sessions with 100 turns each, without the way there, against `JSON.parse` of the same bytes.
 * Processor time, of which other work on the machine takes less than of the time by the clock.
 */
export async function measureIngest(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const sent of ALL) rows.push(...(await measureOne(sent)));
  return rows;
}

/** One turn of its own: no two have the same run, nor the same instant in a session. */
function writeTurn({ entries, more = "" }: Sent, session: number, turn: number): readonly Entry[] {
  const run = `00000000-0000-4000-8000-${String(session).padStart(6, "0")}${String(turn).padStart(6, "0")}`;
  return entries.map((entry) => {
    const known = Object(entry["__openclaw"]);
    const isQuestion = entry["role"] === "user";
    const key = `${run}:user`;
    return {
      ...entry,
      timestamp: Number(entry["timestamp"]) + turn * 60_000,
      content: isQuestion
        ? `A question of session ${session}. ${more}`
        : [{ type: "text", text: `An answer to it. ${more}` }],
      ...("__openclaw" in entry && {
        __openclaw: isQuestion ? { ...known, idempotencyKey: key } : { ...known, runId: run },
      }),
      ...("idempotencyKey" in entry && { idempotencyKey: key }),
    };
  });
}

async function measureOne(sent: Sent): Promise<readonly Row[]> {
  const texts = Array.from({ length: SESSIONS }, (_, session) => {
    const messages = Array.from({ length: TURNS }, (_turn, turn) => writeTurn(sent, session, turn)).flat();
    return JSON.stringify({ sessionId: `id-${session}`, messages });
  });
  const known = circumstancesOf(sent.from, Date.now());
  const judge = () =>
    assemble(
      texts.map((text, index) => readTranscript(`agent:main:s${index}`, 1_000, JSON.parse(text))),
      [],
      known,
    );
  const evidence = judge();
  if (evidence.turns.length !== SESSIONS * TURNS) throw new Error(`${evidence.turns.length} turns were read`);
  const parse = await middleUse(ROUNDS, async () => void texts.map((text) => JSON.parse(text)));
  const judged = await middleUse(ROUNDS, async () => void judge());
  const stores = await Promise.all(Array.from({ length: ROUNDS }, () => openMemory(tmpdir(), Date.now)));
  const empty = stores.values();
  const kept = await middleUse(ROUNDS, async () => {
    await empty.next().value?.ledger.record("main", evidence);
  });
  await Promise.all(stores.map((store) => store.close()));
  return [
    row(`parsed and judged: ${SESSIONS} sessions × ${TURNS} turns, ${sent.how}`, judged, "ms", FLOOR, parse),
    row("… and kept in the ledger for the first time", kept, "ms", FLOOR, parse),
    row("… both", judged + kept, "ms", FLOOR, parse),
  ];
}

const FLOOR = "JSON.parse of the same";
