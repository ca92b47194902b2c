import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { startCountingProxy, type CountingProxy } from "../../test/fakes/counting-proxy.ts";
import { ALL_SCOPES, connectClient, type GatewayClient } from "../../test/gateways/rig/client/client.ts";
import { createDevice } from "../../test/gateways/rig/client/device.ts";
import { at } from "../../test/gateways/rig/json.ts";
import { startRig, type Rig } from "../../test/gateways/rig/rig.ts";
import type { Scenario } from "../../test/gateways/rig/scenario.ts";
import { healthy } from "../../test/gateways/rig/scenarios/healthy.ts";
import { issue38706 } from "../../test/gateways/rig/scenarios/issue-38706.ts";
import { overrideScope401 } from "../../test/gateways/rig/scenarios/override-scope-401.ts";
import { tagMessage } from "../../test/gateways/rig/turns/signature.ts";
import { waitUntil } from "../../test/gateways/rig/wait.ts";
import { mainOf, startCompanion, startHost, useOf } from "../parts/processes.ts";
import { middleOf, row, type Row } from "../parts/table.ts";

const SESSIONS = 40;
const TURNS = 20;
/** With the companion and without it, in turns: machines drift. */
const PAIRS = 6;
/** After its last turn a gateway, and whoever reads it, has so long to come to rest. */
const REST = 3_000;
const IDLE = 20_000;
const ROUNDS = 5;

/** What the companion costs a real gateway of a release, and its own `status --json` against the release's. */
export async function measureRelease(version: string): Promise<readonly Row[]> {
  const failing = overrideScope401.appliesTo(version) ? overrideScope401 : issue38706;
  return [
    ...(await measureTurns(version, healthy, "that is well")),
    ...(await measureTurns(version, failing, "that falls back")),
  ];
}

async function measureTurns(version: string, scenario: Scenario, which: string): Promise<readonly Row[]> {
  await using rig = await startRig({ version, scenario });
  await using wire = await startCountingProxy(rig.url);
  await using chat = await startHost({ gateways: 1 });
  const user = await connectClient({ ...rig, device: createDevice(), scopes: ALL_SCOPES }, AbortSignal.timeout(60_000));
  const send = createSender(user);
  for (let session = 0; session < SESSIONS; session += 1) await send(session);
  // Whatever a gateway compiles and loads at first is none of the companion's doing.
  await measureUse(rig, send);
  let [alone, read] = [0, 0];
  let cost = { calls: 0, bytes: 0 };
  let idle = 0;
  const measureRead = async (): Promise<void> => {
    await using companion = startCompanion("bundle", ["run"], {
      OPENCLAW_GATEWAY_URL: wire.url,
      OPENCLAW_GATEWAY_TOKEN: rig.token,
      TELEGRAM_TOKEN: chat.bot,
      TELEGRAM_API_URL: chat.telegram,
    });
    await untilRead(wire);
    wire.reset();
    read += await measureUse(rig, send);
    cost = add(cost, wire);
    if (idle === 0) {
      wire.reset();
      await sleep(IDLE);
      idle = bytesOf(wire) / (IDLE / 1_000);
    }
    await companion.stop();
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // A gateway takes longer for a turn the more of them there were: who is first in a pair is last in the next.
    if (pair % 2 === 1) await measureRead();
    alone += await measureUse(rig, send);
    if (pair % 2 === 0) await measureRead();
  }
  const turns = TURNS * PAIRS;
  const name = `a turn of ${version} ${which}, ${SESSIONS} sessions in use`;
  const own = scenario === healthy ? await measureStatus(rig) : [];
  user.close();
  return [
    row(`calls ${name}`, cost.calls / turns, "calls", "one call", 1),
    row(`bytes ${name}`, cost.bytes / turns / 1_000, "kB", "one call", cost.bytes / cost.calls / 1_000),
    row(`bytes a second while idle after it`, idle / 1_000, "kB", "a turn", cost.bytes / turns / 1_000),
    row(`processor of the gateway for ${name}`, read / turns, "ms", "without the companion", alone / turns),
    ...own,
  ];
}

const bytesOf = (wire: CountingProxy): number => wire.count().bytes.asked + wire.count().bytes.told;
const add = ({ calls, bytes }: { calls: number; bytes: number }, wire: CountingProxy) => ({
  calls: calls + wire.count().total,
  bytes: bytes + bytesOf(wire),
});

/** Until its first reading is over: nothing was asked for a second. */
async function untilRead(wire: CountingProxy): Promise<void> {
  let before = -1;
  const isQuiet = (): boolean => {
    const { total } = wire.count();
    const same = total === before && total > 0;
    before = total;
    return same;
  };
  if (!(await waitUntil(isQuiet, { everyMs: 1_000, limitMs: 120_000 }))) throw new Error("it reads all the time");
}

/** Sends one message and resolves when its turn is over; in one session after the other. */
function createSender(user: GatewayClient): (session: number) => Promise<void> {
  let sent = 0;
  return async (session) => {
    const run = randomUUID();
    const over = new AbortController();
    const ended = Promise.withResolvers<void>();
    const limit = AbortSignal.timeout(120_000);
    limit.addEventListener("abort", () => ended.reject(new Error("a turn has no end")));
    user.listen(({ event, payload }) => {
      if (event === "chat" && at(payload, "runId") === run && at(payload, "state") === "final") ended.resolve();
    }, over.signal);
    try {
      const message = tagMessage("hello", 1_000 + (sent += 1));
      await user.request(
        "chat.send",
        { sessionKey: `agent:main:s${session}`, message, idempotencyKey: run },
        undefined,
        limit,
      );
      await ended.promise;
    } finally {
      over.abort();
    }
  };
}

/** Milliseconds of the processor that a gateway takes for some turns, no more than one a second. */
async function measureUse(rig: Rig, send: (session: number) => Promise<void>): Promise<number> {
  const before = cpuOf(rig.pid());
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.all([send((turn * 3) % SESSIONS), sleep(1_000)]);
  await sleep(REST);
  return cpuOf(rig.pid()) - before;
}

/** Of all processes of a group, in milliseconds. */
const cpuOf = (group: number): number =>
  readdirSync("/proc")
    .map((name) => useOf(Number(name)))
    .filter((one) => one.group === group)
    .reduce((sum, { cpu }) => sum + cpu, 0);

const PEAK = pathToFileURL(join(import.meta.dirname, "../parts/peak.mjs")).href;

const run = ({ file, env }: Rig["cli"], more: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [file, "status", "--json"], { env: { ...env, ...more } });

/** Time and memory of a one-shot `status --json`, ours as it is built, and the release's own, of the same gateway. */
async function measureStatus(rig: Rig): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "companion-bench-"));
  const { PATH } = process.env;
  const reach = { OPENCLAW_GATEWAY_URL: rig.url, OPENCLAW_GATEWAY_TOKEN: rig.token };
  const ours = {
    file: mainOf("bundle"),
    env: { PATH, HOME: folder, COMPANION_DATA_DIR: join(folder, "data"), ...reach },
  };
  const timeOf = (cli: Rig["cli"]) => middleOf(ROUNDS, async () => void run(cli));
  /** The most memory that one process of it takes, in MB. */
  const peakOf = (cli: Rig["cli"]): number => {
    const BENCH_PEAK = join(folder, "peak");
    rmSync(BENCH_PEAK, { force: true });
    run(cli, { BENCH_PEAK, NODE_OPTIONS: `${cli.env["NODE_OPTIONS"] ?? ""} --import=${PEAK}` });
    return Math.max(...readFileSync(BENCH_PEAK, "utf8").split("\n").map(Number)) / 1_024;
  };
  run(ours);
  const peer = `${rig.version}'s own`;
  const rows = [
    row("one-shot status --json of a real gateway, built", await timeOf(ours), "ms", peer, await timeOf(rig.cli)),
    row("memory of it at most", peakOf(ours), "MB", peer, peakOf(rig.cli)),
  ];
  rmSync(folder, { recursive: true, force: true });
  return rows;
}
