import { GatewayClientRequestTimeoutError } from "@openclaw/gateway-client";
import { expect, test } from "vitest";
import { CallFailed, type CallFault } from "../../../src/core/call-failed.ts";
import { readCallFailure } from "../../../src/gateway/reading/call-failure.ts";

const refusal = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { gatewayCode: "INVALID_REQUEST", ...more });
const late = new GatewayClientRequestTimeoutError({ method: "config.get", timeoutMs: 1, requestSent: true });

test.each<[what: string, error: Error, fault: CallFault]>([
  ["nobody answered", late, { kind: "slow", call: "config.get" }],
  ["the right is gone, in words", refusal("missing scope: operator.read"), { kind: "right-taken-away" }],
  [
    "the right is gone, by its code",
    refusal("no", { gatewayCode: "FORBIDDEN", details: { code: "MISSING_SCOPE" } }),
    { kind: "right-taken-away" },
  ],
  ["it refuses", refusal("request timeout and other words", { details: 7 }), { kind: "refused" }],
])("of a call that failed the reason is read: %s", (_what, error, fault) => {
  const read = readCallFailure(error, "config.get");
  expect(read).toBeInstanceOf(CallFailed);
  expect(read).toMatchObject({ fault, message: error.message });
});

test("what has no reason of its own stays as it is", () => {
  const error = new Error("request timeout, says somebody else");
  expect(readCallFailure(error, "config.get")).toBe(error);
});
