import { expect, test } from "vitest";
import { formatModel } from "../../../src/core/model.ts";
import type { LogEntry } from "../../../src/core/record.ts";
import { readLog, type Ownership } from "../../../src/evidence/readers/log.ts";
import { atOnce } from "../../../src/lib/in-turns.ts";
import { said } from "../parts/failure.ts";
import { model } from "./readings.ts";

const TERRA = model("openai/gpt-5.6-terra");
const LUNA = model("openai/gpt-5.6-luna");
const OURS: Ownership = {
  ownsRun: () => true,
  ownsSession: () => true,
  ownsSessionKey: () => true,
  ownsInstant: () => true,
};
const skipped = said("Provider openai has auth issue (skipping all models)");

test("what a provider was asked for is not called refused by the gateway, although its summary names it", () => {
  const entries: readonly LogEntry[] = [
    { kind: "provider-error", at: 1, run: "r1", model: TERRA, failure: said("401 no", { status: 401 }) },
    {
      kind: "decision",
      at: 2,
      run: "r1",
      sessionId: "s1",
      outcome: "failed",
      requested: TERRA,
      candidate: TERRA,
      failure: said("401 no", { status: 401 }),
      last: false,
      failedBefore: [],
    },
    {
      kind: "gave-up",
      at: 3,
      refused: [
        { model: TERRA, failure: skipped },
        { model: LUNA, failure: skipped },
      ],
    },
  ];
  const { requests, refusals } = atOnce(readLog(entries, { providerErrors: "log", localRefusals: "decisions" }, OURS));
  expect(requests.map(({ failed }) => [formatModel(failed.model), failed.endedBy])).toEqual([
    ["openai/gpt-5.6-terra", "provider"],
  ]);
  expect(refusals.map(({ failed }) => [formatModel(failed.model), failed.endedBy])).toEqual([
    ["openai/gpt-5.6-luna", "gateway"],
  ]);
});
