import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { makeFolder } from "../unit/parts/link.ts";
import { startScript } from "./process.ts";
import { envOf, openDiscord, openTelegram, type Env } from "./service.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The bundle as it is published, in a folder with nothing else: whatever it needs of libraries is in it. */
const folder = makeFolder();
const bundle = join(folder.path, "dist");
const start = (args: readonly string[], env: Env, input?: string) =>
  startScript(join(bundle, "main.js"), args, env, folder.path, input);

beforeAll(() => {
  const rolldown = join(ROOT, "node_modules/rolldown/bin/cli.mjs");
  execFileSync(process.execPath, [rolldown, "-c", "rolldown.config.ts", "-d", bundle], { cwd: ROOT, stdio: "ignore" });
});
afterAll(() => folder[Symbol.dispose]());

test("it says of a gateway what the sources say, and holds its threads beside it", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const asked = start(["status", "--json"], envOf(gateway));
  expect(await asked.end).toBe(1);
  const { gateways } = JSON.parse(asked.printed());
  const once = { "1h": 3 };
  expect(gateways).toMatchObject([{ link: "ready", answers: once, fallbacks: once, unauthorized: once }]);
  for (const thread of ["thread.js", "watchdog-thread.js"]) expect(existsSync(join(bundle, thread))).toBe(true);
});

test.each([
  ["en", "Usage:"],
  ["de", "Aufruf:"],
  ["zh-CN", "用法："],
])("it speaks %s", async (LANG, word) => {
  const asked = start(["--help"], { LANG });
  expect(await asked.end).toBe(0);
  expect(asked.printed()).toContain(word);
});

test("it serves Discord and Telegram", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const { telegram, env: telegramEnv } = await openTelegram();
  const { discord, env: discordEnv } = await openDiscord();
  const service = start(["run"], { ...envOf(gateway), ...telegramEnv, ...discordEnv });
  await eventually(() => {
    expect(telegram.callsOf("getUpdates").length).toBeGreaterThan(0);
    expect(discord.calls.some(({ method, path }) => method === "POST" && path.endsWith("/commands"))).toBe(true);
    expect(gateway.clients()).toBe(1);
  });
  service.kill("SIGTERM");
  expect(await service.end).toBe(0);
  expect(service.complained()).not.toMatch(/deprecated/i);
});

test("what stays in memory as long as it runs is short, has one byte a letter, and brings no second way to make calls", () => {
  const parts = globSync("**/*.js", { cwd: bundle }).map((name) => ({
    name,
    code: readFileSync(join(bundle, name), "utf8"),
  }));
  const discord = parts.filter(({ name }) => name.startsWith("discord-"));
  expect(discord.length).toBeGreaterThan(1);
  for (const { name, code } of parts) {
    expect([name, /[^\0-\xFF]/.test(code)]).toEqual([name, false]);
    expect([name, /from\s*["'`](?:node:)?http["'`]/.test(code)]).toEqual([name, false]);
  }
  for (const { name, code } of discord) {
    expect([name, code.length < 400_000]).toEqual([name, true]);
    expect([name, code.includes("UND_ERR_")]).toEqual([name, false]);
  }
});

test.each(["ask", "chat", "demo", "pair", "doctor", "setup"])("it has its part of %s", async (name) => {
  const asked = start([name, "--no-such-option"], {}, "");
  await asked.end;
  expect(`${asked.printed()}${asked.complained()}`).not.toMatch(/cannot find|is not a function|unexpected/i);
});

const PACKED = z.array(
  z.object({ unpackedSize: z.number(), files: z.array(z.object({ path: z.string(), size: z.number() })) }),
);

const TYPEFACE = ["typeface/NotoSansSC-Medium.ttf", "typeface/OFL.txt"];

test("the package holds the bundle and what describes it: no sources, no stand-ins, no maps, nothing of whoever packs", () => {
  for (const path of [
    "package.json",
    "bin",
    "deploy",
    "docs",
    "typeface",
    "README.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "LICENSE",
    ".env.example",
  ])
    cpSync(join(ROOT, path), join(folder.path, path), { recursive: true });
  const said = execFileSync("npm", ["pack", "--json", "--ignore-scripts"], {
    cwd: folder.path,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = PACKED.parse(JSON.parse(said));
  const paths = packed?.files.map(({ path }) => path) ?? [];
  expect(paths).toEqual(
    expect.arrayContaining(["bin/companion.mjs", "dist/main.js", "dist/thread.js", "README.md", ...TYPEFACE]),
  );
  const known =
    /^(?:bin\/[\w-]+\.mjs|dist\/(?:[\w-]+\/)?[\w.-]+\.js|docs\/[\w-]+\.md|deploy\/[\w./-]+|typeface\/[\w-]+\.(?:ttf|txt)|[A-Z]+(?:\.md)?|package\.json|\.env\.example)$/;
  expect(paths.filter((path) => !known.test(path))).toEqual([]);
  expect(packed?.unpackedSize).toBeLessThan(20_000_000);
});

test("as it is installed it draws pictures, in Chinese as well", async () => {
  const installed = join(folder.path, "installed");
  mkdirSync(installed);
  const archive = readdirSync(folder.path).find((name) => name.endsWith(".tgz")) ?? "";
  execFileSync("tar", ["-xf", join(folder.path, archive), "-C", installed]);
  symlinkSync(join(ROOT, "node_modules"), join(installed, "node_modules"));
  const thread = new Worker(join(installed, "package/dist/thread.js"));
  const draw = async (text: string): Promise<unknown> => {
    thread.postMessage(
      `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20">${text}</text></svg>`,
    );
    const [drawn] = await once(thread, "message");
    return drawn;
  };
  // No picture says it, so the typeface lacks it.
  const [words, boxes] = [await draw("修复"), await draw("龘龘")];
  await thread.terminate();
  expect(words).toBeInstanceOf(Uint8Array);
  expect(words).not.toEqual(boxes);
});
