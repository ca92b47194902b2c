import { expect, test } from "vitest";
import { sortFailures } from "../../../src/diagnose/open-failures.ts";
import type { CronJob } from "../../../src/core/gateway.ts";
import type { FailureSummary } from "../../../src/core/ledger.ts";
import { agent, failure, inputOf, refusal, type State } from "../parts/diagnose.ts";
import { NOW, ref } from "../parts/ledger-words.ts";

const A = "anthropic/claude-sonnet-4-6";
const B = "lmstudio-box/qwen3-32b";
const CHAIN: State = { version: "2026.9.6", agents: [agent(A, "main", B)], profiles: [] };
const at = (minutes: number): number => NOW - minutes * 60_000;
const job = (rest: Partial<CronJob> = {}): CronJob => ({
  id: "1",
  name: "digest",
  agent: null,
  model: ref(B),
  enabled: true,
  lastRunAt: at(5),
  lastStatus: "ok",
  lastDelivery: null,
  errorsInARow: 0,
  ...rest,
});
const BEATS: State = { ...CHAIN, agents: [{ ...agent(A), heartbeat: ref(B) }] };
const failed = (model: string, message: string, minutes: number, rest: Partial<FailureSummary> = {}): FailureSummary =>
  failure(model, message, { firstAt: at(minutes), lastAt: at(minutes), ...rest });

interface Course {
  readonly state?: State;
  readonly served?: readonly (readonly [model: string, minutes: number, agent?: string, wish?: "chosen"])[];
  readonly mended?: number;
  /** A model that was repaired although no agent asks it first, and how many minutes ago. */
  readonly aside?: readonly [model: string, minutes: number];
}

test.each<[what: string, failures: readonly FailureSummary[], course: Course, open: readonly string[]]>([
  ["a failure", [failed(A, "402 no", 5)], {}, ["empty-account"]],
  [
    "a dead key that turned into an empty account",
    [failed(A, "402 no", 1), failed(A, "402 no more", 5), failed(A, "401 invalid x-api-key", 60)],
    {},
    ["empty-account", "empty-account"],
  ],
  [
    "an account that was filled, with a dead key since",
    [failed(A, "402 no", 60), failed(A, "401 invalid x-api-key", 1)],
    {},
    ["wrong-key"],
  ],
  ["a model that was served again", [failed(A, "402 no", 5)], { served: [[A, 1]] }, []],
  ["a model that was served before", [failed(A, "402 no", 5)], { served: [[A, 9]] }, ["empty-account"]],
  // Which of the two came first nobody can tell.
  ["a model that was served in the same moment", [failed(A, "402 no", 5)], { served: [[A, 5]] }, ["empty-account"]],
  [
    "a model that another agent was served by",
    [failed(A, "402 no", 5)],
    { served: [[A, 1, "ops"]] },
    ["empty-account"],
  ],
  ["a primary while a fallback serves", [failed(A, "402 no", 5)], { served: [[B, 1]] }, ["empty-account"]],
  ["a fallback once the primary serves", [failed(B, "500 no", 5)], { served: [[A, 1]] }, []],
  [
    "what heartbeats run on, whoever answers people",
    [failed(B, "402 no", 5)],
    { state: BEATS, served: [[A, 1]] },
    ["empty-account"],
  ],
  [
    "what heartbeats run on, once one was answered by it",
    [failed(B, "402 no", 5)],
    { state: BEATS, served: [[B, 1, "main", "chosen"]] },
    [],
  ],
  [
    "what heartbeats run on, when two have come since and nothing failed",
    [failed(B, "402 no", 21)],
    { state: { ...CHAIN, agents: [{ ...agent(A), heartbeat: ref(B), heartbeatEvery: 600_000 }] } },
    [],
  ],
  [
    "what heartbeats run on, while the next is still to come",
    [failed(B, "402 no", 19)],
    { state: { ...CHAIN, agents: [{ ...agent(A), heartbeat: ref(B), heartbeatEvery: 600_000 }] }, served: [[A, 1]] },
    ["empty-account"],
  ],
  [
    "what heartbeats ran on that are off, and the primary fell back to",
    [failed(B, "402 no", 5)],
    {
      state: { ...CHAIN, agents: [{ ...agent(A, "main", B), heartbeat: ref(B), heartbeatEvery: 0 }] },
      served: [[A, 1]],
    },
    [],
  ],
  [
    "what a job runs on that ran again since",
    [failed(B, "402 no", 5)],
    { state: { ...CHAIN, agents: [agent(A)], cron: [job({ lastRunAt: at(4) })] } },
    [],
  ],
  [
    "what subagents run on",
    [failed(B, "402 no", 500)],
    { state: { ...CHAIN, agents: [{ ...agent(A), subagents: ref(B) }] }, served: [[A, 1]] },
    ["empty-account"],
  ],
  [
    "what heartbeats run on as people do, once they are answered",
    [failed(A, "402 no", 5)],
    { state: { ...CHAIN, agents: [{ ...agent(A), heartbeat: ref(A) }] }, served: [[A, 1]] },
    [],
  ],
  [
    "what a job runs on",
    [failed(B, "402 no", 5)],
    { state: { ...CHAIN, cron: [job()] }, served: [[A, 1]] },
    ["empty-account"],
  ],
  [
    "what a job ran on that is off",
    [failed(B, "402 no", 5)],
    { state: { ...CHAIN, cron: [job({ enabled: false })] }, served: [[A, 1]] },
    [],
  ],
  [
    "what a job of another agent runs on",
    [failed(B, "402 no", 5)],
    { state: { ...CHAIN, cron: [job({ agent: "ops" })] }, served: [[A, 1]] },
    [],
  ],
  [
    "a primary that only somebody who chose it was answered by",
    [failed(A, "402 no", 5)],
    { served: [[A, 1, "main", "chosen"]] },
    ["empty-account"],
  ],
  ["a model that no chain names any more", [failed("openai/gpt-5.4", "401 no", 5)], {}, []],
  [
    "the same model over a route that no chain names any more",
    [failed("openrouter/claude-sonnet-4-6", "401 no", 5)],
    {},
    [],
  ],
  [
    "a model that only another agent is set to",
    [failed(B, "402 no", 5)],
    { state: { ...CHAIN, agents: [agent(A), agent(B, "ops")] } },
    [],
  ],
  [
    "a model that nobody knows who asked, and some agent is set to",
    [failed(B, "402 no", 5, { agent: null })],
    { state: { ...CHAIN, agents: [agent(A), agent(B, "ops")] } },
    ["empty-account"],
  ],
  [
    "a model that nobody knows who asked, and no agent is set to",
    [failed("openai/gpt-5.4", "402 no", 5, { agent: null })],
    {},
    [],
  ],
  [
    "a model that the configuration names by a short id",
    [failed(A, "402 no", 5)],
    { state: { ...CHAIN, agents: [agent("anthropic/sonnet-4.6")] } },
    ["empty-account"],
  ],
  [
    "a model that the configuration names by a former name",
    [failed("openai/gpt-5.4", "401 no", 5)],
    { state: { ...CHAIN, agents: [agent("openai-codex/gpt-5.4")] } },
    ["unauthorized"],
  ],
  ["what was mended since", [failed(A, "402 no", 5)], { mended: 1 }, []],
  ["what failed after it was mended", [failed(A, "402 no", 5)], { mended: 9 }, ["empty-account"]],
  ["a fallback that was mended since", [failed(B, "404 no", 5)], { aside: [B, 1] }, []],
  ["a fallback that failed after it was mended", [failed(B, "404 no", 5)], { aside: [B, 9] }, ["not-found"]],
  ["the primary, whose fallback alone was mended", [failed(A, "402 no", 5)], { aside: [B, 1] }, ["empty-account"]],
  [
    "the rest after a failure, with it",
    [failed(A, "402 no", 5), refusal(A, "Provider anthropic is in cooldown")],
    {},
    ["empty-account", "resting"],
  ],
  [
    "the rest alone, of which the gateway says why",
    [{ ...refusal(A, "Provider anthropic is in cooldown"), said: "billing" }],
    {},
    ["resting", "empty-account"],
  ],
  ["the rest alone", [refusal(A, "Provider anthropic is in cooldown")], {}, ["resting"]],
])("of %s, what is still to be explained is known", (_what, failures, course, open) => {
  const { snapshot } = inputOf(course.state ?? CHAIN);
  const served = (course.served ?? []).map(([model, minutes, name = "main", wish]) => ({
    model: ref(model),
    at: at(minutes),
    agent: name,
    wish: wish ?? ("primary" as const),
  }));
  const mended = course.mended === undefined ? null : { at: at(course.mended), by: "an admin", agents: ["main"] };
  const mendedModels = course.aside === undefined ? [] : [{ model: ref(course.aside[0]), at: at(course.aside[1]) }];
  expect(
    sortFailures(failures, { now: NOW, snapshot, served, mended, mendedModels }).open.map(({ reason }) => reason),
  ).toEqual(open);
});
