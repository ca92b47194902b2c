import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXIT, EXIT_MEANINGS } from "../../../src/cli/exit-codes.ts";

const ROOT = join(import.meta.dirname, "../../..");

test("the documentation tells every exit code there is, in the same words, and no other", () => {
  const page = readFileSync(join(ROOT, "docs/operating.md"), "utf8");
  const told = page
    .slice(page.indexOf("| exit code |"))
    .split("\n\n", 1)[0]
    ?.split("\n")
    .flatMap((line) => {
      const [, code, words] = /^\| (\d+) +\| (.*?) +\|$/.exec(line) ?? [];
      return code === undefined ? [] : [[Number(code), words]];
    });
  const meant = Object.entries(EXIT_MEANINGS).map(([name, words]) => [
    Object.entries(EXIT).find(([one]) => one === name)?.[1],
    words,
  ]);
  expect(told).toEqual(meant);
});

test("a service is not started again where only a person can mend it", () => {
  const unit = readFileSync(join(ROOT, "deploy/companion.service"), "utf8");
  expect(unit).toContain(`RestartPreventExitStatus=${EXIT.usage} ${EXIT.unavailable} ${EXIT.config}\n`);
});
