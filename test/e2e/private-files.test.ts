import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startProcess } from "./process.ts";
import { openTelegram } from "./service.ts";

/** As it is where nobody thinks of it: whatever a process makes, others may read and change. */
function carelessly<T>(work: () => T): T {
  const before = process.umask(0);
  try {
    return work();
  } finally {
    process.umask(before);
  }
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

it.skipIf(process.platform === "win32")("what a service keeps is for nobody else, however it is started", async () => {
  const { env } = await openTelegram();
  const folder = makeFolder();
  const data = join(folder, "data");
  const service = carelessly(() => {
    mkdirSync(data, { mode: 0o755 });
    const settings = { ...env, OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:2", NODE_COMPILE_CACHE: "" };
    return startProcess(["run"], settings, folder);
  });
  await eventually(() => expect(readdirSync(data)).toContain("companion.sqlite-wal"));
  await service.says("the link adds the bot");

  const kept = readdirSync(data);
  const names = ["companion.lock", "companion.sqlite", "companion.sqlite-wal", "device.json"];
  expect(kept).toEqual(expect.arrayContaining(names));
  expect(modeOf(data)).toBe("700");
  expect(kept.map((name) => [name, modeOf(join(data, name))])).toEqual(kept.map((name) => [name, "600"]));
  const filter = `/proc/${service.pid}/coredump_filter`;
  expect(existsSync(filter) ? readFileSync(filter, "utf8").trim() : "0").toMatch(/^0+$/);
  service.kill("SIGTERM");
  expect(await service.end).toBe(0);
});

it.skipIf(process.platform === "win32")("code that is kept for the next start is for nobody else", async () => {
  const folder = makeFolder();
  const settings = { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:2", NODE_COMPILE_CACHE: "" };
  const status = carelessly(() => startProcess(["status"], settings, folder));
  await status.end;
  expect(modeOf(join(folder, ".cache", "openclaw-companion"))).toBe("700");
});

it.skipIf(process.platform === "win32")("settings that everybody may write to end it in one sentence", async () => {
  const folder = makeFolder();
  carelessly(() => writeFileSync(join(folder, ".env"), "LOG_LEVEL=silent\n", { mode: 0o666 }));
  const status = startProcess(["status"], {}, folder);
  expect(await status.end).toBe(64);
  expect(status.complained()).toBe(
    ".env: can be written by everybody, so nothing in it is believed; run: chmod 600 .env\n",
  );
});
