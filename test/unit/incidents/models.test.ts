import { expect, test } from "vitest";
import type { AgentReport } from "../../../src/core/report.ts";
import { nameModels } from "../../../src/incidents/models.ts";
import { headlineOf } from "../../../src/notify/headline.ts";
import { answers, agent } from "../parts/diagnose.ts";
import { incident, topic } from "../parts/incidents.ts";
import { agentReport, reportOf } from "../parts/report.ts";

const of = (answering: string, rest: Partial<AgentReport> = {}): AgentReport =>
  agentReport({ setting: agent("openai-codex/gpt-5.4"), answering: answers(answering, true), ...rest });

test.each<[what: string, agents: readonly AgentReport[], headline: string]>([
  ["another model", [of("openai-codex/gpt-5.3-codex")], "gpt-5.3-codex answers instead of gpt-5.4"],
  [
    "the same model over another provider",
    [of("openai/gpt-5.4")],
    "openai/gpt-5.4 answers instead of openai-codex/gpt-5.4",
  ],
  ["the same model over another route of its provider", [of("openai-codex/gpt-5.4")], "What is wrong"],
  ["no model", [of("openai-codex/gpt-5.4", { verdict: "failing" })], "no model answers"],
  ["as configured", [of("openai-codex/gpt-5.4", { verdict: "healthy" })], "What is wrong"],
])("the first line of a warning never says that a model answers instead of itself: %s", (_what, agents, headline) => {
  const named = nameModels(incident({ title: "What is wrong" }), reportOf({ agents }));
  expect(headlineOf(topic(named))).toEqual(`main: ${headline}`);
});

test("a warning about one agent names the models of that agent, and one about nobody those of whoever fails", () => {
  const ops = agentReport({
    setting: agent("openai/gpt-5.4", "ops"),
    answering: answers("openai/gpt-5.2", true, "ops"),
  });
  const report = reportOf({ agents: [of("openai-codex/gpt-5.3-codex"), ops] });
  const namesFor = (agents: readonly string[]) => nameModels(incident({ agents }), report).models;
  expect(namesFor(["ops"])).toEqual({ configured: "gpt-5.4", answering: "gpt-5.2" });
  expect(namesFor(["main"])).toEqual({ configured: "gpt-5.4", answering: "gpt-5.3-codex" });
  expect(namesFor([])).toEqual({ configured: "gpt-5.4", answering: "gpt-5.3-codex" });
  expect(namesFor(["gone"])).toBeUndefined();
});
