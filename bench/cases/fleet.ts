import { setTimeout as sleep } from "node:timers/promises";
import { settingsOf, startCompanion, startHost } from "../parts/processes.ts";
import { DAY } from "../../src/core/time.ts";
import { middleOf, row, type Row } from "../parts/table.ts";

/** A start is over, and quiet gateways are asked seldom: the sooner the fewer there are. */
const SETTLE = 20_000;
const LONG_SETTLE = 150_000;
const WATCHED = 20_000;
const PATIENCE = 60_000;

/** What `run` needs for one gateway and for many: memory, processor, time until all are linked, and until it has stopped. */
export async function measureFleet(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let one: Awaited<ReturnType<typeof measureOne>> | null = null;
  for (const size of sizes) {
    const measured = await measureOne(size);
    one ??= measured;
    rows.push(
      row(`memory of run, ${size} gateways`, measured.memory, "MB", "one gateway", one.memory),
      row(`processor while idle, ${size} gateways`, measured.cpu, "% of a core", "one gateway", one.cpu),
      row(`until linked, ${size} gateways`, measured.linked, "ms", "one gateway", one.linked),
      row(`until stopped, ${size} gateways`, measured.stopped, "ms", "one gateway", one.stopped),
    );
  }
  return rows;
}

async function measureOne(size: number) {
  await using host = await startHost({ gateways: size });
  await using companion = startCompanion("bundle", ["run"], settingsOf(host, true));
  const began = performance.now();
  while (performance.now() - began < PATIENCE && ((await host.ask("linked"))["linked"] ?? 0) < size) await sleep(100);
  const linked = performance.now() - began;
  await sleep(size > 100 ? LONG_SETTLE : SETTLE);
  const before = companion.use();
  await sleep(WATCHED);
  const { cpu, memory } = companion.use();
  return { memory, cpu: ((cpu - before.cpu) / WATCHED) * 100, linked, stopped: await companion.stop() };
}

/** From a 401 on a gateway to the warning on its way into a chat, against one question to the chat and its answer. */
export async function measureWarning(): Promise<readonly Row[]> {
  const old = { gateways: 1, version: "2026.3.2", scenario: "issue-38706", ago: 20 * DAY } as const;
  await using host = await startHost(old);
  await using companion = startCompanion("bundle", ["run"], settingsOf(host, true));
  while (((await host.ask("linked"))["linked"] ?? 0) < 1) await sleep(50);
  await sleep(SETTLE);
  const messages = async (): Promise<number> => (await host.ask("requests"))["messages"] ?? 0;
  const before = await messages();
  const began = performance.now();
  await host.ask("turn");
  while (performance.now() - began < PATIENCE && (await messages()) === before) await sleep(5);
  const warned = performance.now() - began;
  await companion.stop();
  const chat = await middleOf(20, async () => void (await fetch(`${host.telegram}/bot${host.bot}/getMe`)));
  return [row("from a 401 to its warning", warned, "ms", "one call of the chat's API", chat)];
}
