import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startProcess } from "./process.ts";
import { envOf, openDiscord } from "./service.ts";

const ROOT = join(import.meta.dirname, "../..");

const versionOf = (node: string): number =>
  Number(/^v(\d+)/.exec(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1] ?? 0);

/** A Node of this host that is too old; most have one, and it is not the one that runs these tests. */
const OLD = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "node"))
  .filter((path) => existsSync(path) && realpathSync(path) !== realpathSync(process.execPath))
  .find((path) => versionOf(path) > 0 && versionOf(path) < 24);

const start = (node: string, root: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(node, [join(root, "bin/companion.mjs"), ...args], {
    cwd: makeFolder(),
    encoding: "utf8",
    env: { PATH: process.env["PATH"], ...env },
  });

/** A checkout in which nothing was installed yet. */
function copyBare(): string {
  const root = makeFolder();
  for (const path of ["bin", "src", "commands", "fake-gateway", "package.json"])
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  return root;
}

describe.skipIf(OLD === undefined)("with a Node that is too old", () => {
  const old = OLD ?? "";

  it("starts with the one that npm brought, and passes on what it ends with", () => {
    const version = start(old, ROOT, ["--version"]);
    expect([version.status, version.stderr]).toEqual([0, ""]);
    expect(start(old, ROOT, ["reboot"]).status).toBe(64);
  });

  it("says one sentence where npm brought none, and exits with 69", () => {
    const { status, stderr } = start(old, copyBare(), ["status"]);
    expect(stderr).toMatch(/^openclaw-companion needs Node 24 or later, and this is [\d.]+; npm ci brings one .*\n$/);
    expect(status).toBe(69);
  });

  it("takes no Node that is only a stub, as ignored install scripts leave it", () => {
    const root = copyBare();
    mkdirSync(join(root, "node_modules/node/bin"), { recursive: true });
    symlinkSync("/bin/false", join(root, "node_modules/node/bin/node"));
    expect(start(old, root, ["status"]).status).toBe(69);
  });
});

describe("the way in", () => {
  it("says what is missing where nothing was installed, and exits with 69", () => {
    const { status, stderr } = start(process.execPath, copyBare(), ["status"]);
    expect(stderr).toMatch(
      /^A part of openclaw-companion is missing \([\w@/-]+\): run npm ci where it is installed\.\n$/,
    );
    expect(status).toBe(69);
  });

  it("is what the package and the scripts start", () => {
    const manifest: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(manifest).toMatchObject({
      bin: { "openclaw-companion": "bin/companion.mjs" },
      scripts: { start: "exec node bin/companion.mjs", demo: "exec node bin/companion.mjs demo" },
    });
  });

  it.each([
    ["run", "x"],
    ["chat", "x"],
    ["demo", "x"],
    ["status", "--all"],
    ["doctor", "x"],
    ["pair", "a", "b"],
    ["ask"],
    ["setup", "a", "b"],
    ["--loud"],
  ])("%s %s is refused with 64", async (...args) => {
    const run = startProcess(args, {}, makeFolder());
    expect(await run.end).toBe(64);
    expect(run.complained()).not.toBe("");
    expect(run.printed()).toBe("");
  });
});

describe("a service that is told to end", () => {
  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("does so in order at %s, and exits with 0", async (signal) => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { discord, env } = await openDiscord();
    const run = startProcess([], { ...env, ...envOf(gateway) }, makeFolder());
    await discord.ready();
    run.kill(signal);
    expect(await run.end).toBe(0);
    expect(gateway.clients()).toBe(0);
  });

  it("opens no debugger at SIGUSR1", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { discord, env } = await openDiscord();
    const run = startProcess([], { ...env, ...envOf(gateway) }, makeFolder());
    await discord.ready();
    run.kill("SIGUSR1");
    await discord.slash("model-status").reply();
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
    expect(run.complained()).not.toContain("Debugger");
  });
});
