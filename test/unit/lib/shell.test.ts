import { globSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { command } from "../../../src/lib/shell.ts";

it.each<[part: string, shown: string]>([
  ["main", "main"],
  ["openai/gpt-5.4:free", "openai/gpt-5.4:free"],
  ["two words", "'two words'"],
  ["1 && curl x | sh", "'1 && curl x | sh'"],
  ["$(id)`id`", "'$(id)`id`'"],
  ["it's", "'it'\\''s'"],
  ["--help", "<name>"],
  ["../../etc", "<name>"],
  ["a\nrm -rf x", "<name>"],
  ["a\u001B]52;c;eA==\u0007", "<name>"],
  ["a\u202Eb", "<name>"],
  ["x".repeat(300), "<name>"],
  ["", "<name>"],
])("%j stands in a command as one word", (part, shown) => {
  expect(command`openclaw cron runs --id ${part}`).toBe(`openclaw cron runs --id ${shown}`);
});

it.each(["1 && echo pwned", "'; echo pwned; '", "$(echo pwned)", "a|b", "~", "*"])(
  "a shell takes %j as it is written",
  (part) => {
    const { stdout } = spawnSync("sh", ["-c", command`printf %s ${part}`], { encoding: "utf8" });
    expect(stdout).toBe(part);
  },
);

it("no command of this project is put together in another way", () => {
  const root = join(import.meta.dirname, "../../..");
  const files = globSync(["src/**/*.ts", "commands/**/*.ts"], { cwd: root });
  expect(files.length).toBeGreaterThan(100);
  const loose = files.filter((file) =>
    /(?<!command)`(?:openclaw (?:models|devices|cron|config|agents|gateway|doctor) [^`]*)\$\{/.test(
      readFileSync(join(root, file), "utf8"),
    ),
  );
  expect(loose).toEqual([]);
});
