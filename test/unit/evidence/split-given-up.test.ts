import { expect, test } from "vitest";
import type { ChainEnd } from "../../../src/evidence/readers/ends.ts";
import { isLogged, splitGivenUp } from "../../../src/evidence/split-given-up.ts";
import type { TurnTrace } from "../../../src/evidence/turns.ts";
import { said } from "../parts/failure.ts";

const ASKED = 1_795_827_528_502;
const GIVEN_UP = ASKED + 5_424;

/** As 2026.4.20 leaves it: the first turn was refused by the provider, the second one by the gateway. */
const trace: TurnTrace = {
  key: `s1@${ASKED}`,
  session: "agent:main:main",
  sessionId: "s1",
  runs: [],
  isHeartbeat: false,
  askedAt: ASKED,
  lastAt: GIVEN_UP,
  tries: [{ model: { provider: "openai-codex", model: "gpt-5.4" }, at: ASKED + 10, failure: said("401 no") }],
  triedIn: [],
  retried: null,
  retrying: false,
  end: { kind: "gave-up", at: GIVEN_UP, refused: [] },
};
const end = (run: string, at: number, rest: Partial<ChainEnd> = {}): ChainEnd => ({
  at,
  run,
  session: null,
  sessionId: null,
  local: true,
  refused: [],
  ...rest,
});
const FIRST = end("one", ASKED + 3_802, { session: "agent:main:main", local: false });
const SECOND = end("two", GIVEN_UP - 10);

test("two turns that a transcript shows as one are told apart by the runs in the log", () => {
  const [first, second, ...more] = splitGivenUp(trace, [FIRST, SECOND]);
  expect(first).toMatchObject({ key: trace.key, lastAt: FIRST.at, tries: trace.tries, end: { kind: "gave-up" } });
  expect(second).toMatchObject({ key: `s1@${GIVEN_UP}`, askedAt: GIVEN_UP, tries: [], end: trace.end });
  expect(more).toEqual([]);
});

test.each<[what: string, trace: TurnTrace, ends: readonly ChainEnd[]]>([
  ["the log tells of one run alone", trace, [FIRST, end("one", GIVEN_UP - 10)]],
  ["the log tells of the end alone", trace, [SECOND]],
  ["nothing is logged", trace, []],
  ["the earlier end is another session's", trace, [{ ...FIRST, session: "agent:ops:main" }, SECOND]],
  ["its runs are named", { ...trace, runs: ["one"] }, [FIRST, SECOND]],
  ["no provider was asked", { ...trace, tries: [] }, [FIRST, SECOND]],
  [
    "it was answered",
    {
      ...trace,
      end: {
        kind: "answered",
        at: GIVEN_UP,
        model: { provider: "a", model: "b" },
        api: null,
        reported: null,
        cost: null,
      },
    },
    [FIRST, SECOND],
  ],
])("a turn stays one when %s", (_what, one, ends) => {
  expect(splitGivenUp(one, ends)).toEqual([one]);
});

test("what the log tells of an end is not told by the transcript once more", () => {
  expect(isLogged(trace, [SECOND])).toBe(true);
  expect(isLogged(trace, [FIRST])).toBe(false);
  expect(isLogged({ ...trace, runs: ["two"] }, [SECOND])).toBe(false);
});
