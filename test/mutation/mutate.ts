import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { applyTo, mutantsOf, sampleOf, type Mutant } from "./mutants.ts";
import { readOutcome, summarize, type Outcome } from "./outcome.ts";

/**
 * `npm run mutate -- [--only src/repair/plan] [--sample 40 --seed 1]`: breaks one line at a time in a copy, and lists
 * what the fast tests do not notice. All of them take hours; a sample is drawn by its seed, the same each time.
 */
const ROOT = join(import.meta.dirname, "..", "..");
const PLACES = [
  "src/repair/**/*.ts",
  "src/answer.ts",
  "src/answer/*.ts",
  "src/core/governance.ts",
  "src/store/outbox.ts",
  "src/store/rooms.ts",
  "src/store/repairs.ts",
  "src/store/repair-rows.ts",
  "src/incidents/**/*.ts",
  "src/notify/**/*.ts",
  "src/diagnose/**/*.ts",
  "src/evidence/**/*.ts",
];
/** The tests of a place, the quick ones first: what those notice need not be shown to the others. */
const TESTS: readonly (readonly [place: string, quick: readonly string[], others: readonly string[]])[] = [
  ["src/repair/", ["test/unit/repair/*"], ["test/unit/repair/bench/*"]],
  ["src/store/repair", ["test/unit/store/repair*", "test/unit/repair/*"], ["test/unit/repair/bench/*"]],
  ["src/store/", ["test/unit/store/outbox*", "test/unit/notify/*"], []],
  ["src/notify/", ["test/unit/store/outbox*", "test/unit/notify/*"], []],
  ["src/incidents/", ["test/unit/incidents/*"], ["test/unit/notify/*"]],
  ["src/diagnose/", ["test/unit/diagnose/*"], ["test/unit/commands/*"]],
  ["src/evidence/", ["test/unit/evidence/*"], []],
  ["src/", ["test/unit/answer/*", "test/unit/commands/*", "test/unit/repair/governed*"], []],
];
const testsOf = (path: string) => TESTS.find(([place]) => path.startsWith(place)) ?? ["", ["test/unit/**/*"], []];

/** A line that never ends is noticed too, and told apart from one that a test names. */
const LONGEST = 180_000;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    sample: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
  },
});

const copy = mkdtempSync(join(tmpdir(), "openclaw-companion-mutants-"));
for (const name of [
  "src",
  "commands",
  "fake-gateway",
  "typeface",
  "test",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
  ".env.example",
])
  cpSync(join(ROOT, name), join(copy, name), { recursive: true });
symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));

let told = "";
const test = (tests: readonly string[]): Outcome => {
  const files = globSync(tests, { cwd: copy }).filter((one) => one.endsWith(".test.ts"));
  if (files.length === 0) return "passed";
  const args = ["run", "--reporter=agent", "--project=all", "--bail=1", "--maxWorkers=1", ...files];
  const vitest = join(copy, "node_modules", "vitest", "vitest.mjs");
  const ran = spawnSync(process.execPath, [vitest, ...args], {
    cwd: copy,
    timeout: LONGEST,
    encoding: "utf8",
    // The model's test needs fewer cases for a line that is wrong than for the product.
    env: { ...process.env, BENCH_RUNS: "60" },
  });
  told = ran.error === undefined ? `${ran.stdout}${ran.stderr}` : ran.error.message;
  return readOutcome(ran);
};

/** What the tests of a broken file say, those that are likely to notice it first. */
function tryOut(mutant: Mutant): Outcome {
  const [, quick, others] = testsOf(mutant.path);
  for (const tests of [[`test/unit/**/${basename(mutant.path, ".ts")}.test.ts`], quick, others]) {
    const outcome = test(tests);
    if (outcome !== "passed") return outcome;
  }
  return "passed";
}

const WORDS: Readonly<Record<Exclude<Outcome, "failed">, string>> = {
  passed: "not noticed",
  "timed-out": "noticed by a timeout",
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  for (const [place, quick, others] of TESTS.filter(([one]) => values.only === "" || values.only.startsWith(one)))
    if (test([...quick, ...others]) !== "passed")
      throw new Error(`the tests of ${place} fail before anything is broken:\n${told}`);
  const all = PLACES.flatMap((place) => globSync(place, { cwd: ROOT }))
    .filter((path) => path.startsWith(values.only))
    .toSorted()
    .flatMap((path) => mutantsOf(path, readFileSync(join(ROOT, path), "utf8")));
  const tried = values.sample === "" ? all : sampleOf(all, Number(values.sample), values.seed);
  const outcomes: Outcome[] = [];
  for (const mutant of tried) {
    const path = join(copy, mutant.path);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, applyTo(text, mutant));
    const outcome = tryOut(mutant);
    outcomes.push(outcome);
    if (outcome !== "failed")
      say(`${WORDS[outcome]}: ${mutant.path}:${mutant.line}\n  ${mutant.before.trim()}\n  ${mutant.after.trim()}`);
    writeFileSync(path, text);
  }
  for (const line of summarize(outcomes, all.length)) say(line);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
