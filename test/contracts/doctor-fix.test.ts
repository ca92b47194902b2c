import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { doctor } from "../../src/cli/doctor.ts";
import { loadEnvironment } from "../../src/cli/environment.ts";
import { UsageError } from "../../src/cli/subcommand.ts";
import { renameInEnv } from "../../src/cli/setup/env-file.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { eventually, makeFolder, openShell } from "./operator-shell.ts";

beforeEach(() => {
  const before = process.cwd();
  process.chdir(makeFolder());
  onTestFinished(() => process.chdir(before));
});

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Doctor with these arguments over the `.env` of the folder. */
function call(
  args: readonly string[],
  how: { readonly interactive?: boolean; readonly env?: Record<string, string> } = {},
) {
  const { env, file } = loadEnvironment(".env", how.env ?? {});
  const operator = openShell({ args, envFile: file, env, interactive: how.interactive ?? false });
  return { ...operator, exit: doctor.run(operator.shell) };
}

async function startGateway() {
  const gateway = await startFakeGateway("2026.9.6", "healthy");
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  return `OPENCLAW_GATEWAY_URL=${gateway.url}\nOPENCLAW_GATEWAY_TOKEN=${gateway.token}\nCOMPANION_DATA_DIR=data\n`;
}

test("--fix shuts to others what is ours alone, says what it did, and looks again", async () => {
  const settings = await startGateway();
  writeFileSync(".env", settings, { mode: 0o644 });
  chmodSync(".env", 0o644);
  mkdirSync("data", { mode: 0o700 });
  chmodSync("data", 0o755);
  const { exit, printed } = call(["--fix"], { env: { COMPANION_DATA_DIR: "" } });
  expect(await exit).toBe(0);
  expect(printed()).toContain("fix .env: .env is yours alone now (mode 600, was 644)");
  expect(printed()).toMatch(/Looked at again:\n[\s\S]*All is well\./);
  expect([modeOf(".env"), modeOf("data")]).toEqual(["600", "700"]);
});

test("without --fix nothing is changed, and it is said that it could be", async () => {
  writeFileSync(".env", await startGateway());
  chmodSync(".env", 0o640);
  const { exit, printed } = call([]);
  expect(await exit).toBe(1);
  expect(printed()).toContain("openclaw-companion doctor --fix takes care of 1 of it.");
  expect(modeOf(".env")).toBe("640");
});

test("a file that everybody may write is read once it is shut", async () => {
  writeFileSync(".env", await startGateway());
  chmodSync(".env", 0o666);
  const { exit, printed } = call(["--fix"], { env: { OPENCLAW_GATEWAY_URL: "" } });
  expect(await exit).toBe(0);
  expect(printed()).toContain("Looked at again:");
  expect(modeOf(".env")).toBe("600");
});

test.runIf(userInfo().uid === 0)("root takes a file of settings over that belongs to another user", async () => {
  writeFileSync(".env", await startGateway(), { mode: 0o600 });
  chownSync(".env", 12_345, 0);
  const { exit, printed } = call(["--fix"]);
  expect(await exit).toBe(0);
  expect(printed()).toContain("belongs to user 0 now (was 12345)");
  expect(statSync(".env").uid).toBe(0);
});

test.each([
  ["confirmed", "y", 0, "LOG_LEVEL=warn"],
  ["declined", "n", 1, "LOG_LEVLE=warn"],
])("a misspelt name is asked about: %s", async (_, key, code, line) => {
  const settings = await startGateway();
  writeFileSync(".env", `# mine\n${settings}LOG_LEVLE=warn\n`, { mode: 0o600 });
  const { exit, printed, type } = call(["--fix"], { interactive: true });
  await eventually(() => expect(printed()).toContain(".env says LOG_LEVLE. Rename it to LOG_LEVEL there?"));
  type(key);
  expect(await exit).toBe(code);
  expect(readFileSync(".env", "utf8")).toBe(`# mine\n${settings}${line}\n`);
});

test("nobody to ask: the name stays, and that is said", async () => {
  const settings = await startGateway();
  writeFileSync(".env", `${settings}LOG_LEVLE=warn\n`, { mode: 0o600 });
  const { exit, printed } = call(["--fix"]);
  expect(await exit).toBe(1);
  expect(printed()).toContain("left alone: run doctor --fix in a terminal, where it can ask");
});

test("--json tells what was done too", async () => {
  writeFileSync(".env", await startGateway());
  chmodSync(".env", 0o604);
  const { exit, printed } = call(["--fix", "--json"]);
  expect(await exit).toBe(0);
  const told: unknown = JSON.parse(printed());
  expect(told).toMatchObject({ exit: 0, fixed: [{ about: ".env", done: true }] });
});

test("an option nobody knows is named, with the one that was meant", async () => {
  await expect(call(["--fxi"]).exit).rejects.toThrow(UsageError);
  await expect(call(["--fxi"]).exit).rejects.toThrow("not --fxi (did you mean --fix?)");
});

test("a renamed variable keeps everything else of its file", () => {
  const text = "# TELEGRAM_TOKN=no\r\nexport TELEGRAM_TOKN='a b'\r\nX=1\r\n";
  expect(renameInEnv(text, "TELEGRAM_TOKN", "TELEGRAM_TOKEN")).toBe(
    "# TELEGRAM_TOKN=no\r\nexport TELEGRAM_TOKEN='a b'\r\nX=1\r\n",
  );
  expect(() => renameInEnv("A=1\nB=2\n", "A", "B")).toThrow("edit it by hand");
  expect(() => renameInEnv("B=2\n", "A", "C")).toThrow("edit it by hand");
});
