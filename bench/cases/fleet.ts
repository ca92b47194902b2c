import { setTimeout as sleep } from "node:timers/promises";
import { settingsOf, startCompanion, startHost, type Host } from "../parts/processes.ts";
import { DAY } from "../../src/core/time.ts";
import { middleOf, quantile, row, type Row } from "../parts/table.ts";

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
  if (one !== null)
    rows.splice(1, 0, row("memory of run on Discord", await measureDiscord(), "MB", "on Telegram", one.memory));
  return rows;
}

async function measureDiscord(): Promise<number> {
  await using host = await startHost({ gateways: 1 });
  await using companion = startCompanion("bundle", ["run"], settingsOf(host, "discord"));
  await sleep(SETTLE + WATCHED);
  return companion.use().memory;
}

async function measureOne(size: number) {
  await using host = await startHost({ gateways: size });
  await using companion = startCompanion("bundle", ["run"], settingsOf(host, "telegram"));
  const began = performance.now();
  while (performance.now() - began < PATIENCE && ((await host.ask("linked"))["linked"] ?? 0) < size) await sleep(100);
  const linked = performance.now() - began;
  await sleep(size > 100 ? LONG_SETTLE : SETTLE);
  const before = companion.use();
  await sleep(WATCHED);
  const { cpu, memory } = companion.use();
  return { memory, cpu: ((cpu - before.cpu) / WATCHED) * 100, linked, stopped: await companion.stop() };
}

/** What a start costs where no gateway answers, while it tries them again and again. */
export async function measureDead(size: number): Promise<readonly Row[]> {
  await using host = await startHost({ gateways: 0 });
  const urls = Array.from({ length: size }, (_, index) => `ws://127.0.0.1:${1 + index}`);
  await using companion = startCompanion("bundle", ["run"], settingsOf({ ...host, urls }, "telegram"));
  const trying = [];
  for (let look = 0; look < 3; look += 1) {
    const before = companion.use().cpu;
    await sleep(SETTLE);
    trying.push(((companion.use().cpu - before) / SETTLE) * 100);
  }
  const { memory } = companion.use();
  const messages = await messagesTo(host);
  const [start = 0, , later = 0] = trying;
  const stopped = await companion.stop();
  return [
    row(`processor, ${size} dead gateways, third third of a minute`, later, "% of a core", "the first third", start),
    row(`messages about ${size} dead gateways`, messages, "messages", "gateways", size),
    row(`memory of run, ${size} dead gateways`, memory, "MB", "gateways", size),
    row(`until stopped, ${size} dead gateways`, stopped, "ms", "gateways", size),
  ];
}

const messagesTo = async (host: Host): Promise<number> => (await host.ask("requests"))["messages"] ?? 0;

/** From the first 401 of a gateway to the warning on its way into a chat, against one question to the chat and its answer. */
export async function measureWarnings(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) rows.push(await measureWarning(size));
  return rows;
}

/** First 401s, each of another gateway. */
const WARNED = 3;
/** What has one cause within a minute is told on one card, which is changed now and then: that is no first warning. */
const APART = 65_000;

/** Of a fleet in which somebody asks something each second. */
async function measureWarning(gateways: number): Promise<Row> {
  const broken = Math.min(WARNED, gateways);
  await using host = await startHost({ gateways, broken, ago: 40 * DAY });
  await using companion = startCompanion("bundle", ["run"], settingsOf(host, "telegram"));
  while (((await host.ask("linked"))["linked"] ?? 0) < gateways) await sleep(50);
  await sleep(SETTLE);
  const took: number[] = [];
  for (let which = 0; which < broken; which += 1) {
    const before = await messagesTo(host);
    const began = performance.now();
    await host.ask(`turn ${which}`);
    while (performance.now() - began < PATIENCE && (await messagesTo(host)) === before) await sleep(5);
    took.push(performance.now() - began);
    for (let turn = which; which < broken - 1 && performance.now() - began < APART; turn += 7) {
      if (gateways > broken) await host.ask(`turn ${broken + (turn % (gateways - broken))}`);
      await sleep(1_000);
    }
  }
  await companion.stop();
  const chat = await middleOf(20, async () => void (await fetch(`${host.telegram}/bot${host.bot}/getMe`)));
  const what = `from a first 401 to its warning, ${gateways} gateways`;
  const middle = took.length > 1 ? `, middle of ${took.length}` : "";
  return row(what + middle, quantile(took, 0.5), "ms", "one call of the chat's API", chat);
}
