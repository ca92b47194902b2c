import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { NETWORK_VARIABLES } from "../../../src/lib/network.ts";
import { VARIABLES } from "../../../src/config/variables.ts";

const TEXT = readFileSync(join(import.meta.dirname, "../../../.env.example"), "utf8");
const LINES = TEXT.split("\n");
const SETTING = /^#?\s?([A-Z][A-Z0-9_]*)=(.*)$/;
const documented = LINES.flatMap((line, index) => {
  const [, name, example = ""] = SETTING.exec(line) ?? [];
  return name === undefined ? [] : [{ name, example, index }];
});

test("it documents every variable once, and no other", () => {
  const names = documented.map(({ name }) => name);
  expect(names.toSorted()).toEqual([...Object.keys(VARIABLES.shape), ...NETWORK_VARIABLES].toSorted());
});

test.each(documented.map(({ name, index, example }) => [name, index, example] as const))(
  "%s is explained before it is shown",
  (_name, index) => {
    const before = LINES[index - 1] ?? "";
    expect(before).toMatch(/^# .*\.$|^# .*\)$/);
  },
);

test("copied as it is, it changes nothing and holds no secret", () => {
  const set = parseEnv(TEXT);
  const env = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== ""));
  expect(readConfig(env, () => "fake")).toEqual(readConfig({}, () => "fake"));
  expect(TEXT).not.toMatch(/\d{8,10}:[\w-]{30,}|[\w-]{24}\.[\w-]{6}\.[\w-]{27}/);
});

const fileOf = (path: string): string => (path.includes("database") ? "postgres://host/name" : "fake-token");

test("every example could be used as it stands", () => {
  const env = Object.fromEntries(documented.map(({ name, example }) => [name, parseEnv(`A=${example}`)["A"] ?? ""]));
  for (const [name, value] of Object.entries(env)) {
    expect([name, value]).not.toContain("");
    expect(() => readConfig({ [name]: value }, fileOf)).not.toThrow();
  }
});
