import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Evidence, FailedAttempt } from "../../../src/core/evidence.ts";
import { isUnauthorized } from "../../../src/core/failure.ts";
import { readModel, type ModelRef } from "../../../src/core/model.ts";
import type { LogEntry, Transcript } from "../../../src/core/record.ts";
import type { Instant } from "../../../src/core/time.ts";
import { readRecording, type Recording } from "../../../fake-gateway/recording.ts";
import { assemble } from "../parts/assemble.ts";
import type { Circumstances } from "../../../src/evidence/circumstances.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { readLogPage } from "../../../src/gateway/reading/log-lines.ts";
import { readTranscript } from "../../../src/gateway/reading/transcript.ts";

const ROOT = join(import.meta.dirname, "../../..");
const parse = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

const files = ["src/demo/recordings/*.json", "test/fixtures/gateways/*/*.json"]
  .flatMap((pattern) => globSync(pattern, { cwd: ROOT }).map((file) => join(ROOT, file)))
  .toSorted();
const VERSION = z.object({ version: z.string() });
const releases = new Map(
  files
    .filter((file) => basename(file) === "release.json")
    .map((file) => [VERSION.parse(parse(file)).version, parse(file)]),
);

/** Every recording of a real gateway that the project holds, by `release scenario`. */
export const RECORDINGS: readonly (readonly [name: string, recording: Recording])[] = files
  .filter((file) => basename(file) !== "release.json")
  .map((file) => readRecording(releases.get(VERSION.parse(parse(file)).version), parse(file)))
  .map((recording) => [`${recording.version} ${recording.scenario}`, recording]);

export function recordingOf(name: string): Recording {
  const found = RECORDINGS.find(([known]) => known === name);
  if (!found) throw new Error(`no recording ${name}`);
  return found[1];
}

/** Entries of the recorded session that were there at an instant, as `chat.history` shows the newest `limit`. */
export function transcriptOf({ session, turns }: Recording, until: Instant = Infinity, limit = 1_000): Transcript {
  const messages = turns.flatMap((turn) => turn.entries).filter((entry) => Number(entry["timestamp"]) <= until);
  return readTranscript(session.key, limit, { sessionId: session.id, messages: messages.slice(-limit) });
}

/** Lines of the recorded log that were there at an instant, as `logs.tail` tells them. */
export function logOf({ opening, turns, logFile }: Recording, until: Instant = Infinity): readonly LogEntry[] {
  const lines = [...opening, ...turns.flatMap((turn) => turn.lines)].filter((line) => instantOf(line) <= until);
  return readLogPage(null, { file: logFile, cursor: 1_000_000, lines }).entries;
}

export function instantOf(line: string): Instant {
  const parsed: { time?: string } = JSON.parse(line);
  return Date.parse(parsed.time ?? "");
}

/** When everything that was recorded is long over. */
export const afterAll = ({ turns }: Recording): Instant => (turns.at(-1)?.endedAt ?? 0) + 60_000;

function lastAnswerBefore({ version, scenario }: Recording): ModelRef | null {
  const earlier = RECORDINGS.find(([name]) => `${name}-after-fix` === `${version} ${scenario}`)?.[1];
  const answers = earlier?.turns.flatMap(({ entries }) => entries.filter((entry) => entry["stopReason"] === "stop"));
  const last = answers?.at(-1);
  return last === undefined ? null : model(`${String(last["provider"])}/${String(last["model"])}`);
}

export function circumstancesOf(recording: Recording, now: Instant = afterAll(recording)): Circumstances {
  const selected = readModel(recording.truth.selected);
  return {
    sources: releaseOf(recording.version, { methods: [] }).record,
    now,
    startedAt: null,
    agentOf: () => "main",
    wishes: {
      primariesAt: () => (selected === null ? [] : [selected]),
      chosenFor: () => null,
      heartbeatOf: () => null,
      beats: () => true,
      pinOf: () => null,
      // A recording that begins after a repair begins with a session that fell back before.
      stoodOn: () => lastAnswerBefore(recording),
      loggedFrom: 0,
      release: releaseOf(recording.version, { methods: [] }),
    },
    sessionsById: new Map([[recording.session.id, recording.session.key]]),
  };
}

/** What a companion that reads everything at `now` takes for true. */
export const assembleAt = (recording: Recording, now: Instant = afterAll(recording)): Evidence =>
  assemble([transcriptOf(recording, now)], logOf(recording, now), circumstancesOf(recording, now));

/** Readings taken one after the other, merged by natural key as the ledger merges them. */
export function merge(...readings: readonly Evidence[]): Evidence {
  const attempts = new Map<string, FailedAttempt>();
  const turns = new Map<string, Evidence["turns"][number]>();
  for (const reading of readings) {
    for (const attempt of reading.attempts) {
      const before = attempts.get(attempt.key);
      if (!before || (before.endedBy === "gateway" && attempt.endedBy === "provider"))
        attempts.set(attempt.key, attempt);
    }
    for (const turn of reading.turns) {
      const before = turns.get(turn.key);
      const isBetter =
        !before ||
        (before.answeredBy === null && turn.answeredBy !== null) ||
        (before.witness === null && turn.witness !== null);
      if (isBetter) turns.set(turn.key, turn);
    }
  }
  return { attempts: [...attempts.values()], turns: [...turns.values()] };
}

export interface Totals {
  readonly answers: number;
  readonly fallbacks: number;
  readonly unauthorized: number;
  readonly exhausted: number;
}

export function totalsOf(evidence: Evidence): Totals {
  const { attempts, turns } = merge(evidence);
  return {
    answers: turns.filter(({ answeredBy }) => answeredBy !== null).length,
    fallbacks: turns.filter(({ judged }) => judged === "fallback").length,
    unauthorized: attempts.filter(isUnauthorized).length,
    exhausted: turns.filter(({ answeredBy }) => answeredBy === null).length,
  };
}

/** The ground truth of a recording in the same words. */
export const truthOf = ({ truth }: Recording): Totals => ({
  answers: truth.answeredBy.length,
  fallbacks: truth.fallbacks,
  unauthorized: truth.unauthorized,
  exhausted: truth.exhausted,
});

export const model = (name: string): ModelRef => readModel(name) ?? { provider: "none", model: name };

export const keysOf = ({ attempts, turns }: Evidence): readonly string[] =>
  [...new Set([...attempts, ...turns].map(({ key }) => key))].toSorted();
