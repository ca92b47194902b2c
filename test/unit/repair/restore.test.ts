import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withValue, type Json, type JsonObject } from "../../../src/core/json.ts";
import { REDACTED, type ConfigPatch } from "../../../src/core/plan.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { patchesBack, withoutStep } from "../../../src/repair/plan/restore.ts";
import { planOf, toMerged } from "../parts/repair.ts";

const OLD = "2026.3.2";
const NEW = "2026.9.6";
const PATH = ["models", "providers", "openai-codex"];
const releaseIs = (version: string) => releaseOf(version, { methods: [] });
const row = (id: string, more: JsonObject = {}): JsonObject => ({ id, name: id, ...more });
const at = (value: Json | undefined): JsonObject => withValue({ gateway: { port: 1 } }, PATH, value);

const apply = (document: JsonObject, patches: readonly ConfigPatch[]): JsonObject =>
  patches.reduce((edited, patch) => toMerged(edited, patch), document);

/** What a step that sets one value leaves, and takes back. */
function change(before: JsonObject, value: Json | undefined, version: string) {
  const step = planOf(before, [{ path: PATH, ...(value !== undefined && { after: value }) }], version).steps[0];
  if (!step) throw new Error("no step");
  const written = apply(before, step.forward);
  return { step, written, back: (now: JsonObject) => apply(now, patchesBack(step, now, releaseIs(version))) };
}

describe.each([OLD, NEW])("a change on %s, taken back", (version) => {
  test.each([
    ["a value that was not there", { gateway: {} }, { baseUrl: "x", models: [row("a")] }],
    ["a value in a container that was empty", { models: { providers: {} } }, { baseUrl: "x" }],
    ["another address", at({ baseUrl: "x", models: [row("a")] }), { baseUrl: "y", models: [row("a")] }],
    ["a row more", at({ models: [row("a")] }), { models: [row("a"), row("b")] }],
    ["a row less", at({ models: [row("a"), row("b")] }), { models: [row("b")] }],
    ["a removal", at({ baseUrl: "x", models: [row("a", { api: "z" })] }), undefined],
    ["a key that stays", at({ apiKey: REDACTED, baseUrl: "x" }), { apiKey: REDACTED, baseUrl: "y" }],
    ["a list in which a key stays", at({ list: [{ key: REDACTED, x: 1 }] }), { list: [{ key: REDACTED, x: 2 }] }],
  ])("%s leaves the configuration as it was", (_what, before, value) => {
    const { step, written, back } = change(before, value, version);
    expect(written).not.toEqual(before);
    expect(back(written)).toEqual(before);
    expect(step.exact).toBe(true);
  });

  test("what others added to the same value since stays", () => {
    const { written, back } = change(
      at({ baseUrl: "x", models: [row("a")] }),
      { baseUrl: "y", models: [row("a", { api: "z" })] },
      version,
    );
    const now = withValue(withValue(written, [...PATH, "headers"], { a: "b" }), ["models", "providers", "mine"], {});
    expect(back(now)).toEqual({
      gateway: { port: 1 },
      models: { providers: { "openai-codex": { baseUrl: "x", models: [row("a")], headers: { a: "b" } }, mine: {} } },
    });
  });

  test("a row that others removed since stays away", () => {
    const { written, back } = change(
      at({ models: [row("a"), row("b")] }),
      { models: [row("a", { api: "z" }), row("b")] },
      version,
    );
    expect(back(withValue(written, [...PATH, "models"], [row("b")]))).toEqual(at({ models: [row("b")] }));
  });

  test("a container that others use by now stays when ours goes", () => {
    const { written, back } = change({ gateway: {} }, { baseUrl: "x" }, version);
    expect(back(withValue(written, ["models", "mode"], "merge"))).toEqual({ gateway: {}, models: { mode: "merge" } });
  });

  test("a key that went is not written back as its own placeholder", () => {
    const { step, written, back } = change(at({ apiKey: REDACTED, baseUrl: "x" }), undefined, version);
    expect(step.exact).toBe(false);
    expect(back(written)).toEqual(at({ baseUrl: "x" }));
  });

  test("nor is one that went alone, out of an entry that stays", () => {
    const { step, written, back } = change(at({ apiKey: REDACTED, baseUrl: "x" }), { baseUrl: "y" }, version);
    expect(step.exact).toBe(false);
    expect(written).toEqual(at({ baseUrl: "y" }));
    expect(back(written)).toEqual(at({ baseUrl: "x" }));
  });
});

test("an entry with a key is never removed to be set anew, which would lose the key", () => {
  const before = at({ apiKey: REDACTED, models: [row("a")] });
  const { step, written, back } = change(before, { apiKey: REDACTED, models: [row("a"), row("b")] }, OLD);
  expect(
    patchesBack(step, written, releaseIs(OLD)).every(({ merge }) =>
      JSON.stringify(merge).includes('"openai-codex":null'),
    ),
  ).toBe(false);
  expect(back(written)).toEqual(at({ apiKey: REDACTED, models: [row("a"), row("b")] }));
  expect(step.exact).toBe(false);
});

test("whatever is set is taken back, on every release", () => {
  const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c"), api: fc.constantFrom("x", "y") }), {
    selector: ({ id }) => id,
  });
  const value = fc.option(
    fc.record(
      { baseUrl: fc.constantFrom("x", "y"), models: rows, auth: fc.constantFrom("oauth", "token") },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  );
  fc.assert(
    fc.property(value, value, fc.constantFrom(OLD, "2026.6.1", NEW), (old, wanted, version) => {
      const before = at(old);
      const plan = planOf(before, [{ path: PATH, ...(wanted !== undefined && { after: wanted }) }], version);
      for (const step of plan.steps) {
        const written = step.forward.reduce((edited, patch) => toMerged(edited, patch), before);
        expect(withoutStep(step, written)).toEqual(before);
        expect(
          patchesBack(step, written, releaseIs(version)).reduce((edited, patch) => toMerged(edited, patch), written),
        ).toEqual(before);
      }
    }),
  );
});
