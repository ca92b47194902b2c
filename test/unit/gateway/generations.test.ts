import { expect, test } from "vitest";
import { generationOf } from "../../../src/gateway/generations/index.ts";

test.each([
  ["2026.1.29", "2026.3.2"],
  ["2026.2.26", "2026.3.2"],
  ["2026.3.2", "2026.3.2"],
  ["2026.3.8", "2026.3.2"],
  ["2026.3.8-3", "2026.3.2"],
  ["2026.3.11-beta.1", "2026.3.2"],
  ["2026.3.11", "2026.3.11"],
  ["2026.3.23-2", "2026.3.11"],
  ["2026.5.28", "2026.3.11"],
  ["2026.6.1", "2026.6.1"],
  ["2026.7.1", "2026.6.1"],
  ["2026.8.1", "2026.8.1"],
  ["2026.9.6", "2026.8.1"],
  ["2026.10.1", "2026.8.1"],
  ["2027.1.1", "2026.8.1"],
  ["2025.12.1", "2026.3.2"],
])("%s is read as %s", (version, id) => {
  expect(generationOf(version, []).id).toBe(id);
});

test.each<[what: string, version: string | null, methods: readonly string[], id: string]>([
  ["nothing", null, [], "2026.3.2"],
  ["methods of old", null, ["status", "chat.history"], "2026.3.2"],
  ["a method of 2026.3.28", null, ["sessions.subscribe"], "2026.3.11"],
  ["a method of 2026.8.1", null, ["sessions.subscribe", "models.probe"], "2026.8.1"],
  ["a version that is none", "dev", ["sessions.subscribe", "models.probe"], "2026.8.1"],
  ["a version of another kind", "1.4.2", ["sessions.subscribe"], "2026.3.11"],
  ["a version that says otherwise", "2026.3.2", ["models.probe"], "2026.3.2"],
])("a gateway that tells %s", (_what, version, methods, id) => {
  expect(generationOf(version, methods).id).toBe(id);
});
