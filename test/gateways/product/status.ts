import { z } from "zod";
import type { Truth } from "../rig/turns/truth.ts";
import type { Reach } from "./environment.ts";
import { runProgram } from "./program.ts";

const WINDOW = z.object({ "1h": z.number(), "24h": z.number(), "7d": z.number() });

/** One gateway of `status --json`, as far as the tests look at it. */
const GATEWAY = z.object({
  link: z.string(),
  version: z.string().nullable(),
  agents: z.array(
    z.object({
      id: z.string(),
      configured: z.string().nullable(),
      answering: z.string().nullable(),
      verdict: z.string(),
    }),
  ),
  answers: WINDOW.extend({ chosen: WINDOW, rerouted: WINDOW, unknown: WINDOW }),
  fallbacks: WINDOW,
  unauthorized: WINDOW.extend({
    recent: z.array(z.object({ model: z.string(), status: z.number(), session: z.string().nullable() })),
  }),
  refusedLocally: WINDOW,
  exhausted: WINDOW,
  incomplete: z.array(z.object({ reason: z.string(), until: z.iso.datetime() })),
  cron: z.array(z.object({ name: z.string(), model: z.string().nullable() })).nullable(),
  retried: z.array(
    z.object({
      model: z.string(),
      failures: z.number(),
      requestsAtLeast: z.number(),
      exact: z.boolean(),
      goesOn: z.boolean(),
    }),
  ),
  recordSince: z.iso.datetime().nullable(),
  diagnoses: z.array(z.object({ rule: z.string(), severity: z.string(), remedy: z.string().nullable() })),
});
export type GatewayStatus = z.infer<typeof GATEWAY>;

export const readGatewayStatus = (value: unknown): GatewayStatus => GATEWAY.parse(value);

const STATUS = z.object({ gateways: z.tuple([GATEWAY]) });

export interface StatusRun {
  readonly exit: number | null;
  readonly gateway: GatewayStatus;
}

/** `status --json` as a process; rejects when what it prints is not what is promised. */
export async function runStatus(reach: Reach, dataDir: string): Promise<StatusRun> {
  const { exit, output, errors } = await runProgram(["status", "--json"], reach, dataDir);
  if (errors !== "") throw new Error(`status said on its error channel: ${errors}`);
  return { exit, gateway: STATUS.parse(JSON.parse(output)).gateways[0] };
}

/** What is counted, in one window. */
export interface Figures {
  readonly answers: number;
  readonly fallbacks: number;
  readonly unauthorized: number;
  readonly exhausted: number;
}

export const figuresOf = (truth: Truth): Figures => ({
  answers: truth.turns - truth.failedTurns,
  fallbacks: truth.fallbacks,
  unauthorized: truth.unauthorizedAttempts,
  exhausted: truth.failedTurns,
});

/** What a gateway's status counts in every window. */
export const countsOf = ({ answers, fallbacks, unauthorized, exhausted }: GatewayStatus) => ({
  "1h": pick("1h", { answers, fallbacks, unauthorized, exhausted }),
  "24h": pick("24h", { answers, fallbacks, unauthorized, exhausted }),
  "7d": pick("7d", { answers, fallbacks, unauthorized, exhausted }),
});

type Windows = Readonly<Record<keyof Figures, z.infer<typeof WINDOW>>>;
const pick = (window: "1h" | "24h" | "7d", of: Windows): Figures => ({
  answers: of.answers[window],
  fallbacks: of.fallbacks[window],
  unauthorized: of.unauthorized[window],
  exhausted: of.exhausted[window],
});
