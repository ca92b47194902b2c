import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeEnvFile } from "../../../src/cli/setup/env-file.ts";

const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "companion-env-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test.skipIf(process.platform === "win32").each([
  ["a link to a file of theirs", (beside: string, theirs: string) => symlinkSync(theirs, beside)],
  ["a file that all may read", (beside: string) => writeFileSync(beside, "", { mode: 0o666 })],
])("what somebody else put beside the settings gets none of them: %s", (_what, put) => {
  const folder = makeFolder();
  const [settings, theirs] = [join(folder, ".env"), join(folder, "theirs")];
  writeFileSync(theirs, "before");
  put(`${settings}.new`, theirs);
  writeEnvFile(settings, "DISCORD_TOKEN=fake-token\n");
  expect(readFileSync(theirs, "utf8")).toBe("before");
  expect(readFileSync(settings, "utf8")).toBe("DISCORD_TOKEN=fake-token\n");
  const { mode } = lstatSync(settings);
  expect([lstatSync(settings).isSymbolicLink(), (mode & 0o777).toString(8)]).toEqual([false, "600"]);
});
