import { describe, expect, test } from "vitest";
import { isObject, valueAt, withValue, type Json, type JsonObject } from "../../../src/core/json.ts";
import { REDACTED, type ConfigChange, type Remedy } from "../../../src/core/plan.ts";
import { overwritesSecret } from "../../../src/repair/plan/lost.ts";
import { sayUnseen, withPlaceholders } from "../../../src/repair/plan/placeholders.ts";
import { isHidden, withoutSecrets } from "../../../src/repair/plan/secrets.ts";
import { inEnglish } from "../../parts/in-english.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { BEFORE, RIGHT, setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY, PRIMARY } from "./bench/world.ts";

const environment = {
  BASE: WRONG.baseUrl,
  KEY: "sk-made-up-000000000000",
  TEAM: "team-made-up",
  ROW: "https://row.test",
  MINE: "https://a.test",
};
const row = { id: "gpt-5.4", name: "GPT", baseUrl: "${ROW}" };
/** An entry as somebody wrote it, beside another one: nothing of it is to become what it stands for. */
const entry = { ...WRONG, baseUrl: "${BASE}", apiKey: "${KEY}", headers: { "X-Team": "${TEAM}" }, models: [row] };
const written = (value: Json): JsonObject =>
  withValue(withValue(BEFORE, ENTRY, value), ["models", "providers", "mine"], { baseUrl: "${MINE}" });

/** Corrects the entry, with what it does not know of it; `removes`: and takes all of it away then. */
const correcting = (removes = false): Remedy => ({
  id: "test",
  propose: ({ document }) => {
    const now = valueAt(document, ENTRY);
    const after = { ...(isObject(now) && now), ...RIGHT };
    return {
      kind: "change",
      title: "Correct the route",
      why: [],
      steps: [
        { label: "correct it", sets: [{ path: ENTRY, after }] },
        ...(removes ? [{ label: "remove it", sets: [{ path: ENTRY }] }] : []),
      ],
      effects: [],
      proves: [{ agent: "main", wanted: PRIMARY }],
    };
  },
});

type Options = Parameters<typeof setRepairs>[0];

async function planOn(options: Options, removesKeys = false) {
  const setting = await setRepairs({ environment, ...options });
  const { repairs, world } = setting;
  const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main", removesKeys });
  return { ...setting, found };
}

async function fixAndUndo(options: Options, removesKeys = false) {
  const setting = await planOn(options, removesKeys);
  const { repairs, world, store, found } = setting;
  if (found.kind !== "plan") throw new Error(found.kind);
  await toEnd(await repairs.confirm(found.plan.id, adminOf("1", world)));
  const fixed = { document: world.document(), state: (await store.find(found.plan.id))?.state };
  const view = await repairs.planUndo({ repair: found.plan.id }, adminOf("1", world));
  if (view.kind !== "plan") throw new Error(view.kind);
  const told = await toEnd(await repairs.confirm(view.plan.id, adminOf("1", world)));
  return { ...setting, fixed, told, plan: found.plan, undo: view.plan };
}

describe.each(["2026.3.2", "2026.9.6"])("placeholders of the environment in the main file, on %s,", (version) => {
  test("stay while what they stand beside is corrected, and come back with the undo", async () => {
    const before = written(entry);
    const { fixed, world, told, plan } = await fixAndUndo({ version, before, remedies: [correcting()] });
    expect(fixed.state).toBe("fixed");
    expect(valueAt(fixed.document, ENTRY)).toMatchObject({ ...RIGHT, apiKey: "${KEY}", headers: entry.headers });
    expect(world.document()).toEqual(before);
    expect(told.at(-1)).toBe("The configuration is again what it was.");
    expect(JSON.stringify(plan)).not.toContain(environment.KEY);
  });

  test("come back with an entry that was removed, the one for its key too", async () => {
    const before = written(entry);
    const { fixed, world, told, undo } = await fixAndUndo({ version, before, remedies: [correcting(true)] });
    expect(fixed.state).toBe("fixed");
    expect(valueAt(fixed.document, ENTRY)).toBeUndefined();
    expect(world.document()).toEqual(before);
    expect(told.at(-1)).toBe("The configuration is again what it was.");
    expect(inEnglish(undo.effects)).not.toContain("cannot bring back");
  });

  test("come back where the gateway moved them along with a write", async () => {
    let writes = 0;
    const { fixed } = await fixAndUndo({
      version,
      before: written(entry),
      remedies: [correcting()],
      meddle: (document) =>
        (writes += 1) === 1 ? withValue(document, ["models", "providers", "mine"], { baseUrl: "moved" }) : document,
    });
    expect(valueAt(fixed.document, ["models", "providers", "mine"])).toEqual({ baseUrl: "${MINE}" });
  });

  test("a secret itself is not overwritten, unless that was asked for with its price", async () => {
    const before = written({ ...entry, apiKey: "sk-fake-inline" });
    const { found, world } = await planOn({ version, before, remedies: [correcting(true)] });
    expect(found).toMatchObject({ kind: "instruct", title: { id: "plan.secret" } });
    expect(inEnglish(found)).toContain("models.providers.openai-codex");
    expect(found.kind === "instruct" && found.commands.at(-1)).toBe("openclaw gateway restart");
    expect(world.document()).toEqual(before);

    const { fixed, told, undo, ...asked } = await fixAndUndo({ version, before, remedies: [correcting(true)] }, true);
    expect(fixed.state).toBe("fixed");
    expect(inEnglish(undo.effects)).toContain("all, but for the API key");
    const { apiKey: _key, ...rest } = entry;
    expect(asked.world.document()).toEqual(written(rest));
    expect(told.at(-1)).toContain("API key");
  });

  test("no half of a reference to a secret is written back", async () => {
    const apiKey = { source: "env", provider: "default", id: REDACTED };
    const before = written({ ...entry, apiKey });
    const { world } = await fixAndUndo({ version, before, remedies: [correcting(true)] }, true);
    const { apiKey: _key, ...rest } = entry;
    expect(world.document()).toEqual(written(rest));
    const kept = await fixAndUndo({ version, before, remedies: [correcting()] });
    expect(kept.world.document()).toEqual(before);
  });
});

const change = (before: Json | undefined, after: Json | undefined): ConfigChange => ({
  path: ["a"],
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

describe("placeholders in an included file", () => {
  const includes = [{ path: ["models", "providers"], files: ["/providers.json5"], writable: true }];
  const version = "2026.9.6";

  test("that stand for what is not changed stay; one that does is told beforehand, and its value put back", async () => {
    const before = written(entry);
    const { world, plan, undo, told } = await fixAndUndo({ version, before, includes, remedies: [correcting()] });
    for (const { effects } of [plan, undo])
      expect(inEnglish(effects)).toContain("placeholder of the environment in /providers.json5");
    expect(world.document()).toEqual(
      written({ ...entry, baseUrl: environment.BASE, models: [{ ...row, baseUrl: environment.ROW }] }),
    );
    expect(told.at(-1)).toBe("The configuration is again what it was.");
  });

  test("for a secret is never made the secret itself: what holds one is not removed", async () => {
    const before = written(entry);
    const { found } = await planOn({ version, before, includes, remedies: [correcting(true)] });
    expect(found).toMatchObject({ kind: "instruct", title: { id: "plan.secret" } });
    const { world } = await fixAndUndo({ version, before, includes, remedies: [correcting(true)] }, true);
    for (const secret of [environment.KEY, environment.TEAM])
      expect(JSON.stringify(world.document())).not.toContain(secret);
  });

  test.each<[what: string, before: Json | undefined, after: Json | undefined, isTold: boolean]>([
    ["a text that changes", "x", "y", true],
    ["a text that goes with what it stands in", { b: [{ c: "x" }] }, undefined, true],
    ["a text in a list", ["x", "y"], ["x"], true],
    ["what is only added", { b: "x" }, { b: "x", c: "y" }, false],
    ["what was not there", undefined, "y", false],
    ["a number", { b: 1 }, { b: 2 }, false],
    ["what nobody is shown", { b: REDACTED }, {}, false],
    ["a list that stays", { b: ["x"] }, { b: ["x"], c: 1 }, false],
  ])("are spoken of where they may stand: %s", (_what, before, after, isTold) => {
    expect(sayUnseen(["f"], [{ changes: [change(before, after)] }])).toHaveLength(isTold ? 1 : 0);
    expect(sayUnseen([], [{ changes: [change(before, after)] }])).toEqual([]);
  });
});

test.each<[what: string, value: Json | undefined, file: Json | undefined, expected: Json | undefined]>([
  ["a text", "x", "${X}", "${X}"],
  ["within a text", "https://x/v1", "https://${X}/v1", "https://${X}/v1"],
  ["none", "x", "y", "x"],
  ["another kind of value", "x", { y: "${X}" }, "x"],
  ["in an object", { a: "x", b: "y" }, { a: "${X}" }, { a: "${X}", b: "y" }],
  ["what the file alone has", { a: "x" }, { a: "x", b: "${X}" }, { a: "x" }],
  ["in a list", ["x", "y"], ["${X}", "y"], ["${X}", "y"]],
  ["in a list of another length", ["x"], ["x", "${X}"], ["x"]],
  ["of what is not there", undefined, "${X}", undefined],
  ["of a file that holds none", { a: "x" }, undefined, { a: "x" }],
])("a value with the placeholders of its file: %s", (_what, value, file, expected) => {
  expect(withPlaceholders(value, file)).toEqual(expected);
});

test("a placeholder stands for what the gateway shows for it, and for nothing that came later", () => {
  const file = { a: "${A}", rows: ["${R}", "s"], b: { c: "${C}" } };
  const shown = { a: "x", rows: ["r", "s"], b: { c: "z" } };
  expect(withPlaceholders({ a: "y", rows: ["r", "t", "u"], b: "z" }, file, shown)).toEqual({
    a: "y",
    rows: ["${R}", "t", "u"],
    b: "z",
  });
  expect(withPlaceholders({ a: "x" }, file, null)).toEqual({ a: "x" });
  expect(withPlaceholders({ rows: ["r"] }, {})).toEqual({ rows: ["r"] });
  expect(withPlaceholders(["r"], file)).toEqual(["r"]);
});

test.each<[what: string, before: Json | undefined, after: Json | undefined, isLost: boolean]>([
  ["no secret", { a: "x" }, undefined, false],
  ["one that stays", { a: REDACTED, b: 1 }, { a: REDACTED, b: 2 }, false],
  ["one of two", { a: REDACTED, b: REDACTED }, { a: REDACTED, b: "y" }, true],
  ["one that goes", { a: REDACTED }, {}, true],
  ["all of it", { a: REDACTED }, undefined, true],
  ["in a row that stays", [{ id: "m", k: REDACTED }], [{ id: "n" }, { id: "m", k: REDACTED }], false],
  ["in a row that goes", [{ id: "m", k: REDACTED }], [{ id: "n", k: REDACTED }], true],
  ["in a list", [REDACTED, "x"], [REDACTED], false],
  ["moved in a list", ["x", REDACTED], [REDACTED, "x"], true],
])("what a change overwrites of secrets: %s", (_what, before, after, isLost) => {
  const change = { path: ["a"], ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  expect(overwritesSecret(change)).toBe(isLost);
  expect(overwritesSecret({ ...change, written: "${X}" })).toBe(false);
});

test("a reference to a secret is hidden as a whole, and nothing else that has a source", () => {
  const reference = { source: "env", provider: "default", id: REDACTED };
  expect(isHidden(reference)).toBe(true);
  expect(isHidden({ ...reference, id: "NAME" })).toBe(false);
  expect(isHidden({ id: REDACTED })).toBe(false);
  expect(withoutSecrets({ a: reference, b: [{ c: reference, d: 1 }] })).toEqual({ b: [{ d: 1 }] });
});
