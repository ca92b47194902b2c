import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { RetriedTurn } from "../../../src/core/evidence.ts";
import type { TranscriptEntry } from "../../../src/core/record.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { assemble } from "../parts/assemble.ts";
import { readLogPage } from "../../../src/gateway/reading/log-lines.ts";
import { readTranscript } from "../../../src/gateway/reading/transcript.ts";
import { MAIN, OLD, setUp } from "../parts/collecting.ts";
import { said } from "../parts/failure.ts";
import { BIG, NOW } from "../parts/ledger-words.ts";

const FIRST = NOW - MINUTE;
/** A question that is refused again and again: the pairs from `from` up to `to`, which lie 130 ms apart. */
const pairs = (from: number, to: number): readonly TranscriptEntry[] =>
  Array.from({ length: to - from }, (_, index): readonly TranscriptEntry[] => {
    const at = FIRST + (from + index) * 130;
    return [
      { kind: "asked", at, prompt: "p", run: null },
      { kind: "failed", at: at + 60, model: BIG, failure: said("401 Unauthorized"), run: null },
    ];
  }).flat();

test("a turn that is tried without end is followed over pages and restarts, each failure once", async () => {
  await using all = await setUp(OLD, { entries: { [MAIN]: pairs(0, 40) } });
  const ledger = () => all.held.ledger();
  await all.read();
  expect(await ledger().retried("main", 0)).toEqual([]);

  await all.read({ entries: { [MAIN]: pairs(0, 200) } }, SECOND);
  expect(await ledger().retried("main", 0)).toMatchObject([{ failures: 200, exact: true, since: FIRST, over: false }]);

  all.restart();
  await all.read({ entries: { [MAIN]: pairs(150, 400) }, cut: [MAIN] }, SECOND);
  expect(await ledger().retried("main", 0)).toMatchObject([{ failures: 400, exact: true, since: FIRST }]);

  // Of what came in between nobody knows how much it was.
  await all.read({ entries: { [MAIN]: pairs(500, 900) }, cut: [MAIN] }, SECOND);
  expect(await ledger().retried("main", 0)).toMatchObject([{ failures: 800, exact: false, since: FIRST }]);

  const { unauthorized, exhausted, answers } = await ledger().counts("main", NOW + MINUTE);
  expect([unauthorized["24h"], exhausted["24h"], answers["24h"]]).toEqual([1, 1, 0]);
});

const REAL = z
  .object({
    history: z.object({ messages: z.array(z.unknown()) }).loose(),
    log: z.object({ lines: z.array(z.string()) }).loose(),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/retried/2026.3.28.json"), "utf8")));

/** The gateway as 2026.3.28 told it: so many messages of the session, and so many lines of the log. */
const toldOf = (messages: number, lines: number, edit = (line: string): string => line) => ({
  transcript: readTranscript(MAIN, 1_000, { ...REAL.history, messages: REAL.history.messages.slice(0, messages) }),
  log: readLogPage(null, { ...REAL.log, lines: REAL.log.lines.slice(0, lines).map(edit) }).entries,
});
const readReal = ({ transcript, log }: ReturnType<typeof toldOf>, retried: readonly RetriedTurn[] = []) =>
  assemble([transcript], log, {
    sources: releaseOf("2026.3.28", { methods: [] }).record,
    now: transcript.entries.at(-1)?.at ?? NOW,
    startedAt: null,
    agentOf: () => "main",
    wishes: {
      primariesAt: () => [BIG],
      chosenFor: () => null,
      heartbeatOf: () => null,
      beats: () => true,
      pinOf: () => null,
      stoodOn: () => null,
      loggedFrom: 0,
      release: releaseOf("2026.3.28", { methods: [] }),
    },
    retried,
    sessionsById: new Map([["session-1", MAIN]]),
  });
const [MESSAGES, LINES, EACH] = [21, 30, 3];

describe("a turn whose tries lie eight seconds apart (2026.3.28), in one run by the log,", () => {
  test("is one turn and one attempt, with every failure", () => {
    const { attempts, turns, retried } = readReal(toldOf(MESSAGES, LINES));
    expect([attempts.length, turns.length]).toEqual([1, 1]);
    expect(turns).toMatchObject([{ judged: "exhausted", answeredBy: null }]);
    expect(retried).toMatchObject([{ failures: 10, exact: true, over: false }]);
  });

  test("is the same attempt whenever it is read, also before the line of its last failure is there", () => {
    const keys = Array.from({ length: MESSAGES }, (_, index) => {
      const failures = Math.floor((index + 1) / 2);
      return [failures - 1, failures].flatMap((told) =>
        readReal(toldOf(index + 1, told * EACH)).attempts.map(({ key }) => key),
      );
    });
    expect(new Set(keys.flat()).size).toBe(1);
  });

  test("stays one where its first lines were read before a restart", () => {
    const before = readReal(toldOf(13, 18)).retried ?? [];
    const { transcript, log } = toldOf(MESSAGES, LINES);
    const { attempts, turns, retried } = readReal({ transcript, log: log.slice(-2 * EACH) }, before);
    expect([attempts.length, turns.length]).toEqual([1, 1]);
    expect(retried).toMatchObject([{ failures: 10, since: before[0]?.since }]);
  });

  test("is told apart from a question that a person sends again, which has a run of its own", () => {
    let runs = 0;
    const { attempts, retried } = readReal(
      toldOf(MESSAGES, LINES, (line) => {
        if (line.includes("embedded_run_agent_end")) runs += 1;
        return line.replaceAll("run-1", `run-${runs}`);
      }),
    );
    expect(attempts).toHaveLength(10);
    expect(retried).toEqual([]);
  });
});
