import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthOf, untilAgreed } from "./product/agree.ts";
import { chosenOf } from "./product/chosen.ts";
import { createDataFolder } from "./product/environment.ts";
import { startStanding, type Standing } from "./product/standing.ts";
import { countsOf, runStatus, type GatewayStatus } from "./product/status.ts";
import { describeRelease, isAtLeast } from "./rig/releases.ts";
import { startRig, type Rig } from "./rig/rig.ts";
import type { Scenario } from "./rig/scenario.ts";
import { healthy } from "./rig/scenarios/healthy.ts";
import type { Turn } from "./rig/turns/turn.ts";

const RELEASES = ["2026.3.2", "2026.5.28", "2026.6.35", "2026.7.35", "2026.9.6"];
// Jobs of 2026.7 leave no session behind.
const CHOSEN = chosenOf(RELEASES, "2026.7.35");
const jobsRun: Scenario = { ...healthy, jobs: true };

const isAboveInfo = ({ severity }: { readonly severity: string }): boolean => severity !== "info";

async function must(rig: Rig, method: string, params: object): Promise<void> {
  const reply = await rig.call(method, params);
  if (!reply.ok) throw new Error(`${method} was refused: ${reply.error.message}`);
}

describe.each(CHOSEN)("what somebody chose is no fallback on OpenClaw %s:", (version) => {
  const { provider, primary, fallback } = describeRelease(version);
  const other = `${provider}/${fallback}`;
  const owned = new AsyncDisposableStack();
  let rig: Rig;
  let standing: Standing;
  let lost: Turn | undefined;
  /** By the model a person set. */
  let answered = 0;

  beforeAll(async () => {
    rig = owned.use(await startRig({ version, scenario: jobsRun }));
    standing = owned.use(await startStanding(rig, owned.use(createDataFolder()).path));
    await rig.send(1);
  });
  afterAll(() => owned.disposeAsync());

  const agree = () => untilAgreed(standing.status, rig);
  // 2026.6.11 refuses all messages but the first to a session that was set before it, and nothing else is wrong there.
  function expectWell({ agents, answers, diagnoses }: GatewayStatus, chosen: number): void {
    const isWell = rig.truth().failedTurns === 0;
    const verdict = isWell ? "healthy" : "failing";
    expect(agents).toMatchObject([{ configured: `${provider}/${primary}`, verdict }]);
    const rules = diagnoses.filter(isAboveInfo).map(({ rule }) => rule);
    expect(rules).toEqual(isWell ? [] : ["chain-exhausted"]);
    expect(answers).toMatchObject({ chosen: { "24h": chosen }, unknown: { "24h": 0 } });
  }

  it("the model a person set for a session", async () => {
    await must(rig, "sessions.patch", { key: "agent:main:work", model: other });
    const sent = await rig.send(2, { session: "agent:main:work", chosen: other });
    answered = sent.filter(({ ok }) => ok).length;
    expect(rig.truth()).toMatchObject({ answersByModel: { [primary]: 1, [fallback]: answered }, fallbacks: 0 });
    expectWell(await agree(), answered);
  });

  it("the model of a cron job", async () => {
    expect(await rig.runJob({ name: "digest", model: other })).toMatchObject({ ok: true, model: fallback });
    const status = await agree();
    expectWell(status, answered + 1);
    expect(status.cron).toContainEqual(expect.objectContaining({ name: "digest", model: other }));
  });

  it("and a cron job whose model is refused is told, whether another model answered it or none", async () => {
    rig.upstream({ kind: "refuse", status: 401, models: [fallback] });
    const { ok } = await rig.runJob({ name: "report", model: other });
    rig.upstream({ kind: "healthy" });
    const { diagnoses, incomplete } = await agree();
    const rules = diagnoses.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule.startsWith("job-"))).toEqual([ok ? "job-substituted" : "job-fails"]);
    const reasons = incomplete.map(({ reason }) => reason);
    expect(reasons).not.toContain("jobs-unread");
    // Newer ones put the session of such a run away, which is said.
    const put = isAtLeast(version, "2026.8.1") ? [] : reasons.filter((reason) => reason.startsWith("session-"));
    expect(put).toEqual([]);
  });

  it("what a session held before its reset stays counted by whoever saw it", async () => {
    await rig.send(1, { session: "agent:main:beside" });
    [lost] = await rig.send(1);
    await agree();
    await must(rig, "sessions.reset", { key: "agent:main:main" });
    await rig.send(1);
    expect(countsOf(await agree())).toEqual(truthOf(rig));
  });

  // Older ones tell nobody of a transcript that a reset put away.
  it.runIf(isAtLeast(version, "2026.5.28"))("and the record of whoever did not begins after it", async () => {
    using fresh = createDataFolder();
    const { gateway } = await runStatus(rig, fresh.path);
    expect(Date.parse(gateway.recordSince ?? "")).toBeGreaterThan(Date.parse(lost?.at ?? ""));
    expect(gateway.incomplete.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^session-/));
    expect(countsOf(gateway)["24h"].fallbacks).toBe(rig.truth().fallbacks);
  });
});
