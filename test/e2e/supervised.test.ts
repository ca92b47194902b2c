import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { isInstanceHeld } from "../../src/store/sqlite/instance.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startProcess } from "./process.ts";
import { envOf, openDiscord } from "./service.ts";

const ROOT = join(import.meta.dirname, "../..");

/** `npm start` as a supervisor runs it: in a process group of its own. */
async function startWithNpm() {
  const gateway = await startFakeGateway("2026.3.2", "issue-38706");
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  const { discord, env } = await openDiscord();
  const folder = makeFolder();
  const data = join(folder, "data");
  const own = { HOME: folder, COMPANION_DATA_DIR: data, PATH: process.env["PATH"] ?? "" };
  const npm = spawn("npm", ["start"], {
    cwd: ROOT,
    env: { ...env, ...envOf(gateway), ...own },
    detached: true,
    stdio: "ignore",
  });
  const group = npm.pid ?? 0;
  const end = once(npm, "exit");
  onTestFinished(async () => {
    try {
      process.kill(-group, "SIGKILL");
    } catch {
      // Nobody is left.
    }
    await end;
  });
  await discord.ready();
  return { gateway, data, npm, group, end };
}

const isAlive = (group: number): boolean => {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
};

describe.skipIf(process.platform === "win32")("npm start under a supervisor", () => {
  it.each<[what: string, ask: (npm: { kill(signal: NodeJS.Signals): unknown }, group: number) => void]>([
    ["SIGTERM to npm", (npm) => void npm.kill("SIGTERM")],
    ["SIGINT to npm, as pm2 sends it", (npm) => void npm.kill("SIGINT")],
    [
      "SIGTERM to all of its group, which npm passes on once more",
      (_npm, group) => void process.kill(-group, "SIGTERM"),
    ],
    [
      "SIGINT and SIGTERM right behind each other",
      (_npm, group) => {
        process.kill(-group, "SIGINT");
        process.kill(-group, "SIGTERM");
      },
    ],
  ])("%s ends the service in order and leaves nothing behind", async (_what, ask) => {
    const { gateway, data, npm, group, end } = await startWithNpm();
    expect(await isInstanceHeld(data)).toBe(true);
    ask(npm, group);
    await end;
    await eventually(() => expect(isAlive(group)).toBe(false));
    expect(await isInstanceHeld(data)).toBe(false);
    expect(gateway.clients()).toBe(0);
  });
});

/** A service into which something throws: at once when it is told to stop, or by itself. */
async function startThrowing(when: string) {
  const gateway = await startFakeGateway("2026.3.2", "issue-38706");
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  const { discord, env } = await openDiscord();
  const folder = makeFolder();
  const hook = join(folder, "throws.mjs");
  const words = "with DISCORD_TOKEN=Bot.fake-token-fake-token-fake-token";
  const twice = [1, 2].map((time) => `setTimeout(() => { throw new Error("thrown ${time} ${words}"); }, ${time});`);
  writeFileSync(hook, `process.on("${when}", () => { ${twice.join(" ")} });`);
  const run = startProcess([], { ...env, ...envOf(gateway), NODE_OPTIONS: `--import ${hook}` }, folder);
  await discord.ready();
  return run;
}

describe("what nobody caught", () => {
  it("is one line while a service stops, which then ends as it would have", async () => {
    const run = await startThrowing("SIGTERM");
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
    const lines = run
      .complained()
      .split("\n")
      .filter((line) => line.includes("thrown"));
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      expect.stringMatching(/^Unexpected while stopping, which goes on: thrown 1 /),
    ]);
    expect(run.complained()).not.toMatch(/fake-token-fake|\n\s+at /);
  });

  it("is one line before, and ends it with 70", async () => {
    const run = await startThrowing("SIGUSR2");
    run.kill("SIGUSR2");
    expect(await run.end).toBe(70);
    const lines = run
      .complained()
      .split("\n")
      .filter((line) => line.includes("thrown"));
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([expect.stringMatching(/^Unexpected: thrown 1 /)]);
    expect(run.complained()).not.toMatch(/fake-token-fake|\n\s+at /);
  });
});
