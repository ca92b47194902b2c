import { type ClientOptions, connectClient, type GatewayClient } from "../client/client.ts";
import type { Installed } from "../install.ts";
import { waitUntil } from "../wait.ts";
import type { Surroundings } from "./environment.ts";
import { lastOutput, type OpenClaw, runOpenClaw } from "./process.ts";

/** A cold start of a large release on a busy machine, with room to spare. */
const START_LIMIT_MS = 300_000;
const DOCTOR_LIMIT_MS = 300_000;
const HELLO_LIMIT_MS = 20_000;

/** The gateway ended, or never answered, while it was being started. */
export class GatewayDidNotStart extends Error {
  readonly exit: number | string;
  constructor(exit: number | string, output: string) {
    super(`rig: the gateway did not start (${exit}):\n${output}`);
    this.name = "GatewayDidNotStart";
    this.exit = exit;
  }
}

export interface Start {
  readonly installed: Installed;
  readonly around: Surroundings;
  readonly port: number;
  readonly client: ClientOptions;
}

/** Starts the gateway and resolves once it answers a `status` call. Throws {@link GatewayDidNotStart}. */
export async function startGateway(start: Start, signal?: AbortSignal): Promise<OpenClaw> {
  const { installed, around, port, client } = start;
  const gateway = runOpenClaw(installed, around, ["gateway", "run", "--port", String(port), "--bind", "loopback"]);
  try {
    const ready = async (): Promise<boolean> => !gateway.isRunning() || (await answers(client));
    const decided = await waitUntil(ready, { everyMs: 50, limitMs: START_LIMIT_MS }, signal);
    if (decided && gateway.isRunning()) return gateway;
    const exit = decided ? await gateway.ended : "it never answered";
    throw new GatewayDidNotStart(exit, lastOutput(around.folder.outputFile));
  } catch (cause) {
    await gateway.kill();
    throw cause;
  }
}

/** An open port is not enough: a gateway may listen for a second and exit. */
async function answers(options: ClientOptions): Promise<boolean> {
  let client: GatewayClient | undefined;
  try {
    const limit = AbortSignal.timeout(HELLO_LIMIT_MS);
    client = await connectClient(options, limit);
    return (await client.request("status", {}, undefined, limit)).ok;
  } catch {
    return false; // not yet; whether it ever will is decided by the caller's limit
  } finally {
    client?.close();
  }
}

/** Lets the release bring its own state up to date, which is how a login gets from a file into its database. */
export async function runDoctor({ installed, around }: Start, signal?: AbortSignal): Promise<void> {
  const doctor = runOpenClaw(installed, around, ["doctor", "--fix", "--non-interactive"]);
  let exit: number | string = "no end";
  try {
    const patience = { everyMs: 50, limitMs: DOCTOR_LIMIT_MS };
    if (await waitUntil(() => !doctor.isRunning(), patience, signal)) exit = await doctor.ended;
  } finally {
    await doctor.kill();
  }
  if (exit !== 0) throw new Error(`rig: openclaw doctor ended with ${exit}:\n${lastOutput(around.folder.outputFile)}`);
}
