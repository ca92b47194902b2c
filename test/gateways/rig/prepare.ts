import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { gatewayConfig, type Place } from "./config.ts";
import { writeStateFile } from "./folder.ts";
import { runDoctor, type Start } from "./gateway/gateway.ts";
import { type JsonObject, overlay } from "./json.ts";
import { loginFile } from "./login.ts";
import { describeRelease } from "./releases.ts";
import { type Scenario, workingModels } from "./scenario.ts";

/** Puts on disk what the gateway will find at its first start: the login, openclaw.json and the scenario's files. */
export async function prepareState(
  scenario: Scenario,
  place: Place,
  start: Start,
  signal?: AbortSignal,
): Promise<void> {
  const { folder } = place;
  const release = describeRelease(start.installed.version);
  const wanted = gatewayConfig(release, scenario, place);
  writeStateFile(folder, loginFile(release, Date.now()));
  if (release.loginStore === "database") {
    // The import sees a gateway that is all right, so that it does not mend the scenario away.
    writeConfig(folder.configFile, gatewayConfig(release, { models: workingModels }, place));
    await runDoctor(start, signal);
    // These releases take a file without their own notes in it for damaged, and go back to their last copy.
    writeConfig(folder.configFile, overlay(readConfig(folder.configFile), wanted));
  } else {
    writeConfig(folder.configFile, wanted);
  }
  for (const file of scenario.files?.(release) ?? []) writeStateFile(folder, file);
}

const readConfig = (file: string): JsonObject =>
  z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(file, "utf8")));

const writeConfig = (file: string, config: JsonObject): void =>
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
