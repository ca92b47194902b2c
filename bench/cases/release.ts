import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startCountingProxy, type CountingProxy } from "../../test/fakes/counting-proxy.ts";
import { ALL_SCOPES, connectClient, type GatewayClient } from "../../test/gateways/rig/client/client.ts";
import { createDevice } from "../../test/gateways/rig/client/device.ts";
import { at } from "../../test/gateways/rig/json.ts";
import { startRig } from "../../test/gateways/rig/rig.ts";
import type { Scenario } from "../../test/gateways/rig/scenario.ts";
import { healthy } from "../../test/gateways/rig/scenarios/healthy.ts";
import { issue38706 } from "../../test/gateways/rig/scenarios/issue-38706.ts";
import { overrideScope401 } from "../../test/gateways/rig/scenarios/override-scope-401.ts";
import { tagMessage } from "../../test/gateways/rig/turns/signature.ts";
import { waitUntil } from "../../test/gateways/rig/wait.ts";
import { startCompanion, startHost } from "../parts/processes.ts";
import {
  LISTENERS,
  measureCalls,
  measureListeners,
  measureTurn,
  PAIRS,
  SESSIONS,
  trimmedMean,
  TURNS,
  type Send,
} from "../parts/release-cost.ts";
import { measureStatus } from "../parts/release-status.ts";
import { row, type Row } from "../parts/table.ts";

const IDLE = 20_000;

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
  for (let session = 0; session < SESSIONS; session += 1) await send();
  // Whatever a gateway compiles and loads at first is none of the companion's doing.
  for (let block = 0; block < 3; block += 1) await measureTurn(rig, send);
  await using companion = startCompanion("bundle", ["run"], {
    OPENCLAW_GATEWAY_URL: wire.url,
    OPENCLAW_GATEWAY_TOKEN: rig.token,
    TELEGRAM_TOKEN: chat.bot,
    TELEGRAM_API_URL: chat.telegram,
  });
  await untilRead(wire);
  const use: Record<"alone" | "read", number[]> = { alone: [], read: [] };
  let cost: Cost = { calls: 0, bytes: 0, byMethod: {} };
  // Stopped, it is connected and asks nothing: one that is started anew each time leaves the gateway a first reading's garbage.
  const measureAlone = async (): Promise<void> => {
    companion.child.kill("SIGSTOP");
    use.alone.push(await measureTurn(rig, send));
    companion.child.kill("SIGCONT");
    await untilRead(wire);
  };
  const measureRead = async (): Promise<void> => {
    wire.reset();
    use.read.push(await measureTurn(rig, send));
    cost = add(cost, wire);
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // A gateway takes longer for a turn the more of them there were: who is first in a pair is last in the next.
    if (pair % 2 === 1) await measureRead();
    await measureAlone();
    if (pair % 2 === 0) await measureRead();
  }
  wire.reset();
  await sleep(IDLE);
  const idle = bytesOf(wire) / (IDLE / 1_000);
  await companion.stop();
  const turns = TURNS * PAIRS;
  const without = trimmedMean(use.alone);
  const name = `a turn of ${version} ${which}, ${SESSIONS} sessions in use`;
  const asked = await measureCalls(rig, user, cost.byMethod);
  const listening = await measureListeners(rig, send);
  const own = scenario === healthy ? await measureStatus(rig) : [];
  user.close();
  return [
    row(`calls ${name}`, cost.calls / turns, "calls", "one call", 1),
    row(`bytes ${name}`, cost.bytes / turns / 1_000, "kB", "one call", cost.bytes / cost.calls / 1_000),
    row(`bytes a second while idle after it`, idle / 1_000, "kB", "a turn", cost.bytes / turns / 1_000),
    row(`processor of the gateway for ${name}`, trimmedMean(use.read), "ms", "with the companion stopped", without),
    row(`… for the calls of it, a hundred of each kind by themselves`, asked / turns, "ms", "a turn without", without),
    row(`… for somebody who only listens, of ${LISTENERS}`, listening, "ms", "a turn without", without),
    ...own,
  ];
}

const bytesOf = (wire: CountingProxy): number => wire.count().bytes.asked + wire.count().bytes.told;

interface Cost {
  readonly calls: number;
  readonly bytes: number;
  readonly byMethod: Readonly<Record<string, number>>;
}

function add({ calls, bytes, byMethod }: Cost, wire: CountingProxy): Cost {
  const counted = wire.count();
  const more = Object.entries(counted.calls).map(([method, count]) => [method, (byMethod[method] ?? 0) + count]);
  return {
    calls: calls + counted.total,
    bytes: bytes + bytesOf(wire),
    byMethod: { ...byMethod, ...Object.fromEntries(more) },
  };
}

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

/** Sends one message and resolves when it is answered; in one session after the other. */
function createSender(user: GatewayClient): Send {
  let sent = 0;
  return async () => {
    const run = randomUUID();
    const over = new AbortController();
    const ended = Promise.withResolvers<void>();
    const limit = AbortSignal.timeout(120_000);
    limit.addEventListener("abort", () => ended.reject(new Error("a turn has no end")));
    user.listen(({ event, payload }) => {
      if (event === "chat" && at(payload, "runId") === run && at(payload, "state") === "final") ended.resolve();
    }, over.signal);
    try {
      sent += 1;
      const message = tagMessage("hello", 1_000 + sent);
      await user.request(
        "chat.send",
        { sessionKey: `agent:main:s${sent % SESSIONS}`, message, idempotencyKey: run },
        undefined,
        limit,
      );
      await ended.promise;
    } finally {
      over.abort();
    }
  };
}
