import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { applyTo, mutantsOf } from "./mutants.ts";

/**
 * `npm run mutate [-- --every N] [-- --only src/repair]`: breaks one line at a time in a copy, and lists what the fast
 * tests do not notice. All of them take hours; `--every 20` tries each twentieth.
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
];
const TESTS = [
  "test/unit/repair",
  "test/unit/store",
  "test/unit/answer",
  "test/unit/answer.test.ts",
  "test/unit/commands",
  "test/unit/notify",
];
/** A line that never ends is noticed too. */
const LONGEST = 120_000;

const { values } = parseArgs({
  options: {
    every: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    from: { type: "string", default: "0" },
  },
});

const copy = mkdtempSync(join(tmpdir(), "openclaw-companion-mutants-"));
for (const name of ["src", "commands", "test", "package.json", "tsconfig.json", "vitest.config.ts", ".env.example"])
  cpSync(join(ROOT, name), join(copy, name), { recursive: true });
symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));

const passes = (): boolean => {
  const args = ["run", "--reporter=agent", "--bail=1", ...TESTS];
  const vitest = join(copy, "node_modules", "vitest", "vitest.mjs");
  const ran = spawnSync(process.execPath, [vitest, ...args], {
    cwd: copy,
    timeout: LONGEST,
    stdio: "ignore",
  });
  return ran.status === 0;
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  if (!passes()) throw new Error("the tests fail before anything is broken");
  const all = PLACES.flatMap((place) => globSync(place, { cwd: ROOT }))
    .filter((path) => path.startsWith(values.only))
    .toSorted()
    .flatMap((path) => mutantsOf(path, readFileSync(join(ROOT, path), "utf8")));
  const tried = all.filter((_mutant, index) => index % Number(values.every) === Number(values.from));
  let noticed = 0;
  for (const mutant of tried) {
    const path = join(copy, mutant.path);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, applyTo(text, mutant));
    if (passes())
      say(`not noticed: ${mutant.path}:${mutant.line}\n  ${mutant.before.trim()}\n  ${mutant.after.trim()}`);
    else noticed += 1;
    writeFileSync(path, text);
  }
  say(`${noticed} of ${tried.length} noticed (of ${all.length} there are)`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
