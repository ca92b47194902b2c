import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import type { FakeTelegram } from "../fakes/telegram/server.ts";
import { askForPlan, read, readJournal, setScene } from "./killed.ts";
import type { Process } from "./process.ts";
import { GROUP, TELEGRAM_ADMIN, TELEGRAM_GUEST } from "./service.ts";

async function kill(service: Process): Promise<void> {
  service.kill("SIGKILL");
  expect(await service.end).toBe("SIGKILL");
}

const answersIn = (telegram: FakeTelegram, chat: number): number => telegram.written(chat).length;
const allConfirmed = (telegram: FakeTelegram) => eventually(() => expect(telegram.pending).toBe(0));

describe("a companion killed between a question and its answer, and started again", () => {
  it.each(["before", "after"] as const)("answers it once, killed %s it was sent", async (when) => {
    await using gateway = await startFakeGateway("2026.3.2", "healthy");
    const scene = await setScene(gateway);
    const { telegram } = scene;
    const first = await scene.start();
    telegram.fault("sendMessage", { kind: "hang", when });
    telegram.say("/model_status", { user: TELEGRAM_GUEST, chat: GROUP });
    await eventually(() => expect(telegram.callsOf("sendMessage")).toHaveLength(1));
    expect(answersIn(telegram, GROUP)).toBe(when === "after" ? 1 : 0);
    // Asked later, answered at once.
    telegram.say("/help", { user: TELEGRAM_ADMIN });
    await eventually(() => expect(answersIn(telegram, TELEGRAM_ADMIN)).toBe(1));
    await kill(first);

    await scene.start();
    await allConfirmed(telegram);
    expect(answersIn(telegram, GROUP)).toBe(1);
    expect(answersIn(telegram, TELEGRAM_ADMIN)).toBe(1);
  });

  it("answers each once, whenever it is killed", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "healthy");
    const scene = await setScene(gateway);
    const { telegram } = scene;
    const moments = [0, 80, 200];
    for (const moment of moments) {
      const service = await scene.start();
      telegram.say("/model_status", { user: TELEGRAM_ADMIN });
      telegram.say("/model_status", { user: TELEGRAM_GUEST });
      await pause(moment);
      await kill(service);
    }
    await scene.start();
    await allConfirmed(telegram);
    for (const chat of [TELEGRAM_ADMIN, TELEGRAM_GUEST]) expect(answersIn(telegram, chat)).toBe(moments.length);
  });

  it("does not begin the repair twice that was confirmed before it was killed", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const scene = await setScene(gateway);
    const first = await scene.start();
    const plan = await askForPlan(scene);
    const release = gateway.hang("config.patch");
    scene.telegram.press(plan, "Confirm");
    const patches = (): number => gateway.requests.filter(({ method }) => method === "config.patch").length;
    const lift = scene.telegram.fault("editMessageText", { kind: "hang", when: "before" }, Infinity);
    await eventually(() => expect(patches()).toBe(1));
    await kill(first);
    expect(scene.telegram.pending).toBe(1);
    lift();
    release();

    await scene.start();
    await read(scene, "Fixed");
    await allConfirmed(scene.telegram);
    expect(readJournal(scene.folder)?.events).toContain("resumed");
    await read(scene, "This plan was already confirmed; it is carried out once.");
    // The one that never came through, and that of whoever went on.
    expect(patches()).toBe(2);
  });
});
