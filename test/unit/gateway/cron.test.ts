import { expect, it } from "vitest";
import { readCron } from "../../../src/gateway/reading/cron.ts";

const job = (delivery: object | undefined) => ({
  id: "1",
  name: "digest",
  ...(delivery && { delivery }),
  payload: { kind: "agentTurn", model: "openai/gpt-5.4" },
  state: { lastRunAtMs: 1_772_000_000_000, lastStatus: "ok", lastDeliveryStatus: "not-delivered" },
});

it.each([
  ["to be announced", { mode: "announce" }, "not-delivered"],
  ["of which nothing is said", undefined, "not-delivered"],
  ["that was to be told nobody", { mode: "none" }, null],
])("what a job said %s was delivered: %s", (_, delivery, lastDelivery) => {
  expect(readCron({ jobs: [job(delivery)] })).toMatchObject([{ name: "digest", lastStatus: "ok", lastDelivery }]);
});

it.each<[what: string, state: object, updatedAtMs: number | undefined, editedAt: number | undefined]>([
  ["its own run", { lastRunAtMs: 1_000, lastDurationMs: 60_000 }, 61_000, undefined],
  ["somebody after its run", { lastRunAtMs: 1_000, lastDurationMs: 60_000 }, 90_000, 90_000],
  ["somebody before it ever ran", {}, 90_000, undefined],
  ["nobody, as far as is told", { lastRunAtMs: 1_000 }, undefined, undefined],
])("a job was changed by %s", (_, state, updatedAtMs, editedAt) => {
  const [read] = readCron({ jobs: [{ ...job(undefined), state, updatedAtMs }] });
  expect(read?.editedAt).toBe(editedAt);
});
