import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import { REDACTED, type Include, type Proposal } from "../../../src/core/plan.ts";
import { readConfigView } from "../../../src/gateway/reading/config-view.ts";
import { movedAround, toAround, sayMoved } from "../../../src/repair/plan/around.ts";
import { byFile, placeOf, placeOfSet } from "../../../src/repair/plan/includes.ts";
import { refuseIncluded } from "../../../src/repair/plan/refuse-included.ts";
import { withoutStep } from "../../../src/repair/plan/restore.ts";
import { toPlan } from "../../../src/repair/plan/to-plan.ts";
import { NOW } from "../parts/ledger-words.ts";
import { examinationOf, planOf } from "../parts/repair.ts";
import { inEnglish } from "../../parts/in-english.ts";

const include = (path: string, writable = true, file = `${path}.json5`): Include => ({
  path: path.split("."),
  files: [file],
  writable,
});
const at = (path: string) => path.split(".");

describe("where a change of the configuration is written", () => {
  test.each<[what: string, path: string, includes: readonly Include[], keeps: boolean, kind: string]>([
    ["nothing is included", "models.mode", [], false, "main"],
    ["something else is included, and stays", "models.mode", [include("agents")], true, "main"],
    ["something else is included, and would be copied", "models.mode", [include("agents")], false, "refused"],
    ["it stands in a file of its own", "models.providers.a", [include("models")], true, "included"],
    ["it is the included part itself", "models", [include("models")], true, "refused"],
    ["a part of it is included", "models", [include("models.providers")], true, "refused"],
    ["its file cannot be written", "models.providers.a", [include("models", false)], true, "refused"],
    [
      "the innermost file counts",
      "models.providers.a",
      [include("models", false), include("models.providers")],
      true,
      "included",
    ],
  ])("%s", (_what, path, includes, keepsIncludes, kind) => {
    expect(placeOf(at(path), { includes, keepsIncludes }).kind).toBe(kind);
  });

  const entry = { baseUrl: "https://old.test", apiKey: REDACTED, models: [], more: { x: 1 } };
  const document = { models: { providers: { a: entry, b: { baseUrl: "https://b.test" } } } };
  test.each<[what: string, after: Json | undefined, includes: readonly Include[], kind: string, file?: string]>([
    [
      "an entry with a key that stands in a file of its own is corrected there",
      { ...entry, baseUrl: "https://new.test" },
      [include("models.providers.a")],
      "included",
      "models.providers.a.json5",
    ],
    [
      "one that stands in a file with another is corrected there",
      { ...entry, baseUrl: "https://new.test", api: "x" },
      [include("models.providers")],
      "included",
      "models.providers.json5",
    ],
    ["an entry that is included is not removed", undefined, [include("models.providers.a")], "refused"],
    [
      "what would go into two files at once is not written",
      { ...entry, baseUrl: "https://new.test", more: { x: 2 } },
      [include("models.providers.a.more")],
      "refused",
    ],
    [
      "nor is what stands in a file of its own as a whole",
      { ...entry, models: [{ id: "m" }] },
      [include("models.providers.a.models")],
      "refused",
    ],
    [
      "what stays as it is may stand in another file",
      { ...entry, baseUrl: "https://new.test" },
      [include("models.providers.a.models")],
      "main",
    ],
    [
      "what changes nothing goes where it stands",
      entry,
      [include("models.providers")],
      "included",
      "models.providers.json5",
    ],
  ])("%s", (_what, after, includes, kind, file) => {
    const set = { path: at("models.providers.a"), ...(after !== undefined && { after }) };
    const place = placeOfSet(set, { document, includes, keepsIncludes: true });
    expect(place.kind).toBe(kind);
    expect(place.kind === "included" ? place.include.files : undefined).toEqual(file && [file]);
  });

  test("what goes into several files goes in several writes, the last of which is proved", () => {
    const document: JsonObject = { models: { mode: "merge" }, agents: { a: 1 } };
    const view = { includes: [include("models")], keepsIncludes: true, document };
    const sets = [
      { path: at("agents.a"), after: 2 },
      { path: at("models.mode"), after: "replace" },
    ];
    expect(byFile(sets, view).map(({ file }) => file)).toEqual(["", "models.json5"]);
    const proposal = {
      kind: "change" as const,
      title: "x",
      why: [],
      steps: [{ label: "set", sets }],
      effects: [],
      proves: [],
    };
    const by = { platform: "room", id: "1", name: "operator", admin: true };
    const frame = {
      id: "id",
      gateway: "main",
      remedy: "x",
      command: "fix-codex",
      by,
      place: "room",
      now: NOW,
      answered: [],
    };
    const plan = toPlan(proposal, examinationOf({ version: "2026.9.6", ...view }), frame);
    expect(plan.steps.map(({ label, part }) => [label, part])).toEqual([
      ["set", true],
      ["set, in models.json5", false],
    ]);
    expect(plan.steps.map(({ forward }) => forward.map(({ merge }) => merge))).toEqual([
      [{ agents: { a: 2 } }],
      [{ models: { mode: "replace" } }],
    ]);
    expect(plan.files).toEqual(["models.json5"]);
  });
});

describe("what is said where it cannot be written", () => {
  const change: Extract<Proposal, { kind: "change" }> = {
    kind: "change",
    title: "Correct it",
    why: [],
    steps: [
      {
        label: "x",
        sets: [{ path: at("models.providers.a"), after: { api: "b", rows: [1] } }, { path: at("models.old") }],
      },
    ],
    effects: [],
    proves: [],
  };
  const view = examinationOf({
    version: "2026.3.2",
    document: { models: { old: 1 } },
    includes: [include("models", false)],
  });

  test("the file is named, and what to set in it, line by line", () => {
    const refused = refuseIncluded(change, view);
    expect(refused).toMatchObject({ kind: "instruct", title: "Correct it: in an included file" });
    expect(inEnglish(refused)).toContain("models.json5");
    expect(inEnglish(refused)).toContain("lose the reference to the file");
    expect(refused?.kind === "instruct" && refused.commands).toEqual([
      '# set models.providers.a.api: "b"',
      "# set models.providers.a.rows: [1]",
      "# remove models.old",
      "openclaw gateway restart",
    ]);
  });
  test("where the gateway itself would refuse, it says that", () => {
    expect(inEnglish(refuseIncluded(change, { ...view, keepsIncludes: true }))).toContain("cannot write this change");
  });
  test("a whole configuration that is included is called so", () => {
    const all = { ...view, includes: [{ path: [], files: ["all.json5"], writable: false }] };
    expect(inEnglish(refuseIncluded(change, all))).toContain("The configuration");
  });
  test("nothing, where it may be written", () => {
    expect(refuseIncluded(change, { ...view, includes: [], keepsIncludes: false })).toBeNull();
  });
});

const provenance = (path: readonly string[], more: object = {}) => ({
  path,
  kind: "single",
  hasSiblingOverrides: false,
  hasArrayAncestor: false,
  targetPath: `/${path.join("-")}.json5`,
  ...more,
});

describe("what config.get tells", () => {
  const providers = { a: { baseUrl: "https://a.test", apiKey: "sk-secret" } };
  test("a release that does not tell what is included", () => {
    const view = readConfigView({
      hash: "h",
      parsed: { models: { $include: "./models.json5" }, agents: { list: [{ $include: ["./a.json5", "./b.json5"] }] } },
      resolved: { models: { providers } },
      config: { models: { providers, mode: "merge" } },
    });
    expect(view.document).toEqual({
      models: { providers: { a: { baseUrl: "https://a.test", apiKey: "__OPENCLAW_REDACTED__" } } },
    });
    expect(view.running["models"]).toMatchObject({ mode: "merge" });
    expect(view.keepsIncludes).toBe(false);
    expect(view.includes).toEqual([
      { path: ["models"], files: ["./models.json5"], writable: false },
      { path: ["agents", "list"], files: ["./a.json5", "./b.json5"], writable: false },
    ]);
  });

  test("where a release shows what applies under one name alone, that counts before what the main file holds", () => {
    const parsed = { models: { $include: "./models.json5" } };
    expect(readConfigView({ hash: "h", parsed, config: { models: { mode: "merge" } } }).document).toEqual({
      models: { mode: "merge" },
    });
    // What is written is told with its placeholders, what applies with nothing of a secret.
    const keyed = readConfigView({ hash: "h", parsed: { apiKey: "${KEY}" }, resolved: { apiKey: "sk-fake" } });
    expect([keyed.file, keyed.document]).toEqual([{ apiKey: "${KEY}" }, { apiKey: REDACTED }]);
    // Without included files the main one holds what was set, and no defaults.
    expect(readConfigView({ hash: "h", parsed: { a: 1 }, config: { a: 1, b: 2 } }).document).toEqual({ a: 1 });
  });

  test.each<[what: string, told: readonly object[], writable: readonly boolean[]]>([
    ["one file for one place", [provenance(["models"])], [true]],
    ["several files for one place", [provenance(["models"], { kind: "multiple", targetPaths: ["/a", "/b"] })], [false]],
    ["values beside the reference", [provenance(["models"], { hasSiblingOverrides: true })], [false]],
    ["an item of a list", [provenance(["agents"], { hasArrayAncestor: true })], [false]],
    [
      "the same file twice",
      [provenance(["a"], { targetPath: "/x" }), provenance(["b"], { targetPath: "/x" })],
      [false, false],
    ],
    ["a file that includes another one", [provenance(["models"]), provenance(["models", "providers"])], [false, true]],
    [
      "one within what cannot be written",
      [provenance(["a"], { hasSiblingOverrides: true }), provenance(["a", "b"])],
      [false, false],
    ],
    ["all of it", [provenance([])], [false]],
    ["a part of what is included whole", [provenance([]), provenance(["models"])], [false, false]],
    ["what does not say how", [{ path: ["models"], targetPath: "/m" }], [false]],
  ])("whether it is written through: %s", (_what, includeProvenance, writable) => {
    const view = readConfigView({ hash: "h", parsed: {}, sourceConfig: {}, includeProvenance });
    expect(view.keepsIncludes).toBe(true);
    expect(view.includes.map((one) => one.writable)).toEqual(writable);
  });
});

test("a placeholder of the environment comes back as one", () => {
  const document: JsonObject = { models: { providers: { a: { baseUrl: "https://old.test", name: "n" } } } };
  const file: JsonObject = { models: { providers: { a: { baseUrl: "${BASE}", name: "n" } } } };
  const base = planOf(
    document,
    [{ path: at("models.providers.a"), after: { baseUrl: "https://new.test", name: "n" } }],
    "2026.9.6",
  );
  const by = { platform: "room", id: "1", name: "operator", admin: true };
  const frame = {
    id: "id",
    gateway: "main",
    remedy: "x",
    command: "fix-codex",
    by,
    place: "room",
    now: NOW,
    answered: [],
  };
  const sets = base.steps[0]?.changes ?? [];
  const proposal = {
    kind: "change" as const,
    title: "x",
    why: [],
    steps: [{ label: "x", sets }],
    effects: [],
    proves: [],
  };
  const [step] = toPlan(proposal, examinationOf({ version: "2026.9.6", document, file }), frame).steps;
  if (!step) throw new Error("no step");
  expect(step.changes[0]?.before).toEqual(document["models"] && { baseUrl: "https://old.test", name: "n" });
  const now: JsonObject = { models: { providers: { a: { baseUrl: "https://new.test", name: "n" } } } };
  expect(withoutStep(step, now)).toEqual(file);
});

describe("what moved beside a repair", () => {
  const before: JsonObject = { a: { x: 1, list: [{ id: "one", v: 1 }] }, planned: 1, meta: { at: 1 } };
  const plan = {
    ...planOf(before, [{ path: ["planned"], after: 2 }], "2026.9.6"),
    around: toAround({ document: before, running: { ...before, b: 5 } }),
  };
  test.each<[what: string, document: JsonObject, running: JsonObject, moved: readonly string[]]>([
    ["nothing", { ...before, planned: 2 }, { ...before, planned: 2, b: 5 }, []],
    [
      "a value",
      { ...before, a: { x: 2, list: [{ id: "one", v: 1 }] } },
      { ...before, a: { x: 2, list: [{ id: "one", v: 1 }] } },
      ["a.x"],
    ],
    [
      "an item of a list",
      { ...before, a: { x: 1, list: [{ id: "one", v: 2 }] } },
      { a: { x: 1, list: [{ id: "one", v: 2 }] } },
      ["a.list.one.v"],
    ],
    ["what the release fills in when it writes", { ...before, b: 5 }, { ...before, b: 5 }, []],
    ["what the gateway notes of its writing", { ...before, meta: { at: 2 } }, { ...before, meta: { at: 2 } }, []],
    ["what only begins like it", { ...before, plannedToo: 1 }, { ...before, plannedToo: 1 }, ["plannedToo"]],
    ["what is gone", { planned: 2 }, { planned: 2 }, ["a.x", "a.list.one.id", "a.list.one.v"]],
  ])("%s", (_what, document, running, moved) => {
    expect(movedAround(plan, { document, running })).toEqual(moved);
  });
  test("nothing, where nothing was kept", () => {
    expect(movedAround({ ...plan, around: { document: {}, running: {} } }, { document: {}, running: {} })).toEqual([]);
  });
  test("is named, the first few of it", () => {
    expect(sayMoved([])).toEqual([]);
    expect(sayMoved(["a", "b"])).toEqual([
      "Other values changed since the plan was made, and stay as they are now: a, b.",
    ]);
    expect(inEnglish(sayMoved(["a", "b", "c", "d", "e", "f", "g"]))).toContain("a, b, c, d, e and 2 more.");
  });
});
