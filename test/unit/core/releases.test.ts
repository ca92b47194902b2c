import { describe, expect, test } from "vitest";
import { releaseOf, type Shown } from "../../../src/core/releases/index.ts";
import { CHANGES } from "../../../src/core/releases/table.ts";
import { isAtLeast } from "../../../src/lib/version.ts";

const SILENT: Shown = { methods: [] };
const OLD: Shown = { methods: ["status", "sessions.subscribe", "models.authStatus"] };
const NEW: Shown = { methods: [...OLD.methods, "models.probe"] };

/** What sets the lines apart whose record is read in different ways. */
const recordOf = (version: string | null, shown = SILENT): string => {
  const { record, tellsPins } = releaseOf(version, shown);
  return `${record.providerErrors}, ${record.localRefusals}${tellsPins ? ", pins" : ""}`;
};
const LANES = "transcripts, lane-errors";
const DECISIONS = "transcripts, decisions";
const LOG = "log, decisions";
const PINS = "log, decisions, pins";

test.each([
  ["2025.12.1", LANES],
  ["2026.1.29", LANES],
  ["2026.2.26", LANES],
  ["2026.3.2", LANES],
  ["2026.3.8", LANES],
  ["2026.3.8-3", LANES],
  ["2026.3.11-beta.1", DECISIONS],
  ["2026.3.11", DECISIONS],
  ["2026.3.23-2", DECISIONS],
  ["2026.5.28", DECISIONS],
  ["2026.6.1", LOG],
  ["2026.6.35", LOG],
  ["2026.7.1", LOG],
  ["2026.7.35", LOG],
  ["2026.8.1", PINS],
  ["2026.9.6", PINS],
  ["2026.10.1", PINS],
  ["2027.1.1", PINS],
])("the record of %s is read from %s", (version, record) => {
  expect(recordOf(version)).toBe(record);
});

test.each<[what: string, version: string | null, shown: Shown, record: string, certain: boolean]>([
  ["nothing", null, SILENT, LANES, false],
  ["methods of old", null, { methods: ["status", "chat.history"] }, LANES, false],
  ["a method of 2026.3.22", null, { methods: ["sessions.subscribe"] }, DECISIONS, false],
  ["a method of 2026.8.1", null, NEW, PINS, false],
  ["a version that is none", "dev", NEW, PINS, false],
  ["a version of another kind", "1.4.2", { methods: ["sessions.subscribe"] }, DECISIONS, false],
  ["an old version and a new method", "2026.3.2", NEW, PINS, false],
  ["a new version and apis of old", "2026.9.6", { ...NEW, apis: ["openai-codex-responses"] }, PINS, false],
  ["an old version and apis of today", "2026.5.28", { ...OLD, apis: ["openai-chatgpt-responses"] }, LOG, false],
  ["a version and apis that fit", "2026.9.6", { ...NEW, apis: ["openai-chatgpt-responses"] }, PINS, true],
  ["the oldest version that was tried", "2026.2.26", SILENT, LANES, true],
  ["an older version than any that was tried", "2026.2.25", SILENT, LANES, false],
  ["an old version and its apis", "2026.3.7", { methods: [], apis: ["openai-codex-responses"] }, LANES, true],
])("a gateway that tells %s", (_what, version, shown, record, certain) => {
  expect(recordOf(version, shown)).toBe(record);
  expect(releaseOf(version, shown).certain).toBe(certain);
});

test.each<[version: string, methods: readonly string[]]>([
  ["2026.3.13", ["status"]],
  ["2026.3.22", ["status", "sessions.subscribe"]],
  ["2026.4.14", ["status", "sessions.subscribe"]],
  ["2026.4.15", OLD.methods],
  ["2026.4.20", OLD.methods],
  ["2026.7.1", OLD.methods],
  ["2026.8.1", NEW.methods],
])("the methods of %s are no other release's: %j", (version, methods) => {
  expect(releaseOf(version, { methods })).toEqual(releaseOf(version, SILENT));
  expect(releaseOf(version, { methods }).certain).toBe(true);
});

describe("previews do what they show", () => {
  test.each<[version: string, shown: Shown, as: string]>([
    ["2026.4.30-beta.1", OLD, "2026.5.2"],
    ["2026.5.7-beta.1", OLD, "2026.5.7"],
    ["2026.5.31-beta.4", OLD, "2026.6.1"],
    ["2026.5.31-beta.4", SILENT, "2026.6.1"],
    ["2026.5.31-beta.4", { ...OLD, apis: ["openai-chatgpt-responses"] }, "2026.6.1"],
    ["2026.5.30-beta.1", { ...OLD, apis: ["openai-codex-responses"] }, "2026.5.28"],
    ["2026.6.1-beta.3", OLD, "2026.6.1"],
    ["2026.6.11-beta.2", OLD, "2026.6.11"],
    ["2026.7.1-beta.6", OLD, "2026.7.1"],
    ["2026.7.2-beta.1", OLD, "2026.7.1"],
    ["2026.7.2-beta.7", NEW, "2026.8.1"],
    ["2026.7.2-beta.7", SILENT, "2026.8.1"],
    ["2026.8.1-beta.2", NEW, "2026.8.1"],
    ["2026.9.1-beta.1", NEW, "2026.9.1"],
    ["2026.9.7-beta.1", NEW, "2026.9.6"],
  ])("%s, showing %j, as %s", (version, shown, as) => {
    expect(releaseOf(version, shown)).toEqual({ ...releaseOf(as, SILENT), name: version });
  });
});

test.each([
  ["2026.6.33", "2026.6.11"],
  ["2026.6.35", "2026.6.11"],
  ["2026.7.33", "2026.7.1"],
  ["2026.7.35", "2026.7.1-2"],
])("the maintenance release %s does what %s does", (version, as) => {
  expect(releaseOf(version, OLD)).toEqual({ ...releaseOf(as, OLD), name: version });
});

test("what changed is listed oldest first", () => {
  const numbers = CHANGES.map(({ from }) => from);
  expect(numbers).toEqual(numbers.toSorted((a, b) => (isAtLeast(a, b) ? 1 : -1)));
});
