import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const ROOT = join(import.meta.dirname, "../..");
const CHAT = -1_001_234_567_890;
const ADMIN = "200000000000000001";

const HOSTED = z.object({
  urls: z.array(z.string()),
  token: z.string(),
  telegram: z.string(),
  bot: z.string(),
  discord: z.object({ url: z.string(), token: z.string() }),
});

/** Gateways and a chat in a process of their own. */
export interface Host extends AsyncDisposable, z.infer<typeof HOSTED> {
  ask(line: string): Promise<Readonly<Record<string, number>>>;
}

export interface Hosted {
  readonly gateways: number;
  /** How many of them, from the first on, have every turn refused with 401. */
  readonly broken?: number;
  readonly sessions?: number;
  /** Milliseconds since the newest recorded turn. */
  readonly ago?: number;
}

export async function startHost({ gateways, broken = 0, sessions = 0, ago = 60_000 }: Hosted): Promise<Host> {
  const args = [join(import.meta.dirname, "host.ts"), String(gateways), String(broken), String(sessions), String(ago)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const read = lines[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse((await read.next()).value ?? "null");
  const hosted = HOSTED.parse(await next());
  return {
    ...hosted,
    async ask(line) {
      child.stdin.write(`${line}\n`);
      return z.record(z.string(), z.number()).parse(await next());
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** The companion as a process, with a data folder of its own. */
export interface Companion extends AsyncDisposable {
  readonly child: Child;
  readonly folder: string;
  /** Processor time in milliseconds, and memory in MB, as the system counts them; 0 where it does not tell. */
  use(): { readonly cpu: number; readonly memory: number };
  /** Ends it as a service manager does; resolves to how long that took, in milliseconds. */
  stop(): Promise<number>;
}

/** How the companion is started: from its sources, or what was built of them. */
export type Entry = "source" | "bundle";
const MAINS: Readonly<Record<Entry, string>> = { source: "src/main.ts", bundle: "dist/main.js" };

export const mainOf = (entry: Entry): string => join(ROOT, MAINS[entry]);

export type Chat = "telegram" | "discord" | null;

export const settingsOf = (
  { urls, token, telegram, bot, discord }: Host,
  chat: Chat,
): Readonly<Record<string, string>> => ({
  OPENCLAW_GATEWAYS: JSON.stringify(urls.map((url, index) => ({ name: `g${index}`, url, token }))),
  ...(chat === "telegram" && {
    TELEGRAM_TOKEN: bot,
    TELEGRAM_API_URL: telegram,
    TELEGRAM_WARNING_CHATS: String(CHAT),
  }),
  ...(chat === "discord" && { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, DISCORD_ADMINS: ADMIN }),
});

export function startCompanion(
  entry: Entry,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Companion {
  const folder = mkdtempSync(join(tmpdir(), "companion-bench-"));
  const began = performance.now();
  const child = spawn(process.execPath, [mainOf(entry), ...args], {
    cwd: folder,
    env: {
      HOME: folder,
      PATH: process.env["PATH"],
      COMPANION_DATA_DIR: join(folder, "data"),
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdout.resume();
  if (process.env["BENCH_VERBOSE"] === undefined) child.stderr.resume();
  else child.stderr.pipe(process.stderr);
  let over: number | null = null;
  const ended = once(child, "exit").then(() => (over = performance.now()));
  return {
    child,
    folder,
    use: () => useOf(child.pid ?? 0),
    async stop() {
      const asked = performance.now();
      child.kill("SIGTERM");
      await Promise.race([ended, sleep(120_000)]);
      return (over ?? performance.now()) - Math.max(asked, began);
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of one process; Linux counts processor time in hundredths of a second. `group`: that of its processes. */
export function useOf(pid: number): { readonly cpu: number; readonly memory: number; readonly group: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const memory = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const [group, user, system] = [stat[2], stat[11], stat[12]].map(Number);
    return { cpu: ((user ?? 0) + (system ?? 0)) * 10, memory: Number(memory ?? 0) / 1_024, group: group ?? 0 };
  } catch {
    return { cpu: 0, memory: 0, group: 0 };
  }
}
