import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openFile } from "../../src/store/sqlite/open.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { planOf } from "../unit/parts/repair.ts";
import { readJournal, readModels } from "./killed.ts";
import { startProcess } from "./process.ts";
import { envOf } from "./service.ts";

/** A data folder in which a repair of `main` was begun and never ended. */
async function leaveRepair() {
  const folder = makeFolder();
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  const store = await openFile(data, Date.now);
  onTestFinished(() => store.close());
  await store.repairs.add(planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6"));
  await store.repairs.move("id", ["planned"], "applying", 0, "confirmed");
  return { folder, store };
}

it("a repair that was cut off is named by status and doctor, and nobody calls it well", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const { folder } = await leaveRepair();
  const json = startProcess(["status", "--json"], envOf(gateway), folder);
  await json.end;
  expect(JSON.parse(json.printed())).toMatchObject({
    gateways: [{ repair: { id: "id", state: "applying", inHand: false } }],
  });
  const status = startProcess(["status"], envOf(gateway), folder);
  await status.end;
  expect(status.printed()).toContain("A repair was interrupted and is still open.");
  const doctor = startProcess(["doctor"], envOf(gateway), folder);
  expect(await doctor.end).toBe(1);
  expect(doctor.printed()).toMatch(/✖ repair of main: was interrupted \(applying\), confirmed by \S+: neither proved/);
});

it("a repair that somebody has in hand is under way", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const { folder, store } = await leaveRepair();
  const letGo = await store.repairs.hold("main");
  const json = startProcess(["status", "--json"], envOf(gateway), folder);
  await json.end;
  expect(JSON.parse(json.printed())).toMatchObject({ gateways: [{ repair: { inHand: true } }] });
  await letGo?.();
});

it("a terminal that is closed in the middle of a repair leaves it proved, not half done", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "soon" });
  const folder = makeFolder();
  const ask = startProcess(["ask", "/fix-codex", "--yes"], envOf(gateway), folder);
  await eventually(() => expect(gateway.requests.map(({ method }) => method)).toContain("config.patch"));
  ask.kill("SIGHUP");
  expect(await ask.end).toBe(0);
  expect(readJournal(folder)?.state).toBe("fixed");
  expect(JSON.stringify(await readModels(gateway))).toContain("openai-codex-responses");
});
