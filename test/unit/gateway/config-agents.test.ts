import { expect, test } from "vitest";
import { readModel, type ModelRef } from "../../../src/core/model.ts";
import type { Resolved } from "../../../src/gateway/reading/agents.ts";
import { readConfig } from "../../../src/gateway/reading/config.ts";

const MODELS: Readonly<Record<string, ModelRef | null>> = {
  fast: readModel("a/one"),
  opus: readModel("openai/gpt-5.1"),
};
const SHARED = /"defaults":\{"model":(?:"([^"]+)"|\{"primary":"([^"]+)")/;

/** What the gateway itself makes of the shared model: its built-in default where none is named. */
function resolve(config: unknown): ModelRef | null {
  const [, text, primary] = SHARED.exec(JSON.stringify(config) ?? "") ?? [];
  const named = text ?? primary ?? "openai/gpt-5.1";
  return MODELS[named] ?? readModel(named);
}

const read = (config: unknown, agents: readonly string[] = ["main"], more: Partial<Resolved> = {}) =>
  readConfig({ hash: "h", config })({
    agent: "main",
    model: resolve(config),
    agents: agents.map((id) => ({ id, primary: null })),
    sessions: [],
    ...more,
  });
const name = (ref: { provider: string; model: string } | null): string | null => ref && `${ref.provider}/${ref.model}`;
const agentsOf = (config: unknown, ids?: readonly string[]): readonly (readonly [string, ...unknown[]])[] =>
  read(config, ids).agents.map(({ id, primary, fallbacks }) => [id, name(primary), ...fallbacks.map(name)]);

const model = { primary: "a/one", fallbacks: ["b/two", "c/three"] };

test.each<[what: string, config: unknown, agents: readonly (readonly unknown[])[]]>([
  ["nothing: what the gateway resolved holds", {}, [["main", "openai/gpt-5.1"]]],
  ["a model and what follows it", { agents: { defaults: { model } } }, [["main", "a/one", "b/two", "c/three"]]],
  ["a model as a plain text", { agents: { defaults: { model: "a/one" } } }, [["main", "a/one"]]],
  ["a model with slashes of its own", { agents: { defaults: { model: "a/b/c" } } }, [["main", "a/b/c"]]],
  [
    "an agent of its own in the list",
    { agents: { list: [{ id: "ops", model: "x/y" }] } },
    [
      ["main", "openai/gpt-5.1"],
      ["ops", "x/y"],
    ],
  ],
  [
    "an agent of its own by name",
    { agents: { entries: { ops: { model: "x/y" } } } },
    [
      ["main", "openai/gpt-5.1"],
      ["ops", "x/y"],
    ],
  ],
  [
    "an agent that takes the shared fallbacks",
    { agents: { defaults: { model }, list: [{ id: "main", model: "x/y" }] } },
    [["main", "x/y", "b/two", "c/three"]],
  ],
  [
    "an agent that wants no fallbacks",
    { agents: { defaults: { model }, list: [{ id: "main", model: { primary: "x/y", fallbacks: [] } }] } },
    [["main", "x/y"]],
  ],
  [
    "an agent that only has other fallbacks",
    { agents: { defaults: { model }, list: [{ id: "main", model: { fallbacks: ["x/y"] } }] } },
    [["main", "a/one", "x/y"]],
  ],
  [
    "an alias",
    { agents: { defaults: { model: "fast", models: { "a/one": { alias: "fast" } } } } },
    [["main", "a/one"]],
  ],
  [
    "aliases among the fallbacks",
    {
      agents: {
        defaults: { model: { primary: "a/one", fallbacks: ["fast"] }, models: { "b/two": { alias: "fast" } } },
      },
    },
    [["main", "a/one", "b/two"]],
  ],
  ["an alias only the gateway knows", { agents: { defaults: { model: "opus" } } }, [["main", "openai/gpt-5.1"]]],
  [
    "one that an agent uses, and nobody resolves",
    { agents: { list: [{ id: "main", model: "opus" }] } },
    [["main", null]],
  ],
  ["an agent without a name", { agents: { list: [{ model: "x/y" }] } }, [["main", "openai/gpt-5.1"]]],
])("a configuration that names %s", (_what, config, agents) => {
  expect(agentsOf(config)).toEqual(agents);
});

test.each<[what: string, config: unknown, agents: readonly (readonly unknown[])[]]>([
  [
    "a model that is a number is not known, rather than another one",
    { agents: { defaults: { model }, list: [{ id: "main", model: 5 }] } },
    [["main", null, "b/two", "c/three"]],
  ],
  [
    "a shared primary that is a list: the gateway resolved something",
    { agents: { defaults: { model: { primary: ["a/one"] } } } },
    [["main", "openai/gpt-5.1"]],
  ],
  [
    "a fallback that is a number",
    { agents: { defaults: { model: { primary: "a/one", fallbacks: [5, "b/two"] } } } },
    [["main", "a/one", "b/two"]],
  ],
  [
    "fallbacks that are a text",
    { agents: { defaults: { model: { primary: "a/one", fallbacks: "b/two" } } } },
    [["main", "a/one"]],
  ],
  [
    "an agent that is a text",
    { agents: { defaults: { model }, list: ["main", { id: "ops" }] } },
    [
      ["main", "a/one", "b/two", "c/three"],
      ["ops", "a/one", "b/two", "c/three"],
    ],
  ],
  [
    "a list of agents that is none",
    { agents: { defaults: { model }, list: "main" } },
    [["main", "a/one", "b/two", "c/three"]],
  ],
  ["agents that are a list", { agents: [1, 2] }, [["main", "openai/gpt-5.1"]]],
  ["everything", "text", [["main", "openai/gpt-5.1"]]],
])("what cannot be read does not take the rest along: %s", (_what, config, agents) => {
  expect(agentsOf(config)).toEqual(agents);
});

test("the gateway's own list of agents comes first, and agents it does not know follow", () => {
  const config = { agents: { entries: { ops: {}, dev: {} } } };
  expect(agentsOf(config, ["dev", "main"]).map(([id]) => id)).toEqual(["dev", "main", "ops"]);
  expect(agentsOf({}, []).map(([id]) => id)).toEqual(["main"]);
});

test.each<[what: string, config: unknown, more: Partial<Resolved>, agents: readonly (readonly unknown[])[]]>([
  [
    "an alias in another case",
    { agents: { defaults: { models: { "a/one": { alias: "Fast" } } }, list: [{ id: "main", model: " fAST" }] } },
    {},
    [["main", "a/one"]],
  ],
  [
    "a short id that the gateway completes",
    { agents: { defaults: { model: "google/gemini-3-flash" } } },
    { model: readModel("google/gemini-3-flash-preview") },
    [["main", "google/gemini-3-flash-preview"]],
  ],
  [
    "a short id of an agent's own, as the gateway lists it",
    { agents: { list: [{ id: "main", model: "anthropic/sonnet-4.6" }] } },
    { agents: [{ id: "main", primary: "anthropic/claude-sonnet-4-6" }] },
    [["main", "anthropic/claude-sonnet-4-6"]],
  ],
  [
    "a bare id that a session on it shows",
    { agents: { list: [{ id: "main", model: "haiku" }] } },
    { sessions: [{ key: "agent:main:main", agent: "main", pin: null, shown: readModel("anthropic/haiku") }] },
    [["main", "anthropic/haiku"]],
  ],
  [
    "a bare id while sessions show other models, or only what they used last",
    { agents: { list: [{ id: "main", model: "haiku" }] } },
    {
      sessions: [
        { key: "a", agent: "main", pin: null, shown: readModel("anthropic/opus") },
        { key: "b", agent: "main", pin: "unknown", shown: readModel("anthropic/haiku") },
        { key: "c", agent: "ops", pin: null, shown: readModel("anthropic/haiku") },
      ],
    },
    [["main", null]],
  ],
  [
    "the default agent's own model, which is nobody else's",
    { agents: { defaults: { model: "a/one" }, list: [{ id: "main", model: "x/y" }, { id: "ops" }] } },
    { model: readModel("x/y") },
    [
      ["main", "x/y"],
      ["ops", "a/one"],
    ],
  ],
])("what the gateway makes of %s is what an agent is set to", (_what, config, more, agents) => {
  expect(read(config, ["main"], more).agents.map(({ id, primary }) => [id, name(primary)])).toEqual(agents);
});

test("the models of heartbeats and subagents are told, an agent's own before the shared ones", () => {
  const defaults = { model: "a/one", heartbeat: { model: "a/two" }, subagents: { model: { primary: "a/three" } } };
  const list = [{ id: "main" }, { id: "ops", heartbeat: { model: "b/two" }, subagents: { model: "b/three" } }];
  const [main, ops] = read({ agents: { defaults, list } }).agents;
  expect([main?.heartbeat, main?.subagents]).toEqual([readModel("a/two"), readModel("a/three")]);
  expect([ops?.heartbeat, ops?.subagents]).toEqual([readModel("b/two"), readModel("b/three")]);
});
