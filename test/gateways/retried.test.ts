import { describe, expect, it } from "vitest";
import { isChosen } from "./product/chosen.ts";
import { createDataFolder } from "./product/environment.ts";
import { startStanding } from "./product/standing.ts";
import { runStatus } from "./product/status.ts";
import { startRig } from "./rig/rig.ts";
import { oauth401 } from "./rig/scenarios/oauth-401.ts";
import { waitUntil } from "./rig/wait.ts";

const LIMIT = { everyMs: 500, limitMs: 240_000 };

/** Some releases try a refused turn again and again by themselves; nobody gets an answer. */
describe.runIf(isChosen("2026.3.28"))("a turn that OpenClaw 2026.3.28 tries without end", () => {
  it("is told as what it is, with no more failures than the provider served", async () => {
    await using rig = await startRig({ version: "2026.3.28", scenario: oauth401 });
    using folder = createDataFolder();
    await using standing = await startStanding(rig, folder.path);
    const turn = rig.send(1, { limitMs: 280_000 });
    const isTold = async (): Promise<boolean> => (await standing.status()).retried.length > 0;
    expect(await waitUntil(isTold, LIMIT)).toBe(true);

    const status = await standing.status();
    expect(status.agents).toMatchObject([{ verdict: "failing" }]);
    expect(status.diagnoses).toContainEqual(expect.objectContaining({ rule: "retried-turn", severity: "critical" }));
    using fresh = createDataFolder();
    const { exit, gateway } = await runStatus(rig, fresh.path);
    expect(exit).toBe(1);
    for (const { retried } of [status, gateway]) {
      expect(retried).toHaveLength(1);
      expect(retried[0]?.failures).toBeLessThanOrEqual(rig.truth().unauthorized);
    }
    await rig.killGateway();
    await turn;
  });
});
