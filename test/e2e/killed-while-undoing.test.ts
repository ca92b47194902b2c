import { describe, expect, it } from "vitest";
import { startEmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { loadRecordings, startFakeGateway } from "../fakes/gateway.ts";
import { askForPlan, killAt, read, readJournal, readModels, setScene, type KillPoint } from "./killed.ts";

const SECOND_PATCH: KillPoint = { name: "when the second change was just received", seen: ["config.patch", 2] };
const ON_ITS_WAY: KillPoint = { name: "while the change back is on its way", waitingFor: "config.patch" };

const LATEST_RESTART = 32_000;

describe("a companion killed in the middle of a longer repair, and started again", () => {
  it("ends both steps of it", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    const scene = await setScene(gateway);
    const first = await scene.start();
    const plan = await askForPlan(scene, "/fix_codex main remove");
    await killAt(scene, first, SECOND_PATCH, () => void scene.telegram.press(plan, "Confirm"));
    await scene.start();
    await read(scene, "Fixed");
    expect(await readModels(gateway)).not.toMatchObject({ providers: { openai: {} } });
  });

  it("lives through the restart that 2026.3.2 owes itself after every change", { timeout: 120_000 }, async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const scene = await setScene(gateway);
    const first = await scene.start();
    const plan = await askForPlan(scene);
    const received: KillPoint = { name: "when the change was just received", seen: ["config.patch", 1] };
    await killAt(scene, first, received, () => void scene.telegram.press(plan, "Confirm"));
    await scene.start();
    // Whoever missed the restart waits for as long as one may take.
    await read(scene, "Fixed", 2 * LATEST_RESTART);
    expect(await readModels(gateway)).toMatchObject({
      providers: { "openai-codex": { api: "openai-codex-responses" } },
    });
  });
});

describe("a companion killed while it takes a change back, and started again", () => {
  it.each([{ name: "when the journal says that it is being reverted", state: "reverting" }, SECOND_PATCH])(
    "has reverted a repair that was not proved: $name",
    async (point) => {
      const { recording } = loadRecordings("2026.9.6", "stale-override-local");
      // Whatever is written, it goes on as before: the proof fails.
      await using gateway = await startEmbeddedGateway({ token: "fake-gateway-token", clock: Date.now, recording });
      const before = await readModels(gateway);
      const scene = await setScene(gateway);
      const first = await scene.start();
      const plan = await askForPlan(scene);
      await killAt(scene, first, point, () => void scene.telegram.press(plan, "Confirm"));

      await scene.start();
      await read(scene, "Not fixed; the change was undone");
      expect(readJournal(scene.folder)?.state).toBe("reverted");
      expect(await readModels(gateway)).toEqual(before);
    },
  );

  it.each([{ name: "when the journal says that it is being undone", state: "undoing" }, ON_ITS_WAY])(
    "has undone a repair that was to be undone: $name",
    async (point) => {
      await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
      const before = await readModels(gateway);
      const scene = await setScene(gateway);
      const first = await scene.start();
      const plan = await askForPlan(scene);
      scene.telegram.press(plan, "Confirm");
      scene.telegram.press(await read(scene, "Fixed"), "Undo");
      const undo = await read(scene, "Undo “");
      await killAt(scene, first, point, () => void scene.telegram.press(undo, "Confirm"));

      await scene.start();
      await read(scene, "Undone");
      expect(readJournal(scene.folder)?.state).toBe("undone");
      expect(await readModels(gateway)).toEqual(before);
    },
  );
});
