import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../parts/assemble.ts";
import {
  afterAll,
  assembleAt,
  circumstancesOf,
  instantOf,
  keysOf,
  logOf,
  merge,
  RECORDINGS,
  totalsOf,
  transcriptOf,
  truthOf,
} from "./readings.ts";

test("there is a recording of every release that was recorded", () => {
  const releases = new Set(RECORDINGS.map(([, { version }]) => version));
  expect([...releases].toSorted()).toEqual(["2026.3.2", "2026.5.28", "2026.9.6"]);
  expect(RECORDINGS.length).toBeGreaterThan(12);
});

describe.each(RECORDINGS)("%s", (_name, recording) => {
  const instants = recording.turns
    .flatMap(({ entries, lines, endedAt }) => [
      ...entries.map((entry) => Number(entry["timestamp"])),
      ...lines.map(instantOf),
      endedAt,
    ])
    .toSorted((a, b) => a - b);

  test("what is counted is what the provider saw", () => {
    expect(totalsOf(assembleAt(recording))).toEqual(truthOf(recording));
  });

  test("the models that answered are the ones that served", () => {
    const served = assembleAt(recording).turns.flatMap(({ answeredBy }) => answeredBy?.model ?? []);
    expect(served).toEqual(recording.truth.answeredBy);
  });

  test("everything belongs to the session and the agent it happened in", () => {
    const { attempts, turns } = assembleAt(recording);
    expect(turns.filter(({ session, agent }) => session !== recording.session.key || agent !== "main")).toEqual([]);
    expect(attempts.filter(({ session, agent }) => session !== recording.session.key || agent !== "main")).toEqual([]);
  });

  test("no key is given to two things, and reading twice gives the same ones", () => {
    const { attempts, turns } = assembleAt(recording);
    expect(new Set(turns.map(({ key }) => key)).size).toBe(turns.length);
    expect(merge(assembleAt(recording), assembleAt(recording, afterAll(recording) + 3_600_000))).toEqual(
      merge({ attempts, turns }),
    );
  });

  test("a reading in the middle of a turn counts nothing that does not happen, and nothing twice", () => {
    const truth = truthOf(recording);
    for (const at of instants) {
      const { answers, fallbacks, unauthorized, exhausted } = totalsOf(assembleAt(recording, at));
      expect(answers).toBeLessThanOrEqual(truth.answers);
      expect(fallbacks).toBeLessThanOrEqual(truth.fallbacks);
      expect(unauthorized).toBeLessThanOrEqual(truth.unauthorized);
      expect(exhausted).toBeLessThanOrEqual(truth.exhausted);
    }
  });

  test("readings at any moments, merged, end where a single one ends", () => {
    fc.assert(
      fc.property(fc.subarray(instants), (moments) => {
        const readings = moments.map((at) => assembleAt(recording, at));
        const merged = merge(...readings, assembleAt(recording));
        expect(totalsOf(merged)).toEqual(truthOf(recording));
        expect(keysOf(merged)).toEqual(keysOf(assembleAt(recording)));
      }),
      { numRuns: 40 },
    );
  });

  test("a transcript that is read in pieces gives the keys of the whole, whatever the order of the pages", () => {
    const whole = transcriptOf(recording);
    const pages = whole.entries.map((_entry, index) => transcriptOf(recording, Infinity, index + 1));
    const log = logOf(recording);
    fc.assert(
      fc.property(fc.shuffledSubarray(pages), (some) => {
        const readings = [...some, whole].map((page) => assemble([page], log, circumstancesOf(recording)));
        const merged = merge(...readings);
        expect(keysOf(merged)).toEqual(keysOf(assembleAt(recording)));
        expect(totalsOf(merged)).toEqual(truthOf(recording));
      }),
      { numRuns: 40 },
    );
  });

  test("a log that is read line by line gives the keys of the whole", () => {
    const log = logOf(recording);
    const whole = transcriptOf(recording);
    const growing = log.map((_entry, index) => assemble([whole], log.slice(0, index + 1), circumstancesOf(recording)));
    expect(keysOf(merge(...growing, assembleAt(recording)))).toEqual(keysOf(assembleAt(recording)));
    expect(totalsOf(merge(...growing, assembleAt(recording)))).toEqual(truthOf(recording));
  });
});
