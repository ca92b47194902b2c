import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthOf, untilAgreed } from "./product/agree.ts";
import { chosenOf } from "./product/chosen.ts";
import { createDataFolder } from "./product/environment.ts";
import { startStanding, type Standing } from "./product/standing.ts";
import { countsOf, runStatus, type GatewayStatus } from "./product/status.ts";
import { describeRelease, isAtLeast } from "./rig/releases.ts";
import { startRig, type Rig } from "./rig/rig.ts";
import { SIDE_MODEL, sideModels } from "./rig/scenarios/side-models.ts";

const RELEASES = ["2026.3.13", "2026.4.20", "2026.5.28", "2026.6.1", "2026.8.1", "2026.9.6"];
const CHOSEN = chosenOf(RELEASES, "2026.4.20");
const REFUSED = { kind: "refuse", status: 401, side: "platform" } as const;

const rulesOf = ({ diagnoses }: GatewayStatus): readonly string[] =>
  diagnoses.filter(({ severity }) => severity !== "info").map(({ rule }) => rule);

/** Heartbeats, jobs and subagents have a model of their own here, over another provider than people's answers. */
describe.each(CHOSEN)("what OpenClaw %s asks besides people's messages is counted exactly:", (version) => {
  const { provider, primary, heedsSubagentModel } = describeRelease(version);
  const owned = new AsyncDisposableStack();
  let rig: Rig;
  let standing: Standing;

  beforeAll(async () => {
    rig = owned.use(await startRig({ version, scenario: sideModels }));
    standing = owned.use(await startStanding(rig, owned.use(createDataFolder()).path));
    await rig.send(1);
  });
  afterAll(() => owned.disposeAsync());

  const agree = async (): Promise<GatewayStatus> => {
    const status = await untilAgreed(standing.status, rig);
    expect(countsOf(status)).toEqual(truthOf(rig));
    return status;
  };
  /** What fails beside the agent's own chain says nothing of that. */
  const isWell = { agents: [{ configured: `${provider}/${primary}`, verdict: "healthy" }] };

  it("heartbeats, a job and a subagent that are answered by the model that was set for them", async () => {
    await rig.runHeartbeat({ model: SIDE_MODEL });
    await rig.runJob({ name: "digest", model: SIDE_MODEL });
    await rig.runSubagent({ model: SIDE_MODEL });
    expect(rig.truth()).toMatchObject({ fallbacks: 0, failedTurns: 0 });
    const status = await agree();
    expect(status).toMatchObject({
      ...isWell,
      answers: { chosen: { "24h": heedsSubagentModel ? 3 : 2 }, unknown: { "24h": 0 } },
    });
    expect(rulesOf(status)).toEqual([]);
  });

  it("a subagent whose model is refused, and whoever answers in its place", async () => {
    rig.upstream(REFUSED);
    const { ok } = await rig.runSubagent({ model: SIDE_MODEL });
    const status = await agree();
    expect(status).toMatchObject(isWell);
    expect(rulesOf(status).includes("subagent-substituted")).toBe(ok && heedsSubagentModel);
  });

  it("a job whose model is refused", async () => {
    const { ok } = await rig.runJob({ name: "report", model: SIDE_MODEL });
    const status = await agree();
    expect(status).toMatchObject(isWell);
    const rules = rulesOf(status);
    expect(rules).toContain("restricted-key");
    expect(rules.filter((rule) => rule.startsWith("job-"))).toEqual([ok ? "job-substituted" : "job-fails"]);
  });

  it("and a subagent right after it, of whose model the gateway may ask no provider any more", async () => {
    await rig.runSubagent({ model: SIDE_MODEL });
    expect(await agree()).toMatchObject(isWell);
  });

  it("heartbeats whose model is refused, which people's answers do not mend", async () => {
    // Else 2026.5.19 tells again what the last heartbeat could tell nobody, and asks no model.
    await rig.send(1);
    await rig.runHeartbeat({ model: SIDE_MODEL });
    rig.upstream({ kind: "healthy" });
    // Some releases hold the session on what answered a heartbeat.
    await rig.send(1);
    expect(rulesOf(await agree())).toContain("restricted-key");
  });

  // Before 2026.4.14 they are taken out of the transcript, and the log names no session.
  it.runIf(isAtLeast(version, "2026.4.14"))("and those that find nothing to tell", async () => {
    rig.upstream(REFUSED);
    await rig.runHeartbeat({ model: SIDE_MODEL, quiet: true });
    await rig.runHeartbeat({ model: SIDE_MODEL, quiet: true });
    rig.upstream({ kind: "healthy" });
    expect(rulesOf(await agree())).toContain("restricted-key");
  });

  it("a session held on its fallback, whatever heartbeats in it are answered by", async () => {
    rig.upstream({ kind: "refuse", status: 403, models: [primary] });
    await rig.send(1);
    await rig.send(1, { session: "agent:main:other", via: "agent" });
    rig.upstream({ kind: "healthy" });
    await rig.runHeartbeat({ model: SIDE_MODEL });
    await rig.send(2);
    await rig.send(1, { session: "agent:main:new" });
    expect(countsOf(await agree())).toEqual(truthOf(rig));
  });

  it("and all of it by a process that reads it for the first time", async () => {
    using fresh = createDataFolder();
    const once = await untilAgreed(async () => (await runStatus(rig, fresh.path)).gateway, rig);
    expect(countsOf(once)).toEqual(truthOf(rig));
  });
});
