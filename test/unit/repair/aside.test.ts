import { describe, expect, test } from "vitest";
import { writePlan } from "../../../commands/fix-cards/plan.ts";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import { valueAt, type JsonObject } from "../../../src/core/json.ts";
import type { Remedy } from "../../../src/core/plan.ts";
import { findMended, findMendedModels } from "../../../src/diagnose/mended.ts";
import { codexTransport } from "../../../src/repair/remedies/codex-transport.ts";
import { renameRefs } from "../../../src/repair/remedies/rename-refs.ts";
import { removeOverride } from "../../../src/repair/remedies/remove-override.ts";
import { agent } from "../parts/diagnose.ts";
import { examinationOf } from "../parts/repair.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { remedyOf, RIGHT, setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY, PRIMARY } from "./bench/world.ts";
import { inEnglish } from "../../parts/in-english.ts";

const OTHER = { provider: "anthropic", model: "a" };
/** Corrects the entry, which an agent only falls back to. */
const remedy: Remedy = {
  id: "aside",
  propose(examination) {
    const proposal = remedyOf(1).propose(examination);
    if (proposal?.kind !== "change") return null;
    return { ...proposal, proves: [{ agent: "main", wanted: PRIMARY, chosen: true }] };
  },
};

async function fix(options: Parameters<typeof setRepairs>[0] = {}) {
  const setting = await setRepairs({ remedies: [remedy], primary: OTHER, ...options });
  const { repairs, world, store } = setting;
  const asker = adminOf("1", world);
  const found = await repairs.prescribe({ ...asker, gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  const told = await toEnd(await repairs.confirm(found.plan.id, asker));
  const repair = await store.find(found.plan.id);
  if (repair === null) throw new Error("no repair");
  return { ...setting, asker, told, repair, entry: () => valueAt(world.document(), ENTRY) };
}

describe("a repair of what agents only fall back to", () => {
  test("is proved in a session that is set to that model", async () => {
    const { told, repair, entry, repairs, asker } = await fix();
    expect(told.at(-1)).toBe("Proved: the wanted model answered.");
    expect(entry()).toEqual(RIGHT);
    expect(repair.plan.proves).toEqual([{ agent: "main", wanted: PRIMARY, chosen: true }]);
    // It says nothing of how the agent does, and an undo nothing of who answers it.
    expect(findMended([repair], "main")).toBeNull();
    expect(findMendedModels([repair], "main")).toEqual([{ model: PRIMARY, at: repair.updatedAt }]);
    const undo = await repairs.planUndo({ repair: repair.plan.id }, asker);
    expect(inEnglish(undo)).not.toContain("will be answered by");
  });

  test("that is wrong all the same is undone, although the agent's first model answers", async () => {
    const { told, repair, entry } = await fix({
      remedies: [
        {
          ...remedy,
          propose(examination) {
            const proposal = remedy.propose(examination);
            const sets = [{ path: ENTRY, after: { ...WRONG, baseUrl: "https://nowhere.test" } }];
            return proposal?.kind === "change" ? { ...proposal, steps: [{ label: "break it", sets }] } : null;
          },
        },
      ],
    });
    expect(told.join("\n")).toContain("answered the check, not openai-codex/gpt-5.4");
    expect(entry()).toEqual(WRONG);
    expect(repair.state).toBe("reverted");
  });

  test.each([
    ["is proved by the gateway's own test", "ok" as const, "fixed"],
    ["is undone where there is no such test", null, "reverted"],
    ["is undone where that test is refused", "refused" as const, "reverted"],
  ])("on a gateway that sets no session to it %s", async (_, tested, state) => {
    const { told, repair, entry } = await fix({ chooses: false, tested });
    expect(repair.state).toBe(state);
    expect(entry()).toEqual(state === "fixed" ? RIGHT : WRONG);
    const words =
      "Not fixed: the gateway sets no session to openai-codex/gpt-5.4 (model not allowed). Undoing the change.";
    expect(told.includes(words)).toBe(tested === null);
  });

  test("is planned after what an agent asks first, and when that is all there is", async () => {
    const first: Remedy = { ...remedyOf(1), id: "first" };
    const refusal: Remedy = {
      id: "refusal",
      propose: () => ({ kind: "refuse", title: "No", why: [], aside: true }),
    };
    const setting = await setRepairs({ remedies: [refusal, remedy, first] });
    const found = await setting.repairs.prescribe({ ...adminOf("1", setting.world), gateway: "main" });
    expect(found).toMatchObject({ plan: { remedy: "first" } });
    const alone = await setRepairs({ remedies: [remedy, refusal] });
    const then = await alone.repairs.prescribe({ ...adminOf("1", alone.world), gateway: "main" });
    expect(then).toMatchObject({ plan: { remedy: "aside" } });
    if (then.kind !== "plan") return;
    expect(inEnglish(writePlan(then))).toContain("Proof: one short turn in a session of its own");
  });
});

const found = (rule: Diagnosis["rule"], model: string): Diagnosis => {
  const [provider = "", name = ""] = model.split("/");
  return {
    rule,
    severity: "warning",
    title: rule,
    explanation: [],
    remedy: "some",
    agents: ["main"],
    about: [{ agent: "main", model: { provider, model: name } }],
  };
};
const documentOf = (id: string): JsonObject => ({
  agents: { defaults: { model: { primary: "anthropic/a", fallbacks: ["openai-codex/x"] } } },
  models: { providers: { [id]: { baseUrl: "https://api.openai.com/v1", api: "openai-responses", models: [] } } },
});
const NINE = { version: "2026.9.6", apis: ["openai-chatgpt-responses"] };

test.each([
  [codexTransport, "openai-codex/x", "openai-codex", { diagnoses: [found("codex-wrong-transport", "openai-codex/x")] }],
  [removeOverride, "openai/x", "openai", { ...NINE, diagnoses: [found("stale-override", "openai/x")] }],
  [renameRefs, "openai-codex/x", "openai", { ...NINE, diagnoses: [found("legacy-ref", "openai-codex/x")] }],
])("%o is for a model that is only fallen back to as well", ({ propose }, model, provider, state) => {
  const agents = [agent("anthropic/a", "main", model)];
  const proposal = propose(examinationOf({ ...state, agents, document: documentOf(provider) }));
  const proves = [{ agent: "main", wanted: { provider, model: "x" }, chosen: true }];
  expect(proposal).toMatchObject({ kind: "change", proves });
  expect(inEnglish(proposal)).toContain("No agent asks ");
});

test("what is not to be written for a model that is only fallen back to keeps nothing else from being mended", () => {
  const agents = [agent("anthropic/a", "main", "openai-codex/x")];
  const diagnoses = [found("codex-wrong-transport", "openai-codex/x")];
  const refusal = codexTransport.propose(examinationOf({ agents, diagnoses, version: null, apis: null }));
  expect(refusal).toMatchObject({ kind: "refuse", aside: true });
});
