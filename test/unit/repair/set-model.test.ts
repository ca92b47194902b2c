import { describe, expect, test } from "vitest";
import { code, type Line } from "../../../src/core/card.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Examination, Proposal, Remedy } from "../../../src/core/plan.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { setModel } from "../../../src/repair/remedies/set-model.ts";
import { toPlan } from "../../../src/repair/plan/to-plan.ts";
import { withoutStep } from "../../../src/repair/plan/restore.ts";
import { agent, type State } from "../parts/diagnose.ts";
import { examinationOf, toMerged } from "../parts/repair.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { remedyOf, setRepairs } from "./bench/setting.ts";
import { PRIMARY } from "./bench/world.ts";
import { inEnglish } from "../../parts/in-english.ts";

const MODELS = [
  { provider: "openai", model: "gpt-5.4" },
  { provider: "mine", model: "local" },
];
const OLD = "openai/gpt-5.4";
const NEW = "mine/local";
const base = (agents: JsonObject, ids: readonly string[] = ["main"]): State & Partial<Examination> => ({
  document: { agents },
  models: MODELS,
  agents: ids.map((id) => ({ ...agent(OLD), id })),
});

function propose(state: State & Partial<Examination>, model: string | null = NEW, who: string | null = null) {
  return setModel.propose(examinationOf({ ...state, choice: { agent: who, model } }));
}
const changeOf = (proposal: Proposal | null) => {
  if (proposal?.kind !== "change") throw new Error(JSON.stringify(proposal));
  return proposal;
};

describe("a model that is chosen", () => {
  const two = ["main", "ops"];
  const shared = { model: { primary: OLD, fallbacks: ["a/b"] } };
  test.each<[what: string, agents: JsonObject, ids: readonly string[], who: string | null, after: JsonObject]>([
    ["nothing is set", {}, ["main"], null, { defaults: { model: { primary: NEW } } }],
    ["one name", { defaults: { model: OLD } }, ["main"], null, { defaults: { model: NEW } }],
    [
      "one with fallbacks",
      { defaults: shared },
      ["main"],
      null,
      { defaults: { model: { primary: NEW, fallbacks: ["a/b"] } } },
    ],
    [
      "a row of its own",
      { defaults: shared, list: [{ id: "main" }, { id: "ops", model: OLD }] },
      two,
      "main",
      {
        defaults: shared,
        list: [
          { id: "main", model: NEW },
          { id: "ops", model: OLD },
        ],
      },
    ],
    [
      "an entry of its own",
      { defaults: shared, entries: { main: { name: "m" }, ops: { model: { primary: OLD } } } },
      two,
      "ops",
      { defaults: shared, entries: { main: { name: "m" }, ops: { model: { primary: NEW } } } },
    ],
  ])("goes where that agent's model stands, and is taken back whole: %s", (_what, agents, ids, who, after) => {
    for (const version of ["2026.3.2", "2026.9.6"]) {
      const examination = examinationOf({ ...base(agents, ids), version, choice: { agent: who, model: NEW } });
      const proposal = changeOf(setModel.propose(examination));
      const by = { platform: "room", id: "1", name: "operator", admin: true };
      const frame = {
        id: "id",
        gateway: "main",
        remedy: "set-model",
        command: "fix-codex",
        by,
        place: "room",
        now: 0,
        answered: [],
      };
      const plan = toPlan(proposal, examination, frame);
      const steps = plan.steps.flatMap(({ forward }) => forward);
      const written = steps.reduce(toMerged, examination.document);
      expect(written).toEqual({ agents: after });
      const back = plan.steps.toReversed().reduce((document, step) => withoutStep(step, document), written);
      expect(back).toEqual(examination.document);
      expect(proposal.proves).toEqual([{ agent: who ?? "main", wanted: MODELS[1] }]);
    }
  });

  test("for all that have none of their own is said, and proved by each of them", () => {
    const proposal = changeOf(propose(base({ defaults: { model: OLD } }, ["main", "ops"]), NEW, "main"));
    expect(proposal.proves.map((one) => one.agent)).toEqual(["main", "ops"]);
    expect(inEnglish(proposal.effects)).toContain("ops");
  });

  test.each<[what: string, model: string | null, who: string | null, ids: readonly string[], title: string]>([
    ["a model the gateway does not list", "mine/other", null, ["main"], "The gateway does not list that model"],
    ["no model", null, null, ["main"], "Which model?"],
    ["no agent, of several", NEW, null, ["main", "ops"], "Which agent?"],
    ["an agent that is not there", NEW, "nobody", ["main"], "No agent has that name"],
    ["what is set already", OLD, null, ["main"], "It is set already"],
  ])("is refused for %s", (_what, model, who, ids, title) => {
    expect(propose(base({ defaults: { model: OLD } }, ids), model, who)).toMatchObject({ kind: "refuse", title });
  });

  test.each<[models: Examination["models"], why: Line]>([
    [MODELS, ["The gateway lists ", code("openai/gpt-5.4, mine/local"), "."]],
    [[], ["The gateway lists no models."]],
  ])("is asked for with what there is to choose from: %j", (models, why) => {
    expect(propose({ ...base({}), models }, null)).toEqual({ kind: "refuse", title: "Which model?", why });
  });

  test("is nothing that mends a fault: without a choice there is no proposal", () => {
    expect(setModel.propose(examinationOf(base({})))).toBeNull();
  });

  test("that stands for all moves those alone that have none of their own", () => {
    const agents = {
      defaults: { model: OLD },
      list: [{ id: "ops", model: OLD }, { id: "dev" }],
      entries: { sales: { model: OLD } },
    };
    const ids = ["main", "ops", "dev", "sales"];
    const proposal = changeOf(propose(base(agents, ids), NEW, "main"));
    expect(proposal.steps[0]?.sets).toEqual([{ path: ["agents", "defaults", "model"], after: NEW }]);
    expect(proposal.proves.map(({ agent: id }) => id)).toEqual(["main", "dev"]);
    expect(inEnglish(proposal.effects)).toContain("Also answered by it then");
    expect(inEnglish(changeOf(propose(base({ defaults: { model: OLD } }), NEW)).effects)).not.toContain("Also");
  });
});

describe("what is asked for by name", () => {
  const chosen: Remedy = { ...remedyOf(1), id: "chosen", chosen: true };
  const wanted = { agent: "main", model: `${PRIMARY.provider}/${PRIMARY.model}` };

  test("is planned also where nothing is wrong, and is carried out and proved as any repair", async () => {
    const { repairs, world, store } = await setRepairs({ remedies: [chosen], report: { diagnoses: [] } });
    const asker = { ...adminOf("1", world), gateway: "main" };
    expect(await repairs.prescribe(asker)).toEqual({ kind: "healthy" });
    const found = await repairs.prescribe({ ...asker, choice: wanted });
    if (found.kind !== "plan") throw new Error(found.kind);
    await toEnd(await repairs.confirm(found.plan.id, adminOf("1", world)));
    expect((await store.find(found.plan.id))?.state).toBe("fixed");
  });

  test("is never done instead of a repair, nor a repair instead of it", async () => {
    const { repairs, world } = await setRepairs({ remedies: [{ ...remedyOf(1), id: "mend" }, chosen] });
    const asker = { ...adminOf("1", world), gateway: "main" };
    expect(await repairs.prescribe(asker)).toMatchObject({ plan: { remedy: "mend" } });
    expect(await repairs.prescribe({ ...asker, choice: wanted })).toMatchObject({ plan: { remedy: "chosen" } });
  });

  test("is shown anew as the same choice once its plan has expired", async () => {
    const asked: unknown[] = [];
    const noting: Remedy = {
      ...chosen,
      propose: (examination) => {
        asked.push(examination.choice);
        return chosen.propose(examination);
      },
    };
    const { repairs, world } = await setRepairs({ remedies: [{ ...remedyOf(1), id: "mend" }, noting] });
    const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main", choice: wanted });
    if (found.kind !== "plan") throw new Error(found.kind);
    world.pass(2 * MINUTE + 1);
    const answer = await repairs.confirm(found.plan.id, adminOf("1", world));
    expect(answer).toMatchObject({ kind: "outdated", now: { plan: { remedy: "chosen" } } });
    expect(asked).toEqual([wanted, wanted]);
  });
});
