import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import { valueAt, type JsonObject } from "../../../src/core/json.ts";
import { REDACTED, type Examination } from "../../../src/core/plan.ts";
import { patchesBack } from "../../../src/repair/plan/restore.ts";
import { toPlan } from "../../../src/repair/plan/to-plan.ts";
import { REMEDIES } from "../../../src/repair/remedies/index.ts";
import { providerRoute } from "../../../src/repair/remedies/provider-route.ts";
import { agent, type State } from "../parts/diagnose.ts";
import { examinationOf, toMerged } from "../parts/repair.ts";
import { inEnglish } from "../../parts/in-english.ts";

const RIGHT = { provider: "anthropic", baseUrl: "https://api.anthropic.com", api: "anthropic-messages" };
const ROUTE = { baseUrl: RIGHT.baseUrl, api: RIGHT.api };
const wrong = (right = RIGHT, model = "a"): Diagnosis => ({
  rule: "wrong-route",
  severity: "critical",
  title: "x",
  explanation: [],
  remedy: "provider-route",
  agents: ["main"],
  about: [{ agent: "main", model: { provider: right.provider, model } }],
  right,
});
const ENTRY = { baseUrl: "https://api.anthropic.com", api: "openai-completions", apiKey: REDACTED };
const of = (entry: JsonObject, rest: State & Partial<Examination> = {}): Examination =>
  examinationOf({
    version: "2026.9.6",
    apis: ["openai-responses", "openai-completions", "anthropic-messages"],
    agents: [agent("anthropic/a"), agent("other/b", "ops")],
    document: { models: { providers: { anthropic: entry, other: { baseUrl: "https://b.test" } } } },
    diagnoses: [wrong()],
    ...rest,
  });
function changeOf(examination: Examination) {
  const proposal = providerRoute.propose(examination);
  if (proposal?.kind !== "change") throw new Error(JSON.stringify(proposal));
  return proposal;
}

const aside = (model: string, name = "main") => ({
  agent: name,
  wanted: { provider: "anthropic", model },
  chosen: true,
});
const about = (...failing: readonly (readonly [agent: string | null, model: string])[]): Diagnosis => ({
  ...wrong(),
  about: failing.map(([name, model]) => ({ agent: name, model: { provider: "anthropic", model } })),
});

describe("the route of any provider", () => {
  test.each<[what: string, entry: JsonObject, after: JsonObject]>([
    ["its api", ENTRY, { ...ENTRY, ...ROUTE }],
    ["its address", { ...ENTRY, baseUrl: "https://api.anthropic.com/x", api: RIGHT.api }, { ...ENTRY, ...ROUTE }],
    [
      "its path, and leaves who signs in there",
      {
        ...ENTRY,
        baseUrl: "https://ada:$&@api.anthropic.com/x?key=k#y",
        models: [{ id: "a", baseUrl: "https://x.test" }],
      },
      {
        ...ENTRY,
        baseUrl: "https://ada:$&@api.anthropic.com?key=k",
        api: RIGHT.api,
        models: [{ id: "a", baseUrl: RIGHT.baseUrl }],
      },
    ],
    [
      "what a release wrote into every row",
      { ...ENTRY, models: [{ id: "a", api: ENTRY.api }, { id: "c", api: ENTRY.api }, { id: "d" }] },
      {
        ...ENTRY,
        ...ROUTE,
        models: [{ id: "a", api: RIGHT.api }, { id: "c", api: RIGHT.api }, { id: "d" }],
      },
    ],
    [
      "the one row that fails, where the entry is not used for it",
      {
        ...ENTRY,
        models: [
          { id: "a", api: "openai-responses", baseUrl: "https://x.test", headers: { k: REDACTED } },
          { id: "c", api: "openai-responses" },
        ],
      },
      {
        ...ENTRY,
        models: [
          { id: "a", api: RIGHT.api, baseUrl: RIGHT.baseUrl, headers: { k: REDACTED } },
          { id: "c", api: "openai-responses" },
        ],
      },
    ],
  ])("is corrected in %s, and taken back whole, with the key never touched", (_, entry, after) => {
    for (const version of ["2026.3.2", "2026.5.28", "2026.9.6"]) {
      const examination = of(entry, { version });
      const by = { platform: "room", id: "1", name: "operator", admin: true };
      const frame = { id: "id", gateway: "main", remedy: "provider-route", command: "fix-route", by, place: "room" };
      const plan = toPlan(changeOf(examination), examination, { ...frame, now: 0, answered: [] });
      const written = plan.steps.flatMap(({ forward }) => forward).reduce(toMerged, examination.document);
      expect(valueAt(written, ["models", "providers"])).toEqual({
        anthropic: after,
        other: { baseUrl: "https://b.test" },
      });
      const { release } = examination.snapshot;
      const back = plan.steps.flatMap((step) => patchesBack(step, written, release)).reduce(toMerged, written);
      expect(back).toEqual(examination.document);
      expect(plan.steps.every(({ exact }) => exact)).toBe(true);
      expect(plan.steps.flatMap(({ forward }) => forward).map(({ merge }) => JSON.stringify(merge))).not.toContain(
        "apiKey",
      );
    }
  });

  test.each([
    ["2026.3.2", { ...ENTRY, baseUrl: "https://api.anthropic.com/x" }, {}, true],
    ["2026.3.2", ENTRY, {}, false],
    ["2026.3.2", { ...ENTRY, baseUrl: "https://api.anthropic.com/x" }, { mode: "replace" }, false],
    ["2026.4.12", { ...ENTRY, baseUrl: "https://api.anthropic.com/x" }, {}, false],
  ])(
    "overrules on %s what a generated models.json keeps, where the address changes",
    (version, entry, rest, overrules) => {
      const document = { models: { providers: { anthropic: entry }, ...rest } };
      const { steps, effects } = changeOf(of(entry, { version, document }));
      const mode = steps[0]?.sets.find(({ path }) => path.join(".") === "models.mode");
      expect(mode?.after ?? null).toBe(overrules ? "replace" : null);
      expect(inEnglish(effects).includes("models.json no longer count")).toBe(overrules);
    },
  );

  test("is proved by every agent whose model comes from there", () => {
    const agents = [agent("anthropic/a"), agent("other/b", "ops"), agent("anthropic/c", "dev")];
    expect(changeOf(of(ENTRY, { agents })).proves).toEqual([
      { agent: "main", wanted: { provider: "anthropic", model: "a" } },
      { agent: "dev", wanted: { provider: "anthropic", model: "c" } },
    ]);
  });

  test("is left alone where no agent would prove it, and no model failed that could", () => {
    const diagnoses = [{ ...wrong(), about: [] }];
    expect(providerRoute.propose(of(ENTRY, { diagnoses, agents: [agent("other/b")] }))).toBeNull();
  });

  const ROWS = { ...ENTRY, models: [{ id: "c", api: "openai-responses", baseUrl: "https://x.test" }] };

  test.each<[what: string, entry: JsonObject, agents: State["agents"], diagnosis: Diagnosis, proves: unknown]>([
    [
      "what only falls back to it",
      ENTRY,
      [agent("other/b", "main", "anthropic/c")],
      about(["main", "c"]),
      [aside("c")],
    ],
    [
      "each model once, whichever agents it failed for",
      ENTRY,
      [agent("other/b", "main", "anthropic/c"), agent("other/b", "ops", "anthropic/c", "anthropic/d")],
      about(["main", "c"], ["ops", "c"], ["ops", "d"]),
      [aside("c"), aside("d", "ops")],
    ],
    [
      "an agent that names it, where nothing tells whose it was",
      ENTRY,
      [agent("other/b"), agent("other/b", "ops", "anthropic/c")],
      about([null, "c"]),
      [aside("c", "ops")],
    ],
    [
      "whoever there is, where none names it",
      ENTRY,
      [agent("other/b", "dev")],
      about([null, "c"]),
      [aside("c", "dev")],
    ],
    [
      "a row of its own beside a first model that is well",
      ROWS,
      [agent("anthropic/a", "main", "anthropic/c")],
      about(["main", "c"]),
      [{ agent: "main", wanted: { provider: "anthropic", model: "a" } }, aside("c")],
    ],
    [
      "the first model alone, where that fails too",
      ENTRY,
      [agent("anthropic/a", "main", "anthropic/c")],
      about(["main", "c"], ["main", "a"]),
      [{ agent: "main", wanted: { provider: "anthropic", model: "a" } }],
    ],
  ])("is proved by %s", (_, entry, agents = [], diagnosis, proves) => {
    const change = changeOf(of(entry, { agents, diagnoses: [diagnosis] }));
    expect(change.proves).toEqual(proves);
    expect(inEnglish(change.effects).includes("so the session of the proof is set to it")).toBe(
      change.proves.some(({ chosen }) => chosen),
    );
  });

  test("a route that an agent asks first is mended before one it only falls back to", () => {
    const agents = [agent("other/b", "main", "anthropic/c")];
    const first = wrong({ ...RIGHT, provider: "other", baseUrl: "https://c.test" }, "b");
    const examination = of(ENTRY, { agents, diagnoses: [about(["main", "c"]), first] });
    expect(changeOf(examination).title).toEqual("Correct the route of other");
  });

  test("is mended for the provider that can be proved, where several are wrong", () => {
    const diagnoses = [wrong({ ...RIGHT, provider: "other" }, "b"), wrong()];
    expect(changeOf(of(ENTRY, { diagnoses, agents: [agent("anthropic/a")] })).title).toEqual(
      "Correct the route of anthropic",
    );
  });

  test("tells where what is said goes instead, and only then", () => {
    const moved = { ...ENTRY, baseUrl: "https://api.antropic.com" };
    expect(JSON.stringify(changeOf(of(moved)).effects)).toContain("api.antropic.com");
    expect(changeOf(of(ENTRY)).effects).toEqual([]);
  });

  test.each<[what: string, rest: State & Partial<Examination>, words: string]>([
    ["a schema that does not know the api", { apis: ["openai-responses"] }, "does not accept"],
    ["a schema that was not told", { apis: null }, "or not what it accepts"],
    ["a release that is not known", { version: null }, "or not what it accepts"],
  ])("is not written against %s", (_, rest, words) => {
    const proposal = providerRoute.propose(of(ENTRY, rest));
    expect(proposal).toMatchObject({ kind: "refuse" });
    expect(inEnglish(proposal)).toContain(words);
  });

  test("asks nobody before, where the gateway dies of the entry as it is", () => {
    const bare = { baseUrl: RIGHT.baseUrl, models: [{ id: "a" }] };
    const partial = { ...wrong(), rule: "partial-override" as const };
    expect(changeOf(of(bare, { version: "2026.3.2", diagnoses: [partial] })).fragile).toBe(true);
    expect(changeOf(of(bare, { diagnoses: [partial] })).fragile).toBeUndefined();
    expect(changeOf(of(ENTRY, { version: "2026.3.2" })).fragile).toBeUndefined();
  });

  test("is what is chosen, although another agent is on the ChatGPT login", () => {
    const partial = { ...wrong(), rule: "partial-override" as const };
    const agents = [agent("anthropic/a"), agent("openai-codex/gpt-5.4", "ops")];
    const examination = of(
      { baseUrl: RIGHT.baseUrl },
      { version: "2026.3.2", agents, diagnoses: [partial], apis: ["openai-codex-responses", "anthropic-messages"] },
    );
    expect(REMEDIES.find((one) => one.propose(examination) !== null)?.id).toBe("provider-route");
  });
});
