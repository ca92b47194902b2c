import { expect, it } from "vitest";
import { selectedModel } from "./turns/selected.ts";

const defaults = { model: { primary: "p/default", fallbacks: ["p/other"] } };

it.each([
  { name: "the default of all agents", config: { agents: { defaults } }, selected: "p/default" },
  { name: "a default written as a text", config: { agents: { defaults: { model: "p/text" } } }, selected: "p/text" },
  {
    name: "the agent's own model, before the default",
    config: { agents: { defaults, list: [{ id: "main", model: "p/own" }] } },
    selected: "p/own",
  },
  {
    name: "the model of an agent that is kept by name",
    config: { agents: { defaults, entries: { main: { model: { primary: "p/own" } } } } },
    selected: "p/own",
  },
  {
    name: "the default, where only another agent has a model",
    config: { agents: { defaults, list: [{ id: "main" }, { id: "else", model: "p/own" }] } },
    selected: "p/default",
  },
  { name: "nothing, where nothing is set", config: {}, selected: null },
])("a session of agent main has selected $name", ({ config, selected }) => {
  expect(selectedModel(config, "agent:main:main")).toBe(selected);
});
