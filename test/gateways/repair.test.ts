import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createAdmin, type Admin } from "./product/admin.ts";
import { isChosen, isThorough } from "./product/chosen.ts";
import { createDataFolder } from "./product/environment.ts";
import { startStanding } from "./product/standing.ts";
import { at } from "./rig/json.ts";
import { describeRelease, isAtLeast } from "./rig/releases.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { RESTRICTED_KEY, type Scenario } from "./rig/scenario.ts";
import { healthy } from "./rig/scenarios/healthy.ts";
import { include38706 } from "./rig/scenarios/include-38706.ts";
import { includeKeyedEntry } from "./rig/scenarios/include-keyed-entry.ts";
import { includeStaleOverride } from "./rig/scenarios/include-stale-override.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { legacyRef } from "./rig/scenarios/legacy-ref.ts";
import { missingApi } from "./rig/scenarios/missing-api.ts";
import { oauth401 } from "./rig/scenarios/oauth-401.ts";
import { overrideScope401 } from "./rig/scenarios/override-scope-401.ts";
import { includePlaceholders, placeholderEntries, placeholders, VARIABLES } from "./rig/scenarios/placeholders.ts";
import { restrictedKey401 } from "./rig/scenarios/restricted-key-401.ts";
import { staleBlock } from "./rig/scenarios/stale-block.ts";
import { staleModelsJson } from "./rig/scenarios/stale-models-json.ts";
import { staleOverrideLocal } from "./rig/scenarios/stale-override-local.ts";
import { unknownModel } from "./rig/scenarios/unknown-model.ts";
import { wrongApi } from "./rig/scenarios/wrong-api.ts";
import { wrongBase } from "./rig/scenarios/wrong-base.ts";

const MINUTES = 60_000;

/** A gateway after some turns, and an admin beside it. */
async function withAdmin(
  { version, scenario, turns }: { version: string; scenario: Scenario; turns: number },
  work: (rig: Rig, admin: Admin) => Promise<void>,
): Promise<void> {
  await using rig = await startRig({ version, scenario });
  if (turns > 0) await rig.send(turns);
  using folder = createDataFolder();
  await using standing = await startStanding(rig, folder.path);
  await standing.status();
  await work(rig, createAdmin(standing.companion));
}

const providersOf = (rig: Rig): Promise<unknown> => configOf(rig, "models", "providers");

async function configOf(rig: Rig, ...path: readonly string[]): Promise<unknown> {
  const reply = await rig.call("config.get");
  if (!reply.ok) throw new Error("config.get was refused");
  return at(reply.payload, "config", ...path);
}

/** The next turn is answered by the selected model, and the provider refuses nothing any more. */
async function expectPrimary(rig: Rig, session: string): Promise<void> {
  const before = rig.truth();
  const [turn] = await rig.send(1, { session });
  expect(turn).toMatchObject({ ok: true, model: turn?.selected?.split("/").at(-1) });
  expect(rig.truth().unauthorized).toBe(before.unauthorized);
}

const REPAIRED: readonly (readonly [string, Scenario, number, string])[] = [
  ["2026.3.2", unknownModel, 1, "agent:main:main"],
  ["2026.3.2", staleModelsJson, 1, "agent:main:main"],
  ["2026.3.2", missingApi, 0, "agent:main:main"],
  ["2026.3.2", wrongApi, 1, "agent:main:main"],
  ["2026.3.2", wrongBase, 1, "agent:main:main"],
  // Here the login rests for a minute after the refusals before: the proof waits for it.
  ["2026.3.7", issue38706, 1, "agent:main:main"],
  ["2026.4.20", staleBlock, 1, "agent:main:main"],
  ["2026.5.28", restrictedKey401, 1, "agent:main:new"],
  ["2026.6.1", staleOverrideLocal, 1, "agent:main:main"],
  ["2026.6.1", legacyRef, 1, "agent:main:new"],
  ["2026.6.35", legacyRef, 1, "agent:main:new"],
  ["2026.7.1", overrideScope401, 1, "agent:main:new"],
  ["2026.7.35", overrideScope401, 1, "agent:main:new"],
  ["2026.8.1", overrideScope401, 1, "agent:main:main"],
  ["2026.8.1", staleOverrideLocal, 1, "agent:main:main"],
  ["2026.9.6", overrideScope401, 1, "agent:main:main"],
  ["2026.9.6", staleOverrideLocal, 1, "agent:main:main"],
  ["2026.9.6", legacyRef, 1, "agent:main:main"],
];

describe("/fix-codex on a real gateway", () => {
  test("mends issue 38706 in the same session, and /undo-fix puts everything back", () =>
    withAdmin({ version: "2026.3.2", scenario: issue38706, turns: 1 }, async (rig, admin) => {
      const before = await providersOf(rig);
      await admin.ask("fix-codex");
      expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Fixed: /), tone: "good" });
      await expectPrimary(rig, "agent:main:main");
      expect(await admin.press("Undo")).toMatchObject({
        title: "Plan for main: Undo “Correct the route of openai-codex”",
      });
      expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Undone /) });
      await expect
        .poll(() => providersOf(rig).catch(() => null), { timeout: MINUTES, interval: 1_000 })
        .toEqual(before);
    }));

  test.each(REPAIRED.filter(([version]) => isChosen(version)))(
    "%s %o is mended: the primary answers",
    (version, scenario, turns, session) =>
      withAdmin({ version, scenario, turns }, async (rig, admin) => {
        await admin.ask("fix-codex");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Fixed: /) });
        await expectPrimary(rig, session);
        // From here on nothing of the override stays, but where it holds a key that nobody could put back.
        const left = isAtLeast(version, "2026.6.1") ? await configOf(rig, "models", "providers", "openai") : undefined;
        expect(at(left, "api")).toBe(scenario === overrideScope401 ? "openai-chatgpt-responses" : undefined);
      }),
  );

  test.each(["2026.4.14", "2026.5.28", "2026.7.1"].filter(isChosen))(
    "%s keeps a session on the fallback until it is released; one that a person chose stays",
    (version) =>
      withAdmin({ version, scenario: restrictedKey401, turns: 1 }, async (rig, admin) => {
        const { provider, fallback } = describeRelease(version);
        await rig.call("sessions.patch", { key: "agent:main:mine", model: `${provider}/${fallback}` });
        await admin.ask("fix-codex");
        const fixed = await admin.press("Confirm");
        expect(fixed.title).toMatch(/^Fixed: /);
        expect(fixed.actions?.map(({ label }) => label)).toEqual(["Release 1 session", "Undo"]);
        const [stuck] = await rig.send(1);
        expect(stuck).toMatchObject({ model: fallback });
        // Asked again, it finds nothing else that is wrong.
        const again = await admin.ask("fix-codex");
        expect(again.title).toBe("The route is right; sessions stay on the fallback");
        const released = await admin.press("Release 1 session");
        expect(JSON.stringify(released.blocks)).toContain("agent:main:mine");
        await expectPrimary(rig, "agent:main:main");
        const [chosen] = await rig.send(1, { session: "agent:main:mine" });
        expect(chosen).toMatchObject({ model: fallback });
      }),
  );

  const UNTOUCHED: readonly (readonly [string, Scenario, number, string])[] = [
    ["2026.9.6", healthy, 1, "Nothing to do"],
    ["2026.9.6", oauth401, 1, "Log in again on the gateway host"],
    ["2026.7.1", restrictedKey401, 1, "Plan for main: Move the primary model to the signed-in route"],
  ];
  test.each(UNTOUCHED.filter(([version]) => isChosen(version)))(
    "%s %o is left as it is until somebody confirms",
    (version, scenario, turns, title) =>
      withAdmin({ version, scenario, turns }, async (rig, admin) => {
        const before = readFileSync(rig.configFile, "utf8");
        const card = await admin.ask("fix-codex");
        expect(card.title).toEqual(title);
        // What 2026.3.2 needs keeps these releases from starting.
        expect(JSON.stringify(card)).not.toContain("openai-codex-responses");
        expect(readFileSync(rig.configFile, "utf8")).toBe(before);
      }),
  );

  test.runIf(isChosen("2026.3.2"))(
    "where a write would copy an included file away, the file is named and nothing is written",
    () =>
      withAdmin({ version: "2026.3.2", scenario: include38706, turns: 1 }, async (rig, admin) => {
        const included = join(dirname(rig.configFile), "models.json5");
        const before = [rig.configFile, included].map((path) => readFileSync(path, "utf8"));
        const card = await admin.ask("fix-codex");
        expect(card.title).toEqual("Correct the route of openai-codex: in an included file");
        expect(JSON.stringify(card.blocks)).toContain("models.json5");
        expect(JSON.stringify(card.blocks)).toContain("# set models.providers.openai-codex.api");
        expect(card.actions).toBeUndefined();
        expect([rig.configFile, included].map((path) => readFileSync(path, "utf8"))).toEqual(before);
      }),
  );

  test.runIf(isChosen("2026.9.6"))(
    "where a write goes through into an included file, it is named, mended and put back",
    () =>
      withAdmin({ version: "2026.9.6", scenario: includeStaleOverride, turns: 1 }, async (rig, admin) => {
        const included = () => readFileSync(join(dirname(rig.configFile), "providers.json5"), "utf8");
        const before = await providersOf(rig);
        const plan = await admin.ask("fix-codex");
        expect(JSON.stringify(plan.blocks)).toContain("providers.json5");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Fixed: /), tone: "good" });
        await expectPrimary(rig, "agent:main:main");
        expect(readFileSync(rig.configFile, "utf8")).toContain("$include");
        expect(included()).toContain("${OTHER_KEY}");
        expect(included()).not.toContain("openai.com");
        await admin.press("Undo");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Undone /) });
        expect(await providersOf(rig)).toEqual(before);
        expect(included()).toContain("${OTHER_KEY}");
      }),
  );

  test.runIf(isChosen("2026.9.6"))(
    "an entry with a key in a file of its own is corrected in that file, keeps its key, and is put back",
    () =>
      withAdmin({ version: "2026.9.6", scenario: includeKeyedEntry, turns: 1 }, async (rig, admin) => {
        const read = (name: string) => readFileSync(join(dirname(rig.configFile), name), "utf8");
        const [before, other] = [await providersOf(rig), read("other.json5")];
        const plan = await admin.ask("fix-codex");
        expect(plan.title).toEqual(expect.stringMatching(/^Plan for /));
        expect(JSON.stringify(plan.blocks)).toContain("openai.json5");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Fixed: /), tone: "good" });
        await expectPrimary(rig, "agent:main:main");
        expect(read("openai.json5")).toContain(RESTRICTED_KEY);
        expect(read("openai.json5")).not.toContain("api.openai.com");
        await admin.press("Undo");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Undone /) });
        expect(await providersOf(rig)).toEqual(before);
        expect(read("openai.json5")).toContain(RESTRICTED_KEY);
        expect(readFileSync(rig.configFile, "utf8").split("$include")).toHaveLength(3);
        expect(read("other.json5")).toBe(other);
      }),
  );

  test.runIf(isChosen("2026.9.6"))("placeholders of the environment come back as such, the one for a key too", () =>
    withAdmin({ version: "2026.9.6", scenario: placeholders, turns: 1 }, async (rig, admin) => {
      const written = (): unknown => at(JSON.parse(readFileSync(rig.configFile, "utf8")), "models", "providers");
      const before = placeholderEntries(describeRelease("2026.9.6"));
      expect(written()).toEqual(before);
      const plan = await admin.ask("fix-codex");
      expect(plan.title).toBe("Plan for main: Remove the leftover override of openai");
      expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Fixed: /) });
      await expectPrimary(rig, "agent:main:main");
      const { openai: _gone, ...others } = before;
      expect(written()).toEqual(others);
      await admin.press("Undo");
      expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Undone /) });
      expect(written()).toEqual(before);
    }),
  );

  test.runIf(isChosen("2026.9.6"))(
    "placeholders of an included file that stand for secrets stay; what others stand for is put back, as the plan says",
    () =>
      withAdmin({ version: "2026.9.6", scenario: includePlaceholders, turns: 1 }, async (rig, admin) => {
        const file = () => readFileSync(join(dirname(rig.configFile), "providers.json5"), "utf8");
        const { openai: _override, ...others } = placeholderEntries(describeRelease("2026.9.6"));
        const before = await providersOf(rig);
        const plan = await admin.ask("fix-codex");
        expect(JSON.stringify(plan.blocks)).toContain("A placeholder of the environment in");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Fixed: /) });
        await expectPrimary(rig, "agent:main:main");
        await admin.press("Undo");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Undone /) });
        expect(await providersOf(rig)).toEqual(before);
        expect(JSON.parse(file())).toMatchObject({ ...others, openai: { baseUrl: VARIABLES.OPENAI_BASE } });
        for (const secret of [VARIABLES.TEAM, VARIABLES.OTHER_KEY]) expect(file()).not.toContain(secret);
      }),
  );

  test.each([...(isThorough ? ["2026.3.2"] : []), "2026.9.6"].filter(isChosen))(
    "on %s /set-model sets the model of an agent, which answers from then on, until it is put back",
    (version) =>
      withAdmin({ version, scenario: healthy, turns: 1 }, async (rig, admin) => {
        const { provider, primary, fallback } = describeRelease(version);
        const model = () => configOf(rig, "agents").catch(() => null);
        const before = await model();
        const unlisted = await admin.ask("set-model", { model: `${provider}/nobody-knows` });
        expect(unlisted.title).toBe("The gateway does not list that model");
        const plan = await admin.ask("set-model", { model: `${provider}/${fallback}` });
        expect(plan.title).toBe("Plan for main: Set the model of main");
        expect(await model()).toEqual(before);
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Fixed: /) });
        await expectPrimary(rig, "agent:main:new");
        expect(rig.truth().answersByModel).toEqual({ [primary]: 1, [fallback]: 1 });
        await admin.press("Undo");
        expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Undone /) });
        await expect.poll(model, { timeout: MINUTES, interval: 1_000 }).toEqual(before);
        await expectPrimary(rig, "agent:main:newer");
      }),
  );

  test("a repair whose proof fails is undone", () =>
    withAdmin({ version: "2026.3.2", scenario: issue38706, turns: 1 }, async (rig, admin) => {
      const before = await providersOf(rig);
      rig.upstream({ kind: "refuse", status: 401, side: "chatgpt" });
      await admin.ask("fix-codex");
      expect(await admin.press("Confirm")).toMatchObject({ title: expect.stringMatching(/^Not fixed; /) });
      await expect
        .poll(() => providersOf(rig).catch(() => null), { timeout: MINUTES, interval: 1_000 })
        .toEqual(before);
    }));

  test("a gateway that is killed while it is repaired comes back whole", () =>
    withAdmin({ version: "2026.3.2", scenario: issue38706, turns: 1 }, async (rig, admin) => {
      const before = await providersOf(rig);
      await admin.ask("fix-codex");
      const repaired = admin.press("Confirm");
      await rig.killGateway();
      await rig.startGateway();
      const { title } = await repaired;
      expect(title).toMatch(/^(?:Fixed: |Not fixed; the change was undone )/);
      await expect.poll(() => providersOf(rig).catch(() => null), { timeout: MINUTES, interval: 1_000 }).not.toBeNull();
      // Whole is the one or the other, and nothing in between.
      const after = await providersOf(rig);
      expect(JSON.stringify(after) === JSON.stringify(before)).toBe(title.startsWith("Not fixed"));
    }));

  test("a gateway that has died gets the instruction for its host, and nothing is touched", async () => {
    await using rig = await startRig({ version: "2026.3.2", scenario: missingApi });
    await rig.send(1);
    using folder = createDataFolder();
    await using standing = await startStanding(rig, folder.path);
    const card = await createAdmin(standing.companion).ask("fix-codex");
    expect(card.title).toEqual("Nothing can be changed on the gateway from here now");
    expect(JSON.stringify(card.blocks)).toContain("openclaw.json");
  });
});
