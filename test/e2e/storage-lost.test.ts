import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startFakeGateway } from "../fakes/gateway.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startProcess, startScript } from "./process.ts";
import { envOf, GROUP, openTelegram, polled, written } from "./service.ts";

/** Nobody listens there. */
const NOBODY = {
  OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1",
  TELEGRAM_TOKEN: "1:fake",
  TELEGRAM_API_URL: "http://127.0.0.1:1",
};
const LOOKING_OFTEN = join(import.meta.dirname, "parts/looking-often.ts");
const hang = (path: string): void => {
  spawnSync("mkfifo", [`${path}.pipe`]);
  renameSync(`${path}.pipe`, path);
};

/** A service that looks after its data folder all the time; one room is to hear of it. */
async function serve(data: string, folder: string) {
  const gateway = await startFakeGateway("2026.3.2", "issue-38706");
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  const { telegram, env } = await openTelegram();
  const own = { TELEGRAM_WARNING_CHATS: String(GROUP), COMPANION_HTTP: "127.0.0.1:0", COMPANION_DATA_DIR: data };
  const run = startScript(LOOKING_OFTEN, [], { ...env, ...envOf(gateway), ...own }, folder);
  await polled(telegram);
  const url = await eventually(() => {
    const found = /"url":"(http:[^"]+)"/.exec(run.complained())?.[1];
    if (found === undefined) throw new Error(`nothing listens: ${run.complained()}`);
    return found;
  });
  const readyz = async () => {
    const reply = await fetch(`${url}/readyz`);
    return { status: reply.status, text: await reply.text() };
  };
  await eventually(async () => expect((await readyz()).status).toBe(200));
  return { run, telegram, readyz };
}

describe.skipIf(process.platform === "win32")("a service that loses its data folder", () => {
  it.each<[what: string, take: (data: string) => void, says: string]>([
    ["is deleted", (data) => rmSync(data, { recursive: true }), "the data folder was deleted or moved away"],
    ["loses its ledger", (data) => rmSync(join(data, "companion.sqlite")), "the ledger was deleted or moved away"],
    [
      "gets another ledger",
      (data) => {
        writeFileSync(join(data, "other"), "");
        renameSync(join(data, "other"), join(data, "companion.sqlite"));
      },
      "the ledger was replaced by another",
    ],
    ["hangs", (data) => hang(join(data, "device.json")), "the data folder does not answer"],
  ])("that %s tells the room and ends with 75", async (_what, take, says) => {
    const folder = makeFolder();
    const data = join(folder, "data");
    const { run, telegram } = await serve(data, folder);
    take(data);
    expect((await written(telegram, "it has lost its data folder", GROUP)).text).toContain(says);
    expect(await run.end).toBe(75);
    expect(run.complained().trim().split("\n").at(-1)).toMatch(
      /^the (?:data folder|ledger) .*(?:put it back|see that)/,
    );
    expect(run.complained()).not.toMatch(/\n\s+at /);
  });
});

/** A file system of one megabyte; only root may mount one, and not everywhere. */
function mountSmall(): string | null {
  const folder = makeFolder();
  const data = join(folder, "data");
  mkdirSync(data);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", data]).status !== 0) return null;
  onTestFinished(() => void spawnSync("umount", ["-l", data]));
  return data;
}

/** Writes until nothing goes in any more. */
function fill(path: string): void {
  try {
    for (let count = 0; count < 1_000; count += 1) appendFileSync(path, Buffer.alloc(4_096));
  } catch {
    return;
  }
  throw new Error("it is larger than it should be");
}

describe("a service on a small disk", () => {
  it("that is full tells the room, is not ready, and goes on", async ({ skip }) => {
    const data = mountSmall();
    if (data === null) return skip("no file system can be mounted here");
    const { run, telegram, readyz } = await serve(data, join(data, ".."));
    fill(join(data, "other"));
    const { text } = await written(telegram, "companion: warnings cannot be kept", GROUP);
    expect(text).toContain("Its ledger takes nothing: database or disk is full");
    expect(await readyz()).toMatchObject({ status: 503, text: expect.stringContaining("database or disk is full") });
    rmSync(join(data, "other"));
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
  });

  it("that is read only is refused in one sentence", async ({ skip }) => {
    const data = mountSmall();
    if (data === null) return skip("no file system can be mounted here");
    expect(spawnSync("mount", ["-o", "remount,ro", data]).status).toBe(0);
    const run = startProcess(["run"], { ...NOBODY, COMPANION_DATA_DIR: data }, join(data, ".."));
    expect(await run.end).toBe(78);
    expect(run.complained()).toMatch(/^the .* can be read but not written .*\n$/);
  });
});

describe.skipIf(process.platform === "win32")("a data folder that does not answer", () => {
  it("is one sentence for every command, and holds none of them", async () => {
    const ends = [
      [["run"], 75],
      [["chat"], 75],
      [["pair"], 75],
      [["ask", "/fix-codex"], 75],
      [["status"], 2],
      [["doctor"], 1],
    ] as const;
    const folder = makeFolder();
    mkdirSync(join(folder, "data"));
    hang(join(folder, "data", "device.json"));
    const all = ends.map(([args]) => startProcess(args, NOBODY, folder));
    for (const [index, started] of all.entries()) {
      expect([ends[index]?.[0], await started.end]).toEqual(ends[index]);
      expect(`${started.printed()}${started.complained()}`).toMatch(
        /data folder:? .* does not answer \(waited 5 s\): see that/,
      );
    }
    expect(existsSync(join(folder, "data", "companion.sqlite"))).toBe(false);
  });
});

it.skipIf(process.platform === "win32")(
  "a main thread that waits for a folder for ever is ended from beside it",
  async () => {
    const folder = makeFolder();
    const stuck = startScript(join(import.meta.dirname, "parts/stuck.ts"), [folder], {}, folder);
    await stuck.says("does not answer (waited 0.3 s)");
    expect(await stuck.end).toBe("SIGKILL");
  },
);

it("a device identity that is missing beside the ledger is said where it is made anew", async () => {
  const folder = makeFolder();
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const status = () => startProcess(["status"], envOf(gateway), folder);
  const first = status();
  await first.end;
  expect(first.complained()).toBe("");
  rmSync(join(folder, "data", "device.json"));
  const second = status();
  await second.end;
  expect(second.complained()).toMatch(
    /^device\.json was missing beside the ledger and was made anew: .*openclaw-companion pair\n$/,
  );

  rmSync(join(folder, "data", "device.json"));
  const { telegram, env } = await openTelegram();
  const run = startProcess(["run"], { ...env, ...envOf(gateway), TELEGRAM_WARNING_CHATS: String(GROUP) }, folder);
  await written(telegram, "has a new device identity", GROUP);
  run.kill("SIGTERM");
  expect(await run.end).toBe(0);
  expect(run.complained()).toContain("device.json was missing beside the ledger");
});
