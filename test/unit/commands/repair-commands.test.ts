import { expect, test } from "vitest";
import { fixCodex, fixRoute } from "../../../commands/fix-codex.ts";
import { fixLog } from "../../../commands/fix-log.ts";
import { releaseSessions } from "../../../commands/release-sessions.ts";
import { setModel } from "../../../commands/set-model.ts";
import { undoFix } from "../../../commands/undo-fix.ts";
import type { Command, CommandContext } from "../../../src/core/command.ts";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import { withValue } from "../../../src/core/json.ts";
import { REDACTED } from "../../../src/core/plan.ts";
import type { ReportSource } from "../../../src/core/report.ts";
import { setModel as chosenModel } from "../../../src/repair/remedies/set-model.ts";
import { speak } from "../../../src/words/speak.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { adminOf, toEnd } from "../repair/bench/process.ts";
import { BEFORE, moded, remedyOf, RIGHT, setRepairs, WRONG } from "../repair/bench/setting.ts";
import { ENTRY, FALLBACK } from "../repair/bench/world.ts";
import { sourceOf } from "../parts/model-status.ts";
import { reportOf } from "../parts/report.ts";

const reports: ReportSource = {
  gateways: ["main"],
  agents: () => ["main"],
  models: () => Promise.resolve([]),
  report: () => Promise.reject(new Error("nobody asks")),
};

/** Commands on one gateway, as an admin types them or presses their buttons. */
async function setCommands(options: Parameters<typeof setRepairs>[0] = {}) {
  const setting = await setRepairs(options);
  const { repairs, world } = setting;
  const run = async (command: Command, args: Readonly<Record<string, string>> = {}) => {
    const asker = adminOf("1", world);
    const { by: caller, place, now } = asker;
    const context: CommandContext = { caller, place, now, origin: SOMEWHERE, signal: new AbortController().signal };
    const { card, updates } = await command.run(context, args);
    let last = card;
    for await (const next of updates ?? []) last = next;
    return speak(last, "en");
  };
  const fix = async (): Promise<string> => {
    const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main" });
    if (found.kind !== "plan") throw new Error(found.kind);
    await toEnd(await repairs.confirm(found.plan.id, adminOf("1", world)));
    return found.plan.id;
  };
  return { ...setting, run, fix };
}

test.each([fixCodex, fixRoute])("a key goes only by what says so", async (command) => {
  const before = withValue(BEFORE, ENTRY, { ...WRONG, apiKey: REDACTED });
  const { repairs, run } = await setCommands({ before, remedies: [remedyOf(2)] });
  const kept = await run(command(repairs, reports));
  expect(kept.title).toBe("Correct the route: a secret stands in the way");
  expect(kept.actions).toBeUndefined();
  expect((await run(command(repairs, reports), { key: "keep" })).title).toBe(kept.title);
  expect((await run(command(repairs, reports), { key: "remove" })).title).toBe("Plan for main: Correct the route");
});

test("the undo of a card is that of its own repair, and shows what it makes of what stands there", async () => {
  const { repairs, run, fix } = await setCommands({ remedies: [remedyOf(1), moded] });
  const [first] = [await fix(), await fix()];
  const newest = await run(undoFix(repairs, reports));
  expect(newest.title).toBe("Plan for main: Undo “Set the mode”");
  const own = await run(undoFix(repairs, reports), { repair: first });
  expect(own.title).toBe("Plan for main: Undo “Correct the route”");
  const shown = own.blocks.flatMap((block) => (block.kind === "code" ? [block.text] : [])).join("\n");
  expect(shown).toContain(`− "${RIGHT.baseUrl}"\n+ "${WRONG.baseUrl}"`);
});

test.each([fixCodex, fixRoute, undoFix, releaseSessions, setModel])(
  "a plan that is named without a decision is cancelled, whichever command names it",
  async (command) => {
    const { repairs, store, world, run } = await setCommands();
    const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main" });
    if (found.kind !== "plan") throw new Error(found.kind);
    expect((await run(command(repairs, reports), { plan: found.plan.id })).title).toBe("Cancel");
    expect((await store.find(found.plan.id))?.state).toBe("cancelled");
  },
);

test("an agent and a model are not taken for each other", async () => {
  const { repairs, run } = await setCommands({ remedies: [chosenModel] });
  const card = await run(setModel(repairs, reports), { agent: "main", model: "nobody/knows" });
  expect(card.title).toBe("The gateway does not list that model");
  expect(JSON.stringify(card.blocks)).toContain("nobody/knows");
});

test("sessions that were released have nothing to undo; a repair has, by its own button", async () => {
  const { repairs, run, fix, world } = await setCommands();
  await fix();
  world.pin([{ session: "agent:main:main", agent: "main", model: FALLBACK, by: "gateway" }]);
  const listed = await run(releaseSessions(repairs, reports));
  const [release] = listed.actions ?? [];
  if (release === undefined) throw new Error("no button");
  expect(release).toMatchObject({ label: "Release 1 session", confirms: true, args: { decision: "confirm" } });
  const done = await run(releaseSessions(repairs, reports), release.args);
  expect(done.tone).toBe("good");
  expect(done.actions).toBeUndefined();
});

test("the log says of how many repairs nothing can be read", async () => {
  const { repairs, run, fix } = await setCommands();
  await fix();
  expect(JSON.stringify((await run(fixLog(repairs))).blocks)).not.toContain("cannot be read");
  const damaged = {
    ...repairs,
    latest: async (limit: number) => ({ ...(await repairs.latest(limit)), unreadable: 2 }),
  };
  expect(JSON.stringify((await run(fixLog(damaged))).blocks)).toContain("2 more cannot be read");
});

test("of many gateways those with something to fix are named first where none was named", async () => {
  const { repairs, run } = await setCommands();
  const fixable: Diagnosis = {
    rule: "codex-wrong-transport",
    severity: "critical",
    title: "Wrong",
    explanation: [],
    remedy: "codex-transport",
    agents: ["main"],
  };
  const all = Array.from({ length: 60 }, (_, index) =>
    reportOf({ id: `g${index}`, diagnoses: index === 55 ? [fixable] : [] }),
  );
  const card = await run(fixRoute(repairs, sourceOf(all)));
  expect(card.title).toBe("Which gateway?");
  expect(JSON.stringify(card.blocks)).toContain("Name one of g55, g0, g1");
});
