import { GatewayClientRequestTimeoutError } from "@openclaw/gateway-client";
import { z } from "zod";
import { CallFailed } from "../../core/call-failed.ts";

const REFUSAL = z.object({
  gatewayCode: z.string(),
  message: z.string(),
  details: z.object({ code: z.string() }).partial().catch({}).default({}),
});
/** Releases before 2026.9 say it in words alone. */
const MISSING_SCOPE = /missing scope/i;

/** The reason behind an error of a call, where it has one; else the error itself. */
export function readCallFailure(error: unknown, call: string): unknown {
  if (error instanceof GatewayClientRequestTimeoutError) return new CallFailed({ kind: "slow", call }, error.message);
  const refusal = REFUSAL.safeParse(error);
  if (!refusal.success) return error;
  const { details, message } = refusal.data;
  const isTaken = details.code === "MISSING_SCOPE" || MISSING_SCOPE.test(message);
  return new CallFailed({ kind: isTaken ? "right-taken-away" : "refused" }, message);
}
