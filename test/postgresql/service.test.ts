import { expect, inject, onTestFinished, test } from "vitest";
import { makeFolder } from "../contracts/operator-shell.ts";
import { startProcess, type Process } from "../e2e/process.ts";
import { openTelegram, polled, type Env } from "../e2e/service.ts";
import { endHolders, makeDatabase } from "../unit/parts/database.ts";

async function makeEnv() {
  const server = inject("database");
  if (server === undefined || "why" in server) throw new Error("there is no PostgreSQL");
  const made = await makeDatabase(server.url);
  onTestFinished(() => made.drop());
  const { telegram, env } = await openTelegram();
  const gateway = { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" };
  return { telegram, env: { ...env, ...gateway, COMPANION_DATABASE_URL: made.url }, url: made.url };
}

/** A companion on a host of its own. */
const start = (env: Env): Process => startProcess(["run"], env, makeFolder());

test("a companion whose session is ended stops serving and goes on when it has another, and shows no password", async () => {
  const { telegram, env, url } = await makeEnv();
  const first = start(env);
  await polled(telegram);
  await endHolders(url);
  await first.says("nothing is answered or sent until it is back");
  await polled(telegram, telegram.callsOf("getUpdates").length);
  expect(first.complained() + first.printed()).not.toContain("fake-password");
  first.kill("SIGTERM");
  expect(await first.end).toBe(0);
});

test("a database that is away is 75 in one sentence, and doctor says what to check", async () => {
  const { env } = await makeEnv();
  const away = { ...env, COMPANION_DATABASE_URL: "postgres://companion:fake-password@127.0.0.1:1/companion" };
  const service = start(away);
  expect(await service.end).toBe(75);
  expect(service.complained()).toMatch(
    /^the database companion on 127.0.0.1:1 cannot be reached \(.*\): check [^\n]+\n$/,
  );
  const doctor = startProcess(["doctor"], away, makeFolder());
  expect(await doctor.end).toBe(1);
  expect(doctor.printed().replaceAll(/\s+/g, " ")).toContain("the database companion on 127.0.0.1:1 cannot be reached");
  for (const { printed, complained } of [service, doctor])
    expect(printed() + complained()).not.toContain("fake-password");
});

test("status is counted without a database that is away, and says so", async () => {
  const away = { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1", COMPANION_DATABASE_URL: "postgres://a@127.0.0.1:1/a" };
  const status = startProcess(["status"], away, makeFolder());
  expect(await status.end).toBe(2);
  expect(status.complained()).toMatch(/^the database a on 127.0.0.1:1 cannot be reached/);
});
