import { expect, test } from "vitest";
import { readConfig } from "../../../src/gateway/reading/config.ts";

const resolved = { agent: "main", model: { provider: "openai", model: "gpt-5.1" } };
const read = (config: unknown, agents: readonly string[] = ["main"]) =>
  readConfig({ hash: "h", config }, resolved, agents);
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
