import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { openFile } from "../../src/store/sqlite/open.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { canBeOther, OTHER } from "./other-user.ts";
import { startProcess } from "./process.ts";
import { envOf, GROUP, openTelegram, written } from "./service.ts";

type Prepare = (data: string, ledger: string) => void | Promise<void>;

const damaged: Prepare = (_data, ledger) => writeFileSync(ledger, "this is no database".repeat(1_000));

const newer: Prepare = async (data, ledger) => {
  await (await openFile(data, Date.now)).close();
  const database = new DatabaseSync(ledger);
  database.exec("insert into kysely_migration (name, timestamp) values ('0999-future', '2027')");
  database.close();
};

const locked: Prepare = async (data, ledger) => {
  await (await openFile(data, Date.now)).close();
  const database = new DatabaseSync(ledger);
  database.exec("pragma locking_mode=exclusive; begin exclusive");
  onTestFinished(() => database.close());
};

async function prepareFolder(prepare: Prepare): Promise<string> {
  const folder = makeFolder();
  const data = join(folder, "data");
  mkdirSync(data);
  await prepare(data, join(data, "companion.sqlite"));
  return folder;
}

const KINDS = [
  ["damaged", damaged, "is damaged"],
  ["of a newer release", newer, "was written by a newer release of the companion (it has 0999-future,"],
  ["locked", locked, "is locked by another process"],
  ["a folder", (_data: string, ledger: string) => mkdirSync(ledger), "cannot be opened"],
] as const;

describe("a ledger that cannot be opened", () => {
  it.each(KINDS)("%s: status reads on without it, and says so", async (_what, prepare, words) => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const status = startProcess(["status", "--json"], envOf(gateway), await prepareFolder(prepare));
    expect(await status.end).toBe(1);
    expect(JSON.parse(status.printed())).toMatchObject({ gateways: [{ fallbacks: { "7d": 3 } }] });
    const [why = "", rest] = status.complained().trim().split("\n");
    expect(why).toContain(words);
    expect(rest).toBe("What follows is counted from what the gateways still tell, and is not kept.");
  });

  it.each([
    ["damaged", damaged, "is damaged", 78],
    ["of a newer release", newer, "newer release", 78],
    ["locked", locked, "is locked", 75],
  ] as const)("%s: nothing is repaired without one", async (_what, prepare, words, code) => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const fix = startProcess(["ask", "/fix-codex", "--yes"], envOf(gateway), await prepareFolder(prepare));
    expect(await fix.end).toBe(code);
    expect(fix.complained()).toContain(words);
    expect(gateway.requests.map(({ method }) => method)).not.toContain("config.patch");
  });

  it("damaged: the service moves it aside, begins anew and says so in its rooms", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { telegram, env } = await openTelegram();
    const folder = await prepareFolder(damaged);
    const rooms = { TELEGRAM_WARNING_CHATS: String(GROUP) };
    const run = startProcess(["run"], { ...env, ...rooms, ...envOf(gateway) }, folder);
    const card = await written(telegram, "ledger was damaged and begun anew", GROUP);
    const moved = readdirSync(join(folder, "data")).find((name) => name.includes(".damaged-"));
    expect(moved).toMatch(/^companion\.sqlite\.damaged-\d{8}T\d{6}Z$/);
    expect(card.text).toContain(moved);
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
  });

  it("of a newer release: the service refuses it by name, with the code that no start by itself mends", async () => {
    const env = { TELEGRAM_TOKEN: "1:fake", TELEGRAM_API_URL: "http://127.0.0.1:1" };
    const run = startProcess(["run"], { ...env, OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" }, await prepareFolder(newer));
    expect(await run.end).toBe(78);
    expect(run.complained()).toMatch(/^the ledger .* newer release .*0999-future.*\n$/);
  });
});

describe("what else may be in the way on this host", () => {
  const env = {
    TELEGRAM_TOKEN: "1:fake",
    TELEGRAM_API_URL: "http://127.0.0.1:1",
    OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1",
  };

  it("is one sentence and 75 where a port is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const run = startProcess(
      ["run"],
      { ...env, COMPANION_HTTP: `127.0.0.1:${port}`, LOG_LEVEL: "fatal" },
      makeFolder(),
    );
    expect(await run.end).toBe(75);
    expect(run.complained()).toBe(
      `COMPANION_HTTP: cannot listen at 127.0.0.1:${port}: another program listens there already; stop it, or choose another port\n`,
    );
  });

  it("is one sentence and 75 where another companion runs", async () => {
    const folder = makeFolder();
    const first = startProcess(["run"], env, folder);
    await first.says("telegram");
    const second = startProcess(["run"], env, folder);
    expect(await second.end).toBe(75);
    expect(second.complained()).toMatch(
      /^another companion already runs on .*: stop it first, or set COMPANION_DATA_DIR/,
    );
    first.kill("SIGTERM");
    expect(await first.end).toBe(0);
  });
});

/** Only root may become somebody else, who has to be able to read this checkout. */
describe.skipIf(!canBeOther())("a data folder of another user", () => {
  it("is named with both users by whoever may not go in", async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "data"), { mode: 0o700 });
    spawnSync("chmod", ["755", folder]);
    const status = startProcess(["status"], { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" }, folder, undefined, OTHER);
    await eventually(() => expect(status.complained()).toContain("belongs to user 0, and this is user 65534"));
    expect(await status.end).toBe(2);
  });
});
