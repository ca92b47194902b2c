import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_SCOPES, type ClientOptions, type GatewayClient } from "./client/client.ts";
import { createDevice } from "./client/device.ts";
import type { Reply } from "./client/frames.ts";
import { connectPatiently } from "./client/patience.ts";
import { createFolder, removeFolder } from "./folder.ts";
import { gatewayEnvironment } from "./gateway/environment.ts";
import { type Start, startGateway } from "./gateway/gateway.ts";
import type { OpenClaw } from "./gateway/process.ts";
import { findFreePort, startLeash } from "./gateway/sockets.ts";
import { installRelease } from "./install.ts";
import { prepareState } from "./prepare.ts";
import { describeRelease } from "./releases.ts";
import type { Scenario } from "./scenario.ts";
import { selectedFrom } from "./turns/selected.ts";
import { type HeartbeatOptions, runHeartbeat } from "./turns/heartbeat.ts";
import { type JobOptions, runJob } from "./turns/job.ts";
import type { SendOptions } from "./turns/send.ts";
import { createSender } from "./turns/sender.ts";
import { runSubagent, type SubagentOptions } from "./turns/subagent.ts";
import { tellTruth, type Truth } from "./turns/truth.ts";
import type { Turn } from "./turns/turn.ts";
import { createCertificate } from "./upstream/certificate.ts";
import { createJournal } from "./upstream/journal.ts";
import type { UpstreamMode } from "./upstream/mode.ts";
import { PROVIDER_HOSTS, startUpstream } from "./upstream/upstream.ts";

export interface RigOptions {
  /** Any published release, such as `2026.3.2`; installed on first use. */
  readonly version: string;
  readonly scenario: Scenario;
}

interface CallOptions {
  /** All of an operator's when missing. */
  readonly scopes?: readonly string[];
  /** `none`: the shared token alone, as a client without an identity has it. */
  readonly device?: "own" | "none";
}

/** A real gateway of some release on loopback, with a fake provider behind it and a user in front of it. */
export interface Rig extends AsyncDisposable {
  readonly version: string;
  readonly scenario: Scenario;
  readonly url: string;
  readonly token: string;
  /** The command line of the release, and what it is run with: so it finds this gateway. */
  readonly cli: { readonly file: string; readonly env: NodeJS.ProcessEnv };
  /** Everything the rig wrote; removed by `dispose` unless `OPENCLAW_RIG_KEEP=1`. */
  readonly folder: string;
  readonly configFile: string;
  readonly stateDir: string;
  /** Sends `n` user messages, one after the other. Waits for a gateway that is restarting, not for one that is gone. */
  send(n: number, options?: SendOptions, signal?: AbortSignal): Promise<readonly Turn[]>;
  /** Has a new cron job run once; its scenario must let jobs run. Rejects when the gateway refuses it. */
  runJob(options: JobOptions): Promise<Turn>;
  /** Has one heartbeat come now; its scenario must let jobs run and set heartbeats. */
  runHeartbeat(options: HeartbeatOptions): Promise<Turn>;
  /** Has a message answered with the help of a subagent; the rest is as with heartbeats. */
  runSubagent(options: SubagentOptions): Promise<Turn>;
  truth(): Truth;
  /** Changes how the provider behaves from the next request on. */
  upstream(mode: UpstreamMode): void;
  /** One request over a connection of its own. A refusal is a value; rejects when there is no gateway to ask. */
  call(method: string, params?: object, options?: CallOptions, signal?: AbortSignal): Promise<Reply>;
  /** A gateway that has just died may count as running for a moment: wait for it. */
  isRunning(): boolean;
  /** The group of the gateway's processes. */
  pid(): number;
  startGateway(signal?: AbortSignal): Promise<void>;
  /** Orderly, as an operator stops it. */
  stopGateway(): Promise<void>;
  /** At once, without a word (SIGKILL). */
  killGateway(): Promise<void>;
  restart(signal?: AbortSignal): Promise<void>;
  dispose(): Promise<void>;
}

/** Sets everything up and starts the gateway; nothing is left behind when that fails. */
export async function startRig({ version, scenario }: RigOptions, signal?: AbortSignal): Promise<Rig> {
  if (!scenario.appliesTo(version)) throw new Error(`rig: there is no ${scenario.name} on ${version}`);
  const installed = await installRelease(version, signal);
  const { heedsSubagentModel } = describeRelease(version);
  await using owned = new AsyncDisposableStack();

  const folder = createFolder(version);
  owned.defer(() => removeFolder(folder));
  const certificate = createCertificate(PROVIDER_HOSTS, Date.now());
  writeFileSync(folder.certificateFile, certificate.cert);
  const journal = createJournal(folder.journalFile);
  const upstream = await startUpstream(certificate, journal, scenario.upstream);
  owned.defer(() => upstream.close());
  const leash = await startLeash();
  owned.defer(() => leash.drop());

  const port = await findFreePort(Math.random);
  const url = `ws://127.0.0.1:${port}`;
  const token = `fake-rig-token-${randomBytes(8).toString("hex")}`;
  const client: ClientOptions = { url, token, device: createDevice(), scopes: ALL_SCOPES };
  const around = {
    version,
    folder,
    upstreamPort: upstream.port,
    leashPort: leash.port,
    jobs: scenario.jobs === true,
  };
  const start: Start = { installed, around, port, client };
  await prepareState(scenario, { folder, port, token }, start, signal);

  let gateway: OpenClaw = await startGateway(start, signal);
  // Not killed outright: Node keeps the code it compiled, for the next start, only when a process ends by itself.
  owned.defer(() => gateway.stop(3_000));

  const connect = (options: ClientOptions, signal?: AbortSignal): Promise<GatewayClient> =>
    connectPatiently(options, () => gateway.isRunning(), signal);
  const sender = createSender({
    connect: (signal) => connect(client, signal),
    readSelected: selectedFrom(folder.configFile),
    file: folder.turnsFile,
  });
  const call: Rig["call"] = (method, params = {}, options = {}, signal) =>
    callOnce((signal) => connect(withOptions(client, options), signal), method, params, signal);
  const parts = owned.move();
  return {
    version,
    scenario,
    url,
    token,
    cli: { file: join(installed.root, "openclaw.mjs"), env: gatewayEnvironment(around) },
    folder: folder.path,
    configFile: folder.configFile,
    stateDir: folder.state,
    send: (n, options = {}, signal) => sender.send(n, options, signal),
    runJob: (options) => sender.book((turn) => runJob(options, turn, { call, journal: journal.entries })),
    runHeartbeat: (options) =>
      sender.book((turn) =>
        runHeartbeat(options, turn, { call, journal: journal.entries, expect: (next) => upstream.setHeartbeat(next) }),
      ),
    runSubagent: (options) =>
      runSubagent(options, sender, { journal: journal.entries, heedsModel: heedsSubagentModel }),
    truth: () => tellTruth(journal.entries, sender.turns),
    upstream: (mode) => upstream.setMode(mode),
    call,
    isRunning: () => gateway.isRunning(),
    pid: () => gateway.pid,
    async startGateway(signal) {
      if (gateway.isRunning()) throw new Error("rig: the gateway is already running");
      gateway = await startGateway(start, signal);
    },
    stopGateway: () => gateway.stop(),
    killGateway: () => gateway.kill(),
    async restart(signal) {
      await gateway.stop();
      gateway = await startGateway(start, signal);
    },
    dispose: () => parts.disposeAsync(),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

function withOptions(client: ClientOptions, { scopes = ALL_SCOPES, device = "own" }: CallOptions): ClientOptions {
  return device === "own" ? { ...client, scopes } : { url: client.url, token: client.token, scopes };
}

async function callOnce(
  connect: (signal?: AbortSignal) => Promise<GatewayClient>,
  method: string,
  params: object,
  signal?: AbortSignal,
): Promise<Reply> {
  const client = await connect(signal);
  try {
    return await client.request(method, params, undefined, signal);
  } finally {
    client.close();
  }
}
