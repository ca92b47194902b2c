import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthOf, untilAgreed } from "./product/agree.ts";
import { chosenOf } from "./product/chosen.ts";
import { createDataFolder } from "./product/environment.ts";
import { startStanding, type Standing } from "./product/standing.ts";
import { countsOf, runStatus } from "./product/status.ts";
import { startWire, type Wire } from "./product/wire.ts";
import { describeRelease } from "./rig/releases.ts";
import { startRig, type Rig } from "./rig/rig.ts";
import type { Scenario } from "./rig/scenario.ts";
import { healthy } from "./rig/scenarios/healthy.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { overrideScope401 } from "./rig/scenarios/override-scope-401.ts";
import { restrictedKey401 } from "./rig/scenarios/restricted-key-401.ts";
import type { UpstreamMode } from "./rig/upstream/mode.ts";

const RELEASES = ["2026.3.2", "2026.5.28", "2026.9.6"];
/** Where the primary fails from the beginning; the first that applies. */
const SCENARIOS = [issue38706, overrideScope401, restrictedKey401];
const scenarioOf = (version: string): Scenario => SCENARIOS.find((one) => one.appliesTo(version)) ?? healthy;

/** One gateway, the network to it, and the companion that watches it. */
interface Scene {
  readonly rig: Rig;
  readonly wire: Wire;
  readonly primary: string;
  /** Stops the service, lets something happen, and starts it again over the same data folder. */
  awayWhile(happening: () => Promise<unknown>): Promise<void>;
}

const session = (name: string): { readonly session: string } => ({ session: `agent:main:${name}` });

async function underMode(rig: Rig, mode: UpstreamMode, happening: () => Promise<unknown>): Promise<void> {
  rig.upstream(mode);
  await happening();
  rig.upstream({ kind: "healthy" });
}

const HAPPENINGS: readonly (readonly [what: string, happening: (scene: Scene) => Promise<unknown>])[] = [
  ["messages of a chat", ({ rig }) => rig.send(2)],
  ["a message over the agent method", ({ rig }) => rig.send(1, { ...session("other"), via: "agent" })],
  [
    "messages in three sessions at once",
    ({ rig }) => Promise.all(["a", "b", "c"].map((name) => rig.send(1, session(name)))),
  ],
  ["two messages at once in one session", ({ rig }) => Promise.all([rig.send(1), rig.send(1)])],
  [
    "what happened while the connection was cut",
    async ({ rig, wire }) => {
      wire.cut();
      await rig.send(2);
      wire.mend();
    },
  ],
  ["what happened while the companion was stopped", (scene) => scene.awayWhile(() => scene.rig.send(1))],
  [
    "a message after a restart of the gateway",
    async ({ rig }) => {
      await rig.restart();
      await rig.send(1);
    },
  ],
  [
    "a provider that refuses the login and the key",
    ({ rig }) => underMode(rig, { kind: "refuse", status: 401 }, () => rig.send(1, session("bad"))),
  ],
  [
    "a provider that blocks the primary",
    ({ rig, primary }) => underMode(rig, { kind: "refuse", status: 403, models: [primary] }, () => rig.send(1)),
  ],
  ["a new session afterwards", ({ rig }) => rig.send(2, session("fresh"))],
];

describe.each(chosenOf(RELEASES))("what happens one after the other on OpenClaw %s is counted exactly:", (version) => {
  const owned = new AsyncDisposableStack();
  let scene: Scene;
  let standing: Standing;
  const tell = () => standing.status();

  beforeAll(async () => {
    const rig = owned.use(await startRig({ version, scenario: scenarioOf(version) }));
    const wire = owned.use(await startWire(rig));
    const data = owned.use(createDataFolder()).path;
    standing = await startStanding(wire, data);
    owned.defer(() => standing.stop());
    scene = {
      rig,
      wire,
      primary: describeRelease(version).primary,
      async awayWhile(happening) {
        await standing.stop();
        await happening();
        standing = await startStanding(wire, data);
      },
    };
    await untilAgreed(tell, rig);
  });
  afterAll(() => owned.disposeAsync());

  it.each(HAPPENINGS)("%s", async (_what, happening) => {
    await happening(scene);
    expect(countsOf(await untilAgreed(tell, scene.rig))).toEqual(truthOf(scene.rig));
  });

  it("and all of it by a process that reads it for the first time", async () => {
    using fresh = createDataFolder();
    const once = await untilAgreed(async () => (await runStatus(scene.rig, fresh.path)).gateway, scene.rig);
    expect(countsOf(once)).toEqual(truthOf(scene.rig));
    expect(countsOf(await tell())).toEqual(truthOf(scene.rig));
  });
});
