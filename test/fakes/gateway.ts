import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmbeddedGateway, type EmbeddedGateway, type EmbeddedGatewayOptions } from "../../fake-gateway/gateway.ts";
import { readRecording, type Recording } from "../../fake-gateway/recording.ts";

/** What tests may play. */
export const SCENARIOS = [
  ["2026.3.2", "healthy"],
  ["2026.3.2", "issue-38706"],
  ["2026.3.2", "unknown-model"],
  ["2026.3.2", "oauth-401"],
  ["2026.3.2", "stale-models-json"],
  ["2026.5.28", "healthy"],
  ["2026.5.28", "restricted-key-401"],
  ["2026.9.6", "healthy"],
  ["2026.9.6", "override-scope-401"],
  ["2026.9.6", "stale-override-local"],
  ["2026.9.6", "oauth-401"],
  ["2026.9.6", "legacy-ref"],
] as const;

type Played = (typeof SCENARIOS)[number];
export type FakeVersion = Played[0];
export type FakeScenario<V extends FakeVersion> = Extract<Played, readonly [V, string]>[1];

/** Scenarios whose repair leads to a gateway like another one that was recorded. */
const REPAIRED: Readonly<Record<string, string>> = {
  "2026.9.6/stale-override-local": "healthy",
  "2026.9.6/legacy-ref": "healthy",
};
const SHIPPED = join(import.meta.dirname, "../../src/demo/recordings");
const FIXTURES = join(import.meta.dirname, "../fixtures/gateways");

/** Options of a fake gateway; the token and the clock may be left out. */
export type FakeGatewayOptions = Partial<Omit<EmbeddedGatewayOptions, "recording" | "repaired">>;

/** A gateway of a release in a recorded state; it is repaired by the `config.patch` that repairs the real one. */
export async function startFakeGateway<V extends FakeVersion>(
  version: V,
  scenario: FakeScenario<V>,
  options: FakeGatewayOptions = {},
): Promise<EmbeddedGateway> {
  const { recording, repaired } = loadRecordings(version, scenario);
  return startEmbeddedGateway({ token: "fake-gateway-token", clock: Date.now, ...options, recording, repaired });
}

/** The recording of a scenario, and how the gateway behaves after its repair where one is known. */
export function loadRecordings(
  version: FakeVersion,
  scenario: string,
): { readonly recording: Recording; readonly repaired: Recording | undefined } {
  const after = REPAIRED[`${version}/${scenario}`] ?? `${scenario}-after-fix`;
  const repaired = fileOf(version, after) === null ? undefined : load(version, after);
  return { recording: load(version, scenario), repaired };
}

function load(version: FakeVersion, scenario: string): Recording {
  return readRecording(readFile(version, "release"), readFile(version, scenario));
}

function readFile(version: FakeVersion, name: string): unknown {
  const file = fileOf(version, name);
  if (file === null) throw new Error(`no recording of ${version} ${name}`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The product ships one release; its recordings are not kept twice. */
function fileOf(version: FakeVersion, name: string): string | null {
  const own = join(FIXTURES, version, `${name}.json`);
  const shipped = join(SHIPPED, `${name}.json`);
  if (existsSync(own)) return own;
  return version === "2026.3.2" && existsSync(shipped) ? shipped : null;
}
