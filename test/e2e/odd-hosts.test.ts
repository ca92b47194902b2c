import { globSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { canSlowDown, makeSlowDisk } from "../parts/slow-disk.ts";
import { startProcess } from "./process.ts";
import { envOf, GROUP, openDiscord, openTelegram, written, type Env } from "./service.ts";

const [FAKETIME] = globSync("/usr/lib/*/faketime/libfaketime.so.1");

async function serve(scenario: "healthy" | "stale-override-local", folder: string, own: Env) {
  const gateway = await startFakeGateway("2026.9.6", scenario);
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  const [{ discord, env }, { telegram, env: more }] = [await openDiscord(), await openTelegram()];
  const rooms = { TELEGRAM_WARNING_CHATS: String(GROUP) };
  const run = startProcess([], { ...env, ...more, ...envOf(gateway), ...rooms, ...own }, folder);
  await discord.ready();
  return { gateway, discord, telegram, run };
}

describe.skipIf(FAKETIME === undefined)("a host that slept", () => {
  it.each(["+6h", "+40d"])("by %s: nobody is warned of it, and what is asked is answered", async (slept) => {
    const folder = makeFolder();
    const clock = join(folder, "clock");
    writeFileSync(clock, "+0");
    const faked = {
      LD_PRELOAD: FAKETIME ?? "",
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    };
    const { gateway, discord, telegram, run } = await serve("healthy", folder, faked);
    await discord.slash("model-status").reply();
    run.kill("SIGSTOP");
    writeFileSync(clock, slept);
    run.kill("SIGCONT");
    await gateway.playTurn();
    await eventually(() => expect(run.complained()).toContain("the clock of this host was set"));
    expect((await discord.slash("model-status").reply()).text).toContain("answers as configured");
    expect(telegram.written(GROUP)).toEqual([]);
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
  });
});

describe.skipIf(!canSlowDown)("a disk that takes half a second for every write", () => {
  it("delays what is told and loses none of it, and nothing else waits for it", async () => {
    const folder = makeFolder();
    const disk = makeSlowDisk(folder, 500);
    const { discord, telegram, run } = await serve("stale-override-local", folder, disk.env);
    const atStart = disk.waits();
    const title = "leftover provider override";
    await written(telegram, title, GROUP);
    expect((await discord.slash("model-status").reply()).text).toContain("override blocks the ChatGPT login");
    expect(disk.waits().main).toBe(atStart.main);
    expect(disk.waits().others).toBeGreaterThan(atStart.others);
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
    expect(telegram.written(GROUP).filter(({ text }) => text?.includes(title))).toHaveLength(1);
    expect(run.complained()).not.toContain("database is locked");
  });
});
