import { expect, test } from "vitest";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { createWatch } from "../../src/evidence/watch.ts";
import { connectClient, eventually } from "../fakes/gateway-client.ts";
import { startCountingProxy } from "../fakes/counting-proxy.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { openLedger } from "../unit/parts/ledger.ts";
import { holdLink, SILENT } from "../unit/parts/link.ts";

const SESSIONS = 60;
const TURNS = 6;

/** A gateway with many sessions, watched over a wire that counts. */
async function watch(start: () => Promise<EmbeddedGateway>) {
  const gateway = await start();
  for (let index = 0; index < SESSIONS; index += 1) await gateway.playTurn({ session: `agent:main:s${index}` });
  const wire = await startCountingProxy(gateway.url);
  const held = holdLink({ url: wire.url, token: gateway.token });
  const ledger = await openLedger();
  const watched = createWatch(held.link, { store: ledger.ledger(), clock: Date.now, random: () => 1, log: SILENT });
  const stop = new AbortController();
  const running = watched.run(stop.signal);
  await watched.tried;
  return {
    gateway,
    wire,
    counts: async () => {
      const { answers, fallbacks, unauthorized } = await ledger.ledger().counts("main", Date.now());
      return { answers: answers["1h"], fallbacks: fallbacks["1h"], unauthorized: unauthorized["1h"] };
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
      await held[Symbol.asyncDispose]();
      await wire[Symbol.asyncDispose]();
      await gateway.close();
      await ledger[Symbol.asyncDispose]();
    },
  };
}

test.each([
  ["2026.9.6 healthy", () => startFakeGateway("2026.9.6", "healthy"), 2.5, { fallbacks: 0, unauthorized: 0 }],
  [
    "2026.9.6 with fallbacks",
    () => startFakeGateway("2026.9.6", "override-scope-401"),
    2.5,
    { fallbacks: 1, unauthorized: 0 },
  ],
  ["2026.3.2 with 401s", () => startFakeGateway("2026.3.2", "issue-38706"), 3, { fallbacks: 1, unauthorized: 1 }],
] as const)("%s: a turn costs its own session, not those that were used before", async (_what, start, most, each) => {
  await using all = await watch(start);
  const before = await all.counts();
  all.wire.reset();
  for (let turn = 1; turn <= TURNS; turn += 1) {
    await all.gateway.playTurn({ session: `agent:main:s${turn * 7}` });
    await eventually(async () => expect((await all.counts()).answers).toBe(before.answers + turn));
  }
  expect(await all.counts()).toEqual({
    answers: before.answers + TURNS,
    fallbacks: before.fallbacks + TURNS * each.fallbacks,
    unauthorized: before.unauthorized + TURNS * each.unauthorized,
  });
  const { total, bytes } = all.wire.count();
  expect(total / TURNS).toBeLessThanOrEqual(most);
  expect((bytes.asked + bytes.told) / TURNS).toBeLessThanOrEqual(60_000);
});

test("a turn under a primary that was changed a moment before is judged by the new one", async () => {
  await using all = await watch(() => startFakeGateway("2026.9.6", "healthy"));
  const before = await all.counts();
  using admin = await connectClient(all.gateway);
  const { hash } = await admin.request("config.get");
  const raw = JSON.stringify({ agents: { defaults: { model: { primary: "openai/gpt-5.1" } } } });
  await admin.request("config.patch", { raw, baseHash: hash });
  all.wire.reset();
  await all.gateway.playTurn();
  await eventually(async () => expect((await all.counts()).answers).toBe(before.answers + 1));
  expect(all.wire.count().calls["config.get"]).toBe(1);
});
