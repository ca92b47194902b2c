import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { RuleId } from "../../../src/core/rules.ts";
import { REDACTED, type Examination, type Proposal } from "../../../src/core/plan.ts";
import { REMEDIES } from "../../../src/repair/remedies/index.ts";
import { agent, login, provider, RELEASES, type State } from "../parts/diagnose.ts";
import { examinationOf } from "../parts/repair.ts";
import { inEnglish } from "../../parts/in-english.ts";

const OPENAI = "https://api.openai.com/v1";
const CHATGPT_APIS = ["openai-responses", "openai-chatgpt-responses"];

const found = (...rules: readonly RuleId[]): { readonly diagnoses: readonly Diagnosis[] } => ({
  diagnoses: rules.map((rule) => ({
    rule,
    severity: "critical",
    title: rule,
    explanation: [],
    remedy: "some",
    agents: ["main"],
  })),
});
const documentOf = (id: string, entry: JsonObject): JsonObject => ({ models: { providers: { [id]: entry } } });
/** A key that is refused, of this provider. */
const restricted = (provider: string) => ({
  diagnoses: found("restricted-key").diagnoses.map((one) => ({
    ...one,
    about: [{ agent: "main", model: { provider, model: "some" } }],
  })),
});

interface Proposed {
  readonly remedy: string;
  readonly proposal: Proposal;
}

/** The first remedy that fits, as `/fix-codex` chooses it. */
function choose(state: State & Partial<Examination>): Proposed | null {
  const examination = examinationOf(state);
  const proposed = REMEDIES.map(({ id, propose }) => ({ remedy: id, proposal: propose(examination) }));
  return proposed.find((one): one is Proposed => one.proposal !== null) ?? null;
}

const codexEntry = { baseUrl: OPENAI, api: "openai-responses", models: [{ id: "gpt-5.4", name: "GPT" }] };
const wrong = { ...found("codex-wrong-transport"), document: documentOf("openai-codex", codexEntry) };
const nine = {
  version: "2026.9.6",
  apis: CHATGPT_APIS,
  agents: [agent("openai/gpt-5.6-terra")],
  profiles: [login("openai")],
};
const override = { baseUrl: OPENAI, api: "openai-responses", models: [{ id: "gpt-5.6-terra", name: "GPT" }] };

describe("the remedy that is chosen", () => {
  test.each<[what: string, state: State & Partial<Examination>, remedy: string | null, kind?: Proposal["kind"]]>([
    ["2026.3.2 over the wrong transport", wrong, "codex-transport", "change"],
    ["2026.3.7 over the wrong transport", { ...wrong, version: "2026.3.7" }, "codex-transport", "change"],
    ["2026.4.12 over the wrong transport", { ...wrong, version: "2026.4.12" }, "codex-transport", "change"],
    ["2026.4.20 over the wrong transport", { ...wrong, version: "2026.4.20" }, "codex-transport", "change"],
    [
      "2026.6.1 with the block of older releases",
      { ...wrong, version: "2026.6.1", apis: CHATGPT_APIS },
      "codex-transport",
      "refuse",
    ],
    [
      "a release that tells neither itself nor what it takes",
      { ...wrong, version: null, apis: null },
      "codex-transport",
      "refuse",
    ],
    [
      "a schema without the api, whatever the release says",
      { ...wrong, apis: ["openai-responses"] },
      "codex-transport",
      "refuse",
    ],
    [
      "an old models.json",
      { ...found("stale-models-json"), document: documentOf("openai-codex", codexEntry) },
      "codex-transport-replace",
      "change",
    ],
    [
      "an entry that crashes the gateway",
      { ...found("partial-override"), document: documentOf("openai-codex", { baseUrl: OPENAI }) },
      "codex-transport",
      "change",
    ],
    [
      "2026.9.6 with a leftover override",
      { ...nine, ...found("stale-override"), document: documentOf("openai", override) },
      "remove-override",
      "change",
    ],
    [
      "2026.9.6 with legacy references",
      {
        ...nine,
        ...found("legacy-ref"),
        agents: [agent("openai-codex/x")],
        document: { agents: { defaults: { model: "openai-codex/x" } } },
      },
      "rename-refs",
      "change",
    ],
    [
      "a restricted key beside a login",
      {
        ...restricted("openai"),
        version: "2026.5.28",
        agents: [agent("openai/gpt-5.5")],
        providers: [provider("openai", { hasKey: true })],
        document: { agents: { defaults: { model: { primary: "openai/gpt-5.5" } } } },
      },
      "move-primary",
      "change",
    ],
    [
      "a restricted key that only heartbeats of an agent use, whose primary is another provider's",
      {
        ...restricted("openai"),
        version: "2026.5.28",
        agents: [agent("anthropic/claude-sonnet-4-6")],
        document: { agents: { defaults: { model: { primary: "anthropic/claude-sonnet-4-6" } } } },
      },
      null,
    ],
    [
      "a restricted key without a login to move to",
      { diagnoses: found("restricted-key").diagnoses.map((one) => ({ ...one, remedy: null })) },
      null,
    ],
    [
      "a release whose schema says something else",
      {
        ...nine,
        ...found("stale-override"),
        apis: ["openai-codex-responses"],
        document: documentOf("openai", override),
      },
      "remove-override",
      "refuse",
    ],
    [
      "a known release that does not show its schema",
      { ...nine, ...found("stale-override"), apis: null, document: documentOf("openai", override) },
      "remove-override",
      "change",
    ],
    ["a login that is refused", found("sign-in-rejected"), "sign-in", "instruct"],
    ["a network that is refused", found("network-block"), "network", "refuse"],
    ["a model that is not offered", found("unavailable-model"), "choose-model", "instruct"],
    [
      "a right entry that only blocks an upgrade",
      { ...found("upgrade-hazard"), version: "2026.5.28", document: documentOf("openai-codex", codexEntry) },
      "remove-shadow",
      "change",
    ],
    [
      "the same where the release needs it",
      { ...found("upgrade-hazard"), document: documentOf("openai-codex", codexEntry) },
      null,
    ],
    [
      "the same with a key that could not be put back",
      {
        ...found("upgrade-hazard"),
        version: "2026.5.28",
        document: documentOf("openai-codex", { ...codexEntry, apiKey: REDACTED }),
      },
      null,
    ],
    ["nothing that is wrong", {}, null],
  ])("for %s", (_what, state, remedy, kind) => {
    const chosen = choose(state);
    expect(chosen?.remedy ?? null).toBe(remedy);
    expect(chosen?.proposal.kind).toBe(kind);
  });
});

/** What its steps set. */
function setsOf(state: State & Partial<Examination>) {
  const proposal = choose(state)?.proposal;
  if (proposal?.kind !== "change") throw new Error("nothing is proposed");
  return proposal.steps.map(({ sets }) => sets);
}

describe("what is written", () => {
  test("the override names its api at the provider and at every model, with a name for each", () => {
    const [[set] = []] = setsOf({ ...found("unknown-model"), document: {}, agents: [agent("openai-codex/gpt-5.4")] });
    expect(set?.after).toMatchObject({
      baseUrl: "https://chatgpt.com/backend-api/codex",
      api: "openai-codex-responses",
      models: [{ id: "gpt-5.4", name: "GPT-5.4", api: "openai-codex-responses", contextWindow: 1_050_000 }],
    });
  });

  test.each([
    ["gpt-5.4", 1_050_000],
    ["gpt-5.3-codex", 272_000],
    ["gpt-5.1-codex-mini", 262_144],
  ])("what is known of %s stands in its row", (model, contextWindow) => {
    const agents = [agent(`openai-codex/${model}`)];
    const [[set] = []] = setsOf({ ...found("unknown-model"), document: {}, agents });
    expect(set?.after).toMatchObject({ models: [{ id: model, contextWindow, maxTokens: 128_000 }] });
  });

  test("what stands in the entry already stays", () => {
    const entry = { ...codexEntry, headers: { a: "b" }, models: [{ id: "gpt-5.4", name: "Mine", contextWindow: 5 }] };
    const [[set] = []] = setsOf({ ...wrong, document: documentOf("openai-codex", entry) });
    expect(set?.after).toMatchObject({
      headers: { a: "b" },
      models: [{ id: "gpt-5.4", name: "Mine", contextWindow: 5 }],
    });
  });

  const keyed = {
    ...nine,
    ...found("stale-override"),
    document: documentOf("openai", { ...override, apiKey: REDACTED }),
  };

  test("an override with a key is corrected and stays: nobody could put the key back", () => {
    const [correct, ...more] = setsOf(keyed);
    expect(correct?.[0]?.after).toMatchObject({ apiKey: REDACTED, auth: "oauth", api: "openai-chatgpt-responses" });
    expect(more).toEqual([]);
  });

  test("an override with a key goes where that was asked for, after the right route was proved beside it", () => {
    const [correct, removal] = setsOf({ ...keyed, removesKeys: true });
    expect(correct?.[0]?.after).toMatchObject({ apiKey: REDACTED, auth: "oauth", api: "openai-chatgpt-responses" });
    expect(removal).toEqual([{ path: ["models", "providers", "openai"] }]);
  });

  test("an override whose key stands in a placeholder goes at once: an undo brings that back", () => {
    const file = documentOf("openai", { ...override, apiKey: "${OPENAI_KEY}" });
    expect(setsOf({ ...keyed, file })).toEqual([[{ path: ["models", "providers", "openai"] }]]);
    // Of an included file nobody is shown what stands there.
    expect(setsOf({ ...keyed, file: {} })[0]?.[0]?.after).toMatchObject({ apiKey: REDACTED });
  });

  test("the block of older releases is never written where it keeps a gateway from starting", () => {
    const rules = [
      "codex-wrong-transport",
      "unknown-model",
      "partial-override",
      "retired-path",
      "stale-models-json",
    ] as const;
    for (const version of RELEASES.filter((one) => one !== null && one >= "2026.6")) {
      for (const rule of rules) {
        const chosen = choose({ ...found(rule), version, document: documentOf("openai-codex", codexEntry) });
        expect(JSON.stringify(chosen?.proposal ?? null)).not.toContain('"after"');
      }
    }
  });

  test("an override and references to the retired name go together, and whoever must answer is asked under the new one", () => {
    const document = {
      ...documentOf("openai", override),
      agents: { defaults: { model: { primary: "openai-codex/gpt-5.6-terra", fallbacks: ["openai/gpt-5.6-luna"] } } },
    };
    const legacy = { ...nine, document, agents: [agent("openai-codex/gpt-5.6-terra")] };
    for (const rules of [["stale-override", "legacy-ref"], ["legacy-ref"]] as const) {
      const state = { ...legacy, ...found(...rules) };
      expect(setsOf(state)).toEqual([
        [
          { path: ["agents", "defaults", "model", "primary"], after: "openai/gpt-5.6-terra" },
          { path: ["models", "providers", "openai"] },
        ],
      ]);
      expect(choose(state)?.proposal).toMatchObject({
        proves: [{ agent: "main", wanted: { provider: "openai", model: "gpt-5.6-terra" } }],
      });
    }
  });

  test("the primary moves off a restricted key wherever it is chosen, and nothing else does", () => {
    const document = {
      agents: {
        defaults: { model: { primary: "keyed/a", fallbacks: ["keyed/b"] } },
        list: [{ id: "main" }, { id: "ops", model: "keyed/c" }, { id: "dev", model: "other/d" }],
      },
    };
    const state = {
      ...restricted("keyed"),
      version: "2026.5.28",
      document,
      agents: [agent("keyed/a"), agent("keyed/c", "ops"), agent("other/d", "dev")],
    };
    expect(setsOf(state)[0]).toEqual([
      { path: ["agents", "defaults", "model", "primary"], after: "openai-codex/a" },
      {
        path: ["agents", "list"],
        after: [{ id: "main" }, { id: "ops", model: "openai-codex/c" }, { id: "dev", model: "other/d" }],
      },
    ]);
    expect(choose(state)?.proposal).toMatchObject({
      proves: [
        { agent: "main", wanted: { provider: "openai-codex", model: "a" } },
        { agent: "ops", wanted: { provider: "openai-codex", model: "c" } },
      ],
    });
  });

  test("models.mode is replaced where an old models.json would win, and said", () => {
    const stale = { ...found("stale-models-json"), document: documentOf("openai-codex", codexEntry) };
    expect(setsOf(stale)[0]).toContainEqual({ path: ["models", "mode"], after: "replace" });
    expect(inEnglish(choose(stale)?.proposal)).toContain("models.json no longer count");
  });

  test.each<[what: string, state: State & Partial<Examination>, replaces: boolean]>([
    ["where the release heeds it", {}, true],
    ["where the release does not", { version: "2026.3.8" }, false],
    ["where the configuration has an entry of its own", { document: documentOf("openai-codex", codexEntry) }, false],
    ["where another provider lists it", { models: [{ provider: "openai", model: "gpt-5.4" }] }, false],
  ])("an old models.json that lists gpt-5.4 is set aside %s", (_, state, replaces) => {
    const models = [{ provider: "openai-codex", model: "gpt-5.4" }];
    const [sets = []] = setsOf({ ...found("codex-wrong-transport"), document: {}, models, ...state });
    expect(sets.some(({ path }) => path.join(".") === "models.mode")).toBe(replaces);
  });

  test("references are renamed for defaults, for agents and in lists", () => {
    const document = {
      agents: {
        defaults: { model: { primary: "openai-codex/a", fallbacks: ["openai-codex/b", "x/c"] } },
        entries: { ops: { model: "openai-codex/a" }, dev: {} },
        list: [{ id: "main", model: { primary: "openai-codex/a" } }, { id: "other" }],
      },
    };
    expect(setsOf({ ...nine, ...found("legacy-ref"), document, agents: [agent("openai-codex/a")] })[0]).toEqual([
      { path: ["agents", "defaults", "model", "primary"], after: "openai/a" },
      { path: ["agents", "defaults", "model", "fallbacks"], after: ["openai/b", "x/c"] },
      { path: ["agents", "entries", "ops", "model"], after: "openai/a" },
      { path: ["agents", "list"], after: [{ id: "main", model: { primary: "openai/a" } }, { id: "other" }] },
    ]);
  });
});
