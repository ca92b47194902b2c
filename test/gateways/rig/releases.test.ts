import { describe, expect, it } from "vitest";
import { describeRelease, isAtLeast } from "./releases.ts";
import { scenarios } from "./scenarios/index.ts";

describe("calendar versions", () => {
  it.each([
    { version: "2026.3.13", other: "2026.3.2", holds: true },
    { version: "2026.3.2", other: "2026.3.13", holds: false },
    { version: "2026.3.2", other: "2026.3.2", holds: true },
    { version: "2026.3.2-1", other: "2026.3.2", holds: true },
    { version: "2026.3.2", other: "2026.3.2-1", holds: false },
    { version: "latest", other: "2026.3.2", holds: false },
  ])("$version is at least $other: $holds", ({ version, other, holds }) => {
    expect(isAtLeast(version, other)).toBe(holds);
  });
});

it.each([
  { version: "2026.3.2", route: "openai-codex/gpt-5.4", entry: "needed", store: "file" },
  { version: "2026.4.14", route: "openai-codex/gpt-5.4", entry: "needed", store: "file" },
  { version: "2026.5.28", route: "openai-codex/gpt-5.5", entry: "builtin", store: "file" },
  { version: "2026.6.5", route: "openai/gpt-5.5", entry: "builtin", store: "database" },
  { version: "2026.9.6", route: "openai/gpt-5.6-terra", entry: "builtin", store: "database" },
])("$version answers over $route", ({ version, route, entry, store }) => {
  const { provider, primary, providerEntry, loginStore } = describeRelease(version);
  expect([`${provider}/${primary}`, providerEntry, loginStore]).toEqual([route, entry, store]);
});

it("knows every scenario by a name of its own, and a release for each", () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  const releases = ["2026.3.2", "2026.3.13", "2026.5.28", "2026.9.6"];
  const homeless = scenarios.filter((scenario) => !releases.some((version) => scenario.appliesTo(version)));
  expect(homeless).toEqual([]);
});
