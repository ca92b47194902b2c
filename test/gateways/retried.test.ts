import { describe, expect, it } from "vitest";
import { inEnglish } from "../parts/in-english.ts";
import { createAdmin } from "./product/admin.ts";
import { isChosen } from "./product/chosen.ts";
import { createDataFolder } from "./product/environment.ts";
import { startStanding } from "./product/standing.ts";
import { runStatus } from "./product/status.ts";
import { startRig } from "./rig/rig.ts";
import { oauth401 } from "./rig/scenarios/oauth-401.ts";
import { waitUntil } from "./rig/wait.ts";

const LIMIT = { everyMs: 500, limitMs: 180_000 };

/** This release puts a refused turn to the same model again and again, by itself; nobody gets an answer. */
describe.each(["2026.3.28"])("a turn that OpenClaw %s tries without end", (version) => {
  it.skipIf(!isChosen(version))(
    "is one turn and one failed attempt, and the finding that comes first, until it is stopped",
    async () => {
      await using rig = await startRig({ version, scenario: oauth401 });
      using folder = createDataFolder();
      await using standing = await startStanding(rig, folder.path);
      const turn = rig.send(1, { limitMs: 240_000 });
      const isTold = async (): Promise<boolean> => (await standing.status()).retried.length > 0;
      expect(await waitUntil(isTold, LIMIT)).toBe(true);

      using fresh = createDataFolder();
      const served = await standing.status();
      const { exit, gateway: once } = await runStatus(rig, fresh.path);
      expect(exit).toBe(1);
      for (const { agents, diagnoses, retried, unauthorized, exhausted, answers } of [served, once]) {
        expect([unauthorized["24h"], exhausted["24h"], answers["24h"]]).toEqual([1, 1, 0]);
        expect(agents).toMatchObject([{ verdict: "failing" }]);
        expect(diagnoses[0]).toMatchObject({ rule: "retried-turn", severity: "critical" });
        expect(retried).toHaveLength(1);
        expect(retried[0]?.failures).toBeGreaterThanOrEqual(5);
        expect(retried[0]?.failures).toBeLessThanOrEqual(rig.truth().unauthorized);
      }

      const admin = createAdmin(standing.companion);
      expect(inEnglish(await admin.ask("fix-codex"))).toContain("what is not sent yet is lost");
      expect(await admin.press("Stop")).toMatchObject({ tone: "good" });
      const { unauthorized: requests } = rig.truth();
      const { diagnoses, retried, exhausted } = await standing.status();
      expect(retried).toMatchObject([{ goesOn: false }]);
      expect(retried[0]?.requestsAtLeast).toBeLessThanOrEqual(requests);
      expect(exhausted["24h"]).toBe(1);
      expect(diagnoses[0]?.rule).toBe("sign-in-rejected");

      rig.upstream({ kind: "healthy" });
      await turn;
      expect(await rig.send(1)).toMatchObject([{ ok: true }]);
      expect(rig.truth().unauthorized).toBe(requests);
    },
  );
});
