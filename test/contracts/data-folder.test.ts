import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { watchFolder } from "../../src/cli/run/folder.ts";
import type { Card } from "../../src/core/card.ts";
import { PostFailed, type ChatPlatform } from "../../src/core/platform.ts";
import { loadIdentity } from "../../src/gateway/identity.ts";
import { holdInstance } from "../../src/store/sqlite/instance.ts";
import { openFile } from "../../src/store/sqlite/open.ts";
import { onTestFinished } from "vitest";
import { eventually, makeFolder } from "./operator-shell.ts";
import { speak } from "../../src/words/speak.ts";

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

const lookAtLedger = (): Promise<void> => Promise.resolve();

/** Whoever reads a pipe nobody writes to waits for ever, as on a share whose server is away. */
function hang(folder: string): void {
  spawnSync("mkfifo", [join(folder, "pipe")]);
  renameSync(join(folder, "pipe"), join(folder, "device.json"));
}

/** A data folder as a service has it, watched every few milliseconds, and the room that hears of it. */
async function serve(refusals = 0) {
  const folder = join(makeFolder(), "data");
  mkdirSync(folder);
  loadIdentity(folder);
  const store = await openFile(folder, Date.now);
  const release = await holdInstance(folder);
  onTestFinished(async () => {
    await store.close();
    await release();
  });
  const posted: Card[] = [];
  let refused = 0;
  const room: ChatPlatform = {
    id: "room",
    status: () => ({ state: "ready", as: "room" }),
    serve: () => Promise.resolve(),
    post(target, card) {
      refused += 1;
      if (refused <= refusals) return Promise.reject(new PostFailed("later", "not now"));
      posted.push(card);
      return Promise.resolve({ platform: "room", target, message: "1" });
    },
  };
  const stop = new AbortController();
  const config = { platforms: [{ id: "room", rooms: ["1"] }] };
  const abandoned: string[] = [];
  const looks = { every: 5, patience: 500 };
  const abandon = ({ message }: Error): void => void abandoned.push(message);
  const parts = { config, platforms: [room], log: SILENT, random: () => 0, looks, lookAtLedger, abandon };
  const watch = await watchFolder({ dataDir: folder, database: null }, parts, stop.signal);
  onTestFinished(() => watch[Symbol.asyncDispose]());
  return { folder, watch, posted, abandoned };
}

describe("the data folder of a service", () => {
  it.each<[what: string, take: (folder: string) => void, words: string]>([
    ["is deleted", (folder) => rmSync(folder, { recursive: true }), "the data folder"],
    ["is moved away", (folder) => renameSync(folder, `${folder}.old`), "the data folder"],
    ["loses its ledger", (folder) => rmSync(join(folder, "companion.sqlite")), "the ledger"],
    ["loses its lock", (folder) => rmSync(join(folder, "companion.lock")), "the lock"],
    ["loses its identity", (folder) => rmSync(join(folder, "device.json")), "the device identity"],
    [
      "gets another ledger",
      (folder) => {
        const path = join(folder, "companion.sqlite");
        writeFileSync(`${path}.new`, "");
        renameSync(`${path}.new`, path);
      },
      "the ledger",
    ],
  ])("%s: the room is told, it is not ready any more, and it ends in order", async (_what, take, words) => {
    const { folder, watch, posted } = await serve();
    expect(watch.trouble()).toBeNull();
    take(folder);
    await eventually(() => expect(watch.signal.aborted).toBe(true));
    expect(watch.trouble()).toContain(`${words} ${folder}`);
    expect(posted).toHaveLength(1);
    expect(posted[0]).toMatchObject({ tone: "critical", title: "The companion stops: it has lost its data folder" });
    expect(JSON.stringify(posted.map((card) => speak(card, "en")))).toContain(words);
    // A room is no place for the paths of a host.
    expect(JSON.stringify(posted)).not.toContain(folder);
    expect(() => watch.throwIfGone()).toThrow(/: put it back, or start again to begin anew$/);
  });

  it.skipIf(process.platform === "win32")("does not answer: the room is told, and it ends at once", async () => {
    const { folder, watch, posted, abandoned } = await serve();
    hang(folder);
    await eventually(() => expect(abandoned).toHaveLength(1));
    expect(abandoned[0]).toContain(`the data folder ${folder} does not answer (waited 0.5 s)`);
    expect(watch.trouble()).toBe(abandoned[0]);
    expect(JSON.stringify(posted.map((card) => speak(card, "en")))).toContain("the data folder does not answer");
  });

  it("is said again to a room that did not take it", async () => {
    const { folder, watch, posted } = await serve(1);
    rmSync(folder, { recursive: true });
    await eventually(() => expect(watch.signal.aborted).toBe(true));
    expect(posted).toHaveLength(1);
  });

  it("is no trouble when a token was kept, which writes the identity anew", async () => {
    const { folder, watch } = await serve();
    loadIdentity(folder).keepToken("main", "operator", "fake-token", []);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(watch.trouble()).toBeNull();
    expect(() => watch.throwIfGone()).not.toThrow();
  });
});
