import { expect, test } from "vitest";
import type { Transcript, TranscriptEntry } from "../../../src/core/record.ts";
import { traceTurns, type TurnTrace } from "../../../src/evidence/turns.ts";
import { model } from "./readings.ts";
import { said } from "../parts/failure.ts";

const START = 1_795_000_000_000;
const BIG = model("openai-codex/gpt-5.4");
const SMALL = model("openai-codex/gpt-5.3-codex");

/** Entries in words; each comes a second after the one before, or after as many as `+N` says. */
function entriesOf(words: string): readonly TranscriptEntry[] {
  let at = START;
  return words
    .split(/ +/)
    .filter(Boolean)
    .flatMap((word): TranscriptEntry[] => {
      const [kind = "", run = null] = word.split("/");
      if (kind.startsWith("+")) {
        at += Number(kind.slice(1)) * 1_000;
        return [];
      }
      at += 1_000;
      const [name = "", detail = ""] = kind.split(":");
      const by = detail === "small" ? SMALL : BIG;
      const known: Readonly<Record<string, TranscriptEntry>> = {
        ask: { kind: "asked", at, prompt: detail, run },
        retry: { kind: "retried", at, run },
        fail: { kind: "failed", at, model: by, failure: said("401 no"), run },
        step: { kind: "step", at, model: by, run },
        stop: { kind: "aborted", at, run },
        "give-up": { kind: "gave-up", at, refused: [], run },
        answer: { kind: "answered", at, model: by, run },
      };
      const entry = known[name];
      if (!entry) throw new Error(`no entry is called ${name}`);
      return [entry];
    });
}

const transcript = (words: string, complete = true): Transcript => ({
  session: "agent:main:main",
  sessionId: "id",
  skipped: 0,
  entries: entriesOf(words),
  complete,
});

/** `ended-by tried-models`, a turn each. */
const summarize = (words: string, complete = true): readonly string[] =>
  traceTurns(transcript(words, complete)).map(inWords);

function inWords({ end, tries }: TurnTrace): string {
  const how = end.kind === "open" ? (end.superseded ? "left" : "open") : end.kind;
  const by = end.kind === "answered" ? (end.model === SMALL ? ":small" : ":big") : "";
  return [`${how}${by}`, ...tries.map((tried) => (tried.model === SMALL ? "small" : "big"))].join(" ");
}

test.each<[what: string, words: string, turns: readonly string[]]>([
  ["nothing", "", []],
  ["a question and its answer", "ask:a answer:big", ["answered:big"]],
  ["two of them", "ask:a answer:big ask:b answer:big", ["answered:big", "answered:big"]],
  ["the same question twice, answered twice", "ask:a answer:big ask:a answer:big", ["answered:big", "answered:big"]],
  ["a fallback with the question repeated (2026.3.2)", "ask:a fail:big ask:a answer:small", ["answered:small big"]],
  ["a fallback in the gateway's own words (2026.3.2)", "ask:a fail:big retry answer:small", ["answered:small big"]],
  ["a fallback without the repetition (2026.5.28)", "ask:a fail:big answer:small", ["answered:small big"]],
  ["a chain that was exhausted", "ask:a fail:big ask:a fail:small", ["open big small"]],
  ["an exhausted chain, then another question", "ask:a fail:big ask:b answer:big", ["left big", "answered:big"]],
  [
    "an exhausted chain, then the same question again, in vain",
    "ask:a fail:big ask:a fail:small +10 ask:a fail:big ask:a fail:small",
    ["left big small", "open big small"],
  ],
  ["a failure, then the same question again", "ask:a fail:big +10 ask:a answer:big", ["left big", "answered:big"]],
  [
    "a model that retries for long before the next one",
    "ask:a fail:big +10 ask:a answer:small",
    ["answered:small big"],
  ],
  [
    "one model asked again and again (2026.3.28)",
    "ask:a fail:big ask:a fail:big ask:a fail:big ask:a answer:small",
    ["answered:small big"],
  ],
  ["one model failing twice inside its try", "ask:a fail:big fail:big answer:small", ["answered:small big"]],
  ["steps with tools before the answer", "ask:a step:big step:big answer:big", ["answered:big"]],
  ["a step, then a failure, then a fallback", "ask:a step:big fail:big answer:small", ["answered:small big"]],
  ["a step of a turn that goes on", "ask:a step:big", ["open"]],
  ["a turn somebody stopped", "ask:a stop", ["aborted"]],
  ["a turn somebody stopped after a failure", "ask:a fail:big stop", ["aborted big"]],
  ["a stopped turn, then a question", "ask:a stop ask:a answer:big", ["aborted", "answered:big"]],
  ["a turn the gateway gave up", "ask:a give-up", ["gave-up"]],
  ["a turn given up after a failure", "ask:a fail:big give-up ask:b answer:big", ["gave-up big", "answered:big"]],
  ["a question that waits", "ask:a", ["open"]],
  ["questions asked together and answered once", "ask:a ask:b answer:big", ["left", "answered:big"]],
  ["an answer nobody asked for", "answer:big", ["answered:big"]],
  ["the same question again an hour later", "ask:a fail:big +3600 ask:a answer:big", ["left big", "answered:big"]],
  [
    "two turns that are tried side by side (2026.3.2)",
    "ask:a fail:big ask:b fail:big ask:a answer:small ask:b answer:small",
    ["answered:small big", "answered:small big"],
  ],
  [
    "a question that waited and is answered by a run of another name (2026.9.6)",
    "ask:a/r1 answer:big/r1 ask:b/r2 answer:big/r3",
    ["answered:big", "answered:big"],
  ],
  [
    "a question that waited and is given up by a run of another name",
    "ask:a/r1 answer:big/r1 ask:b/r2 give-up/r3",
    ["answered:big", "gave-up"],
  ],
  [
    "two named questions and then their answers",
    "ask:a/r1 ask:b/r2 answer:big/r1 answer:big/r2",
    ["answered:big", "answered:big"],
  ],
  [
    "runs with names, each a turn of its own",
    "ask:a/r1 answer:big/r1 ask:a/r2 answer:big/r2",
    ["answered:big", "answered:big"],
  ],
  ["a repeated question of another run", "ask:a/r1 fail:big/r1 ask:a/r2 answer:big/r2", ["left big", "answered:big"]],
  ["a run that names itself in the question alone", "ask:a/r1 fail:big answer:small", ["answered:small big"]],
])("a transcript of %s", (_what, words, turns) => {
  expect(summarize(words)).toEqual(turns);
});

test.each<[what: string, words: string, turns: readonly string[]]>([
  ["the first turn", "fail:big ask:a answer:small +300 ask:b answer:big", ["answered:big"]],
  ["the only turn", "answer:big", []],
  ["a turn and then one by name", "answer:big ask:b/r2 answer:big/r2", ["answered:big"]],
])("of a transcript that was cut, what may lack its beginning is left out: %s", (_what, words, turns) => {
  expect(summarize(words, false)).toEqual(turns);
});

test("a turn is known by its run where it has one, else by its session and when it was asked", () => {
  const keys = traceTurns(transcript("ask:a answer:big ask:b/r2 answer:big/r2")).map(({ key }) => key);
  expect(keys).toEqual([`id@${START + 1_000}`, "run:r2"]);
});

test("a question that waited keeps its key, and answers to the names of both runs", () => {
  const [, waited] = traceTurns(transcript("ask:a/r1 answer:big/r1 ask:b/r2 answer:big/r3"));
  expect(waited).toMatchObject({ key: "run:r2", runs: ["r2", "r3"] });
});

test("the key of a turn does not change while it goes on", () => {
  const words = "ask:a fail:big ask:a fail:small ask:a step:big answer:big".split(" ");
  const keys = words.map((_word, index) => traceTurns(transcript(words.slice(0, index + 1).join(" "))));
  expect(new Set(keys.flat().map(({ key }) => key)).size).toBe(1);
});

test.each<[what: string, line: number, turns: readonly string[]]>([
  ["right after the line of the try that failed is the gateway's own", 9_000, ["answered:big big"]],
  ["long after that line is a person's", 3_000, ["left big", "answered:big"]],
])("a question that is put again %s, before the next line is there", (_what, line, expected) => {
  const one = transcript("ask:a fail:big +7 ask:a answer:big");
  const failed = one.entries.find(({ kind }) => kind === "failed");
  if (!failed) throw new Error("nothing failed");
  const tries = new Map([[failed, { run: "r1", isMove: false, at: START + line }]]);
  expect(traceTurns(one, { known: [], tries }).map(inWords)).toEqual(expected);
});

test.each<[what: string, costs: readonly (number | undefined)[], cost: number | null]>([
  ["the answer alone", [0.5], 0.5],
  ["every step before it", [0.25, 0.25, 0.5], 1],
  ["nothing that is known, where a step has no price", [undefined, 0.5], null],
  ["nothing that is known, where the answer has none", [0.5, undefined], null],
])("an answer costs %s", (_what, costs, cost) => {
  const whole = transcript(
    `ask:a ${costs.map((_, index) => (index < costs.length - 1 ? "step:big" : "answer:big")).join(" ")}`,
  );
  const [asked, ...others] = whole.entries;
  if (asked === undefined) throw new Error("nothing was asked");
  const entries = others.map((entry, index) => ({
    ...entry,
    ...(costs[index] !== undefined && { cost: costs[index] }),
  }));
  expect(traceTurns({ ...whole, entries: [asked, ...entries] })[0]?.end).toMatchObject({ kind: "answered", cost });
});
