import { setImmediate as nextRound } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { valueAt } from "../../../src/core/json.ts";
import type { Progress } from "../../../src/core/repairs.ts";
import { SECOND } from "../../../src/core/time.ts";
import { createJob } from "../../../src/repair/run/job.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY } from "./bench/world.ts";
import { english } from "../../../src/words/speak.ts";

type Options = Parameters<typeof setRepairs>[0];

async function plan(options: Options) {
  const setting = await setRepairs({ version: "2026.3.2", ...options });
  const asker = () => adminOf("1", setting.world);
  const found = await setting.repairs.prescribe({ ...asker(), gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  return { ...setting, asker, id: found.plan.id };
}

describe("a restart that was announced", () => {
  test("is not waited for any longer once the gateway went down", async () => {
    const { repairs, world, asker, id } = await plan({
      // It may come half a minute later, and comes at once.
      altered: ({ patch }) => ({
        async patch(...row) {
          const outcome = await patch(...row);
          return outcome.kind === "written" ? { ...outcome, restartIn: 30 * SECOND } : outcome;
        },
      }),
    });
    const at = world.clock();
    const told = await toEnd(await repairs.confirm(id, asker()));
    expect(told).toContain("Written. Waiting for the gateway, which restarts within 30 s.");
    expect(told.at(-1)).toBe("Proved: the wanted model answered.");
    expect(world.clock() - at).toBeLessThan(15 * SECOND);
  });

  test("by what an earlier process put back is waited for once", async () => {
    const { repairs, world, store, asker, id, kill, start } = await plan({});
    await toEnd(await repairs.confirm(id, asker()));
    const view = await repairs.planUndo({ repair: id }, asker());
    if (view.kind !== "plan") throw new Error(view.kind);
    const begun = await repairs.confirm(view.plan.id, asker());
    if (begun.kind !== "begun") throw new Error(begun.kind);
    for await (const { lines } of begun.progress) if (english(lines.at(-1)?.text ?? "").startsWith("Written.")) kill();
    expect(valueAt(world.document(), ENTRY)).toEqual(WRONG);
    const told: Progress[] = [];
    await start("two").repairs.resume((progress) => {
      told.push(progress);
      return Promise.resolve(true);
    });
    const lines = told.at(-1)?.lines.map(({ text }) => english(text)) ?? [];
    expect(lines.filter((one) => one.startsWith("Written. Waiting"))).toHaveLength(1);
    expect((await store.find(view.plan.id))?.state).toBe("undone");
  });
});

test("a gateway that is away is looked for no longer once the process stops", async () => {
  const stopped = new AbortController();
  let looked = 0;
  const { store, world, id } = await plan({});
  const repair = await store.find(id);
  if (repair === null) throw new Error("no repair");
  const ports = {
    async openAdmin() {
      looked += 1;
      if (looked > 5) throw new Error("it is looked for again and again");
      await nextRound();
      return { refused: { why: "nothing listens", fix: "start it" } };
    },
    repairs: store,
    clock: world.clock,
    // As all waiting ends when the process stops.
    sleep: () => nextRound(),
    newId: () => "n",
  };
  const telling = { tell: () => Promise.resolve(), pulse() {} };
  const job = createJob({ ...repair, fresh: true }, ports, telling, stopped.signal);
  stopped.abort();
  expect(await job.withAdmin(() => Promise.resolve("worked"))).toEqual({ away: "nothing listens" });
  expect(looked).toBe(1);
});
