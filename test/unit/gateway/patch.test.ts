import { expect, test } from "vitest";
import type { PatchOutcome } from "../../../src/core/gateway-admin.ts";
import { createAdmin } from "../../../src/gateway/admin-calls.ts";
import type { Connection } from "../../../src/gateway/connection.ts";
import type { GatewaySession } from "../../../src/core/gateway.ts";

const patchWith = (answer: () => Promise<unknown>) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is only written to
  const connection = { request: answer, closed: Promise.resolve() } as unknown as Connection;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing of it is asked
  const admin = createAdmin(connection, {} as GatewaySession);
  return admin.patch({ merge: { a: 1 }, replacePaths: [] }, "hash", "note");
};
/** As a gateway refuses: under a code of its own. */
const refusal = (message: string, rest: object = {}) =>
  Object.assign(new Error(message), { gatewayCode: "INVALID_REQUEST", ...rest });

test.each<[what: string, reply: object, outcome: Partial<PatchOutcome>]>([
  ["one that restarts soon", { restart: { delayMs: 1_500 } }, { restartIn: 1_500 }],
  ["one that restarts, and does not say when", { restart: {} }, { restartIn: 2_000 }],
  ["one that does not restart", { restart: null }, { restartIn: null }],
  ["one that tells nothing", {}, { restartIn: null, answered: null }],
  [
    "one that shows what it made of it",
    { config: { a: 1, token: "made-up" } },
    { answered: { a: 1, token: "__OPENCLAW_REDACTED__" } },
  ],
  ["one that shows what nobody can read", { config: 5 }, { answered: null }],
])("a write that is taken: %s", async (_what, reply, outcome) => {
  expect(await patchWith(() => Promise.resolve(reply))).toMatchObject({ kind: "written", ...outcome });
});

test.each<[what: string, error: Error, outcome: PatchOutcome]>([
  ["somebody else wrote in between", refusal("config changed since last load"), { kind: "changed-meanwhile" }],
  ["it may be made later", refusal("slow down", { retryAfterMs: 5_000 }), { kind: "rate-limited", retryAfter: 5_000 }],
  [
    "it may be made later, and when is not said",
    refusal("rate limit exceeded for config.patch"),
    { kind: "rate-limited", retryAfter: 60_000 },
  ],
])("a write that is not: %s", async (_what, error, outcome) => {
  expect(await patchWith(() => Promise.reject(error))).toEqual(outcome);
});

test("a write that is refused says why, without what the gateway repeats of a secret", async () => {
  const outcome = await patchWith(() =>
    Promise.reject(refusal("invalid value sk-proj-made-up-000000000000000000000000")),
  );
  expect(outcome).toMatchObject({ kind: "refused", why: expect.stringContaining("invalid value") });
  expect(JSON.stringify(outcome)).not.toContain("made-up-0000");
});

test("a write whose answer is lost may have been made", async () => {
  await expect(patchWith(() => Promise.reject(new Error("the connection is closed")))).rejects.toThrow("is closed");
});
