import { chmodSync, chownSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../contracts/operator-shell.ts";
import { IS_ROOT, writeSettings, type Night } from "./parts/nights.ts";
import { OF_CHATS } from "./parts/nights-of-chats.ts";
import { OF_GATEWAYS } from "./parts/nights-of-gateways.ts";
import { OF_HOSTS } from "./parts/nights-of-hosts.ts";
import { startProcess } from "./process.ts";

async function look(folder: string, { env = {}, uid }: Night, args: readonly string[] = []) {
  const doctor = startProcess(["doctor", ...args], { COLUMNS: "80", ...env }, folder, "", uid);
  return { exit: await doctor.end, printed: doctor.printed(), complained: doctor.complained() };
}

function makeHost(): string {
  const folder = makeFolder();
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "data"), { mode: 0o700 });
  return folder;
}

test.for([...OF_GATEWAYS, ...OF_CHATS, ...OF_HOSTS])("$what", async (situation, { skip }) => {
  const { make, says, exit, impossible, problems = 1 } = situation;
  skip(impossible !== undefined, impossible);
  const folder = makeHost();
  const night = await make(folder);
  const seen = await look(folder, night);
  expect(seen.printed).toMatch(says);
  expect({ exit: seen.exit, complained: seen.complained }).toEqual({ exit, complained: "" });
  const found = seen.printed.match(/^✖ /gm)?.length ?? 0;
  expect(found).toBe(problems);
  expect(seen.printed).toMatch(problems === 0 ? /\nAll is well\.\n/ : /\n1 problem to fix[.,]/);
  expect(seen.printed).not.toMatch(/fake-|secret-path|undefined|\[object|\n\s+at /);
  if (statSync(join(folder, "data")).mode % 0o1000 === 0) chmodSync(join(folder, "data"), 0o700);
});

test.each([
  [0o666, ".env is yours alone now (mode 600, was 666)"],
  [0o644, ".env is yours alone now (mode 600, was 644)"],
])("--fix mends settings of mode %o, and nothing is left to fix", async (mode, told) => {
  const folder = makeHost();
  await writeSettings(folder, mode);
  const seen = await look(folder, {}, ["--fix"]);
  expect(seen.printed).toContain(`✔ fix .env: ${told}`);
  expect(seen.printed).toMatch(/Looked at again:\n[\s\S]*\nAll is well\.\n/);
  expect(seen.exit).toBe(0);
});

test.skipIf(!IS_ROOT)("--fix gives a file of settings to whoever starts the companion", async () => {
  const folder = makeHost();
  await writeSettings(folder, 0o600);
  chownSync(join(folder, ".env"), 12_345, 12_345);
  const seen = await look(folder, {}, ["--fix"]);
  expect(seen.printed).toContain("✔ fix .env: .env belongs to user 0 now (was 12345)");
  expect(seen.exit).toBe(0);
});
