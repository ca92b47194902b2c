import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const PAGE = readFileSync(join(ROOT, "docs/ARCHITECTURE.md"), "utf8");

test("every file and folder the page of the architecture names is there", () => {
  const named = [...PAGE.matchAll(/`((?:src|commands|test|bin|docs)(?:\/[\w.-]+)*)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
