import * as fc from "fast-check";
import { expect, test } from "vitest";
import { agentOf, readAgentList, readSessions } from "../../../src/gateway/reading/sessions.ts";

const AT = 1_795_000_000_000;
const read = (sessions: readonly unknown[], tellsPins = true) => readSessions({ sessions }, tellsPins, "main");
const row = { key: "agent:ops:main", sessionId: "s1", updatedAt: AT, modelProvider: "openai", model: "gpt-5.4" };

test.each<[what: string, row: object, expected: object]>([
  [
    "a whole one",
    row,
    {
      key: "agent:ops:main",
      sessionId: "s1",
      agent: "ops",
      updatedAt: AT,
      pin: null,
      shown: { provider: "openai", model: "gpt-5.4" },
      running: null,
    },
  ],
  ["one that names its agent", { ...row, agentId: "dev" }, { agent: "dev" }],
  ["one without an id", { ...row, sessionId: undefined }, { sessionId: null }],
  [
    "a model that a person chose",
    { ...row, modelOverrideSource: "user" },
    { pin: { by: "person", model: { provider: "openai", model: "gpt-5.4" } } },
  ],
  ["a model that the gateway chose", { ...row, modelOverrideSource: "auto" }, { pin: { by: "gateway" } }],
  ["a choice without a model", { ...row, model: null, modelOverrideSource: "user" }, { pin: null }],
  ["one that is at work", { ...row, hasActiveRun: true }, { running: true }],
])("a session's row is understood: %s", (_what, given, expected) => {
  const { rows, skipped } = read([given]);
  expect(skipped).toBe(0);
  expect(rows).toMatchObject([expected]);
});

test("releases that do not tell who chose a model leave the choice unknown", () => {
  expect(read([{ ...row, modelOverrideSource: "user" }], false).rows[0]?.pin).toBe("unknown");
});

test.each<[what: string, row: unknown]>([
  ["null", null],
  ["without a key", { updatedAt: AT }],
  ["a key that is a number", { key: 5 }],
  ["an instant no calendar knows", { ...row, updatedAt: 1e20 }],
])("a row that cannot be read is skipped and counted: %s", (_what, bad) => {
  const { rows, skipped } = read([row, bad, row]);
  expect({ rows: rows.length, skipped }).toEqual({ rows: 2, skipped: 1 });
});

test.each([
  ["agent:ops:main", "ops"],
  ["agent:ops:discord:channel:1", "ops"],
  ["agent::main", "main"],
  ["agent:", "main"],
  ["global", "main"],
  ["", "main"],
])("the session %j belongs to the agent %s", (key, agent) => {
  expect(agentOf(key, "main")).toBe(agent);
});

test("the gateway names its agents and its default one, or one is taken for granted", () => {
  expect(readAgentList({ defaultId: "ops", agents: [{ id: "ops" }, { id: "dev" }] })).toEqual({
    agent: "ops",
    agents: [
      { id: "ops", primary: null },
      { id: "dev", primary: null },
    ],
  });
  expect(readAgentList({})).toEqual({ agent: "main", agents: [] });
});

test("an agent that cannot be read does not take the others along", () => {
  expect(readAgentList({ agents: [{ id: "ops" }, 5, { name: "x" }] }).agents.map(({ id }) => id)).toEqual(["ops"]);
});

test("the primary that the gateway names for an agent is told", () => {
  const model = { primary: "openai/gpt-5.4", fallbacks: ["openai/gpt-5.3"] };
  expect(readAgentList({ agents: [{ id: "ops", model }] }).agents).toEqual([{ id: "ops", primary: "openai/gpt-5.4" }]);
});

test("the default model is told when it is whole", () => {
  const model = { modelProvider: "openai", model: "gpt-5.4" };
  expect(readSessions({ defaults: model }, true, "main").defaultModel).toEqual({
    provider: "openai",
    model: "gpt-5.4",
  });
  expect(readSessions({ defaults: { model: "gpt-5.4" } }, true, "main").defaultModel).toBeNull();
  expect(readSessions({}, true, "main").defaultModel).toBeNull();
});

test.each([[null], ["text"], [{ sessions: 5 }]])("a reply that is no list says so in a sentence: %j", (payload) => {
  expect(() => readSessions(payload, true, "main")).toThrow(/^the gateway's reply to sessions\.list cannot be read/);
});

test("nor is it taken for a list of agents", () => {
  expect(() => readAgentList(null)).toThrow(/^the gateway's reply to agents\.list cannot be read/);
});

test("whatever rows a gateway sends, each is read or counted", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.anything(), fc.constant(row))), fc.boolean(), (rows, tellsPins) => {
      const list = read(rows, tellsPins);
      expect(list.rows.length + list.skipped).toBe(rows.length);
    }),
  );
});

test.each<[what: string, told: object, limit: number, next: number | string]>([
  ["says that it goes on, and where", { hasMore: true, nextOffset: 7 }, 9, 7],
  ["says that it goes on", { hasMore: true }, 9, "unknown"],
  ["says that it does not, although it is full", { hasMore: false }, 2, "end"],
  ["counts more than it holds", { totalCount: 3 }, 9, "unknown"],
  ["counts what it holds", { totalCount: 2 }, 2, "end"],
  ["says nothing and is full", {}, 2, "unknown"],
  ["says nothing and is not full", {}, 3, "end"],
])("where a list of two sessions goes on that %s", (_what, told, limit, next) => {
  const sessions = [{ key: "agent:main:main" }, { key: "agent:main:other" }];
  expect(readSessions({ sessions, ...told }, true, "main", limit).next).toBe(next);
});
