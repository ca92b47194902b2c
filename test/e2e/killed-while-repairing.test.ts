import { describe, expect, it } from "vitest";
import { PROOF_SESSION } from "../../src/core/repair.ts";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { HOUR } from "../../src/core/time.ts";
import { startService } from "./service.ts";
import { askForPlan, killAt, read, readJournal, readModels, setScene, type KillPoint } from "./killed.ts";

/** In the order a repair with one step comes through them. */
const POINTS: readonly KillPoint[] = [
  { name: "before it has read the configuration anew", waitingFor: "config.get" },
  { name: "while the change is on its way", waitingFor: "config.patch" },
  { name: "when the change was just received", seen: ["config.patch", 1] },
  { name: "when the journal says that it is being proved", state: "proving" },
  { name: "while the question of the proof is on its way", waitingFor: "chat.send" },
  { name: "while the answer to the proof is read", waitingFor: "chat.history", session: PROOF_SESSION },
  { name: "while the session of the proof is removed", waitingFor: "sessions.delete", session: PROOF_SESSION },
];

describe("a companion killed in the middle of a repair, and started again", () => {
  it.each(POINTS)("ends it: $name", async (point) => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const scene = await setScene(gateway);
    const first = await scene.start();
    const plan = await askForPlan(scene);
    await killAt(scene, first, point, () => void scene.telegram.press(plan, "Confirm"));

    await scene.start();
    await read(scene, "Fixed");
    const { state, events } = readJournal(scene.folder) ?? {};
    expect(state).toBe("fixed");
    expect(events).toContain("resumed");
    expect(await readModels(gateway)).not.toMatchObject({ providers: { openai: {} } });
  });

  it("begins nothing any more when that was long ago", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const before = await readModels(gateway);
    const scene = await setScene(gateway);
    const first = await scene.start();
    const plan = await askForPlan(scene);
    const unread: KillPoint = { name: "before it has read the configuration anew", waitingFor: "config.get" };
    await killAt(scene, first, unread, () => void scene.telegram.press(plan, "Confirm"));

    startService({ env: scene.env, dataDir: scene.dataDir, clock: () => Date.now() + HOUR });
    await read(scene, "interrupted before anything was written, and its plan has expired since");
    expect(readJournal(scene.folder)?.state).toBe("reverted");
    expect(await readModels(gateway)).toEqual(before);
  });

  it("leaves it alone when it had ended", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const scene = await setScene(gateway);
    const first = await scene.start();
    const plan = await askForPlan(scene);
    const fixed = { name: "when the journal says that it is fixed", state: "fixed" };
    await killAt(scene, first, fixed, () => void scene.telegram.press(plan, "Confirm"));
    const before = readJournal(scene.folder);

    await scene.start();
    await eventually(() => expect(gateway.clients()).toBe(1));
    expect(readJournal(scene.folder)).toEqual(before);
  });
});
