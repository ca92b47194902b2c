import type { WireError } from "../recording.ts";
import { z } from "zod";

/** A request as it arrived; what a test may look at afterwards. */
export interface ReceivedRequest {
  readonly connection: string;
  readonly id: string;
  readonly method: string;
  readonly params: unknown;
}

export const REQUEST_FRAME = z.object({
  type: z.literal("req"),
  id: z.string().min(1),
  method: z.string().min(1),
  params: z.unknown().optional(),
});

/** What a method answers. `agent` also answers a second time, with the same request id. */
export type Answer =
  | { readonly ok: true; readonly payload: unknown; readonly later?: Promise<Answer> }
  | { readonly ok: false; readonly error: WireError; readonly payload?: unknown };

export const accept = (payload: unknown, later?: Promise<Answer>): Answer =>
  later === undefined ? { ok: true, payload } : { ok: true, payload, later };

export const refuse = (error: WireError): Answer => ({ ok: false, error });

export const invalid = (message: string): Answer => refuse({ code: "INVALID_REQUEST", message });

/** Parameters that do not fit, in the gateway's words: `invalid METHOD params: at /limit: must be >= 1`. */
export function invalidParams(method: string, error: z.ZodError): Answer {
  return invalid(`invalid ${method} params: ${describeIssues(error)}`);
}

/** zod's issues in the words of the gateway's own validator. */
export const describeIssues = (error: z.ZodError): string => error.issues.map(describeIssue).join("; ");

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") return `at ${place(path)}: unexpected property '${issue.keys[0]}'`;
  if (issue.code === "invalid_type" && issue.input === undefined) {
    const [name, parent] = [path.at(-1) ?? "", path.slice(0, -1)];
    return `${parent.length > 0 ? `at ${place(parent)}: ` : ""}must have required property '${name}'`;
  }
  return `at ${place(path)}: ${expectation(issue)}`;
}

const place = (path: readonly string[]): string => (path.length === 0 ? "root" : `/${path.join("/")}`);

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small" && issue.origin !== "string") return `must be >= ${issue.minimum}`;
  if (issue.code === "too_big" && issue.origin !== "string") return `must be <= ${issue.maximum}`;
  if (issue.code === "too_small") return `must not have fewer than ${issue.minimum} characters`;
  if (issue.code === "invalid_value") return "must be equal to one of the allowed values";
  return issue.code === "invalid_type" ? `must be ${issue.expected}` : issue.message;
}
