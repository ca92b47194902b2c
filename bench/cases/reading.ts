import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { createWatch } from "../../src/evidence/watch.ts";
import { startCountingProxy } from "../../test/fakes/counting-proxy.ts";
import { startFakeGateway } from "../../test/fakes/gateway.ts";
import { openMemory } from "../../src/store/sqlite/open.ts";
import { createLink } from "../../src/gateway/link.ts";
import { probeHealth } from "../../src/gateway/probe.ts";
import { createTransientIdentity } from "../../src/gateway/identity.ts";
import { DIRECT } from "../../src/lib/network.ts";
import { row, type Row } from "../parts/table.ts";

const SESSIONS = [40, 300, 500] as const;
const TURNS = 8;
const QUIET = 15;
/** Seconds after which the session of a turn in which a gateway refused something by itself is looked at once more. */
const SETTLED = 20;
const log = { debug() {}, info() {}, warn() {}, error() {} };

/** What a turn costs a gateway in calls and bytes, and what it costs while nothing happens, against the number of sessions in use. */
export async function measureReading(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let few: { readonly calls: number; readonly bytes: number } | null = null;
  for (const sessions of SESSIONS) {
    const { calls, bytes, idle } = await measureOne(sessions);
    few ??= { calls, bytes };
    rows.push(
      row(`calls a turn, ${sessions} sessions in use`, calls, "calls", `${SESSIONS[0]} sessions`, few.calls),
      row(`bytes a turn, ${sessions} sessions in use`, bytes, "kB", `${SESSIONS[0]} sessions`, few.bytes),
      row(`bytes a second while idle, ${sessions} sessions`, idle, "kB", "a turn", bytes),
    );
  }
  return rows;
}

async function measureOne(sessions: number) {
  const gateway = await startFakeGateway("2026.9.6", "override-scope-401");
  for (let index = 0; index < sessions; index += 1) await gateway.playTurn({ session: `agent:main:s${index}` });
  await using wire = await startCountingProxy(gateway.url);
  const store = await openMemory(tmpdir(), Date.now);
  const link = createLink(
    { name: "main", url: wire.url, token: gateway.token, password: null, tlsFingerprint: null, caFile: null },
    {
      device: createTransientIdentity(),
      clientVersion: "0",
      network: DIRECT,
      probe: probeHealth,
      clock: Date.now,
      random: () => 0,
      log,
    },
  );
  const watch = createWatch(link, { store: store.ledger, clock: Date.now, random: Math.random, log });
  const stop = new AbortController();
  const running = [link.run(stop.signal), watch.run(stop.signal)];
  await watch.tried;
  await sleep(1_000);
  wire.reset();
  for (let turn = 0; turn < TURNS; turn += 1) {
    await gateway.playTurn({ session: `agent:main:s${turn * 5}` });
    await sleep(800);
  }
  const { total, bytes } = wire.count();
  await sleep(SETTLED * 1_000);
  wire.reset();
  await sleep(QUIET * 1_000);
  const idle = wire.count().bytes;
  stop.abort();
  await Promise.all(running);
  await gateway.close();
  await store.close();
  return {
    calls: total / TURNS,
    bytes: (bytes.asked + bytes.told) / TURNS / 1_000,
    idle: (idle.asked + idle.told) / QUIET / 1_000,
  };
}
