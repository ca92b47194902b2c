import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthOf, untilAgreed } from "./product/agree.ts";
import { chosenOf, isChosen } from "./product/chosen.ts";
import { createDataFolder, type DataFolder } from "./product/environment.ts";
import { startStanding, type Standing } from "./product/standing.ts";
import { countsOf, runStatus } from "./product/status.ts";
import { describeRelease } from "./rig/releases.ts";
import { startRig, type Rig } from "./rig/rig.ts";
import type { Scenario } from "./rig/scenario.ts";
import { healthy } from "./rig/scenarios/healthy.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { legacyRef } from "./rig/scenarios/legacy-ref.ts";
import { oauth401 } from "./rig/scenarios/oauth-401.ts";
import { overrideScope401 } from "./rig/scenarios/override-scope-401.ts";
import { restrictedKey401 } from "./rig/scenarios/restricted-key-401.ts";
import { staleBlock } from "./rig/scenarios/stale-block.ts";
import { staleOverrideLocal } from "./rig/scenarios/stale-override-local.ts";
import { subscriptionToKey } from "./rig/scenarios/subscription-to-key.ts";
import { unknownModel } from "./rig/scenarios/unknown-model.ts";
import { wrongApi } from "./rig/scenarios/wrong-api.ts";

interface Case {
  readonly version: string;
  readonly scenario: Scenario;
  readonly configured: string;
  readonly answering: string | null;
  readonly verdict: string;
  /** The cause, which comes first; null when nothing is wrong. */
  readonly cause: { readonly rule: string; readonly remedy: string } | null;
}

const CASES: readonly Case[] = [
  {
    version: "2026.3.2",
    scenario: issue38706,
    configured: "openai-codex/gpt-5.4",
    answering: "openai-codex/gpt-5.3-codex",
    verdict: "silent-fallback",
    cause: { rule: "codex-wrong-transport", remedy: "codex-transport" },
  },
  {
    version: "2026.3.2",
    scenario: unknownModel,
    configured: "openai-codex/gpt-5.4",
    answering: "openai-codex/gpt-5.3-codex",
    verdict: "silent-fallback",
    cause: { rule: "unknown-model", remedy: "codex-transport" },
  },
  {
    version: "2026.3.2",
    scenario: wrongApi,
    configured: "openai-codex/gpt-5.4",
    answering: "openai-codex/gpt-5.3-codex",
    verdict: "silent-fallback",
    cause: { rule: "codex-wrong-transport", remedy: "codex-transport" },
  },
  {
    version: "2026.3.7",
    scenario: issue38706,
    configured: "openai-codex/gpt-5.4",
    answering: null,
    verdict: "failing",
    cause: { rule: "codex-wrong-transport", remedy: "codex-transport" },
  },
  {
    version: "2026.3.13",
    scenario: subscriptionToKey,
    configured: "openai-codex/gpt-5.4",
    answering: "openai/gpt-5.4",
    verdict: "silent-fallback",
    cause: { rule: "sign-in-rejected", remedy: "sign-in" },
  },
  {
    version: "2026.4.20",
    scenario: staleBlock,
    configured: "openai-codex/gpt-5.4",
    answering: null,
    verdict: "failing",
    cause: { rule: "codex-wrong-transport", remedy: "codex-transport" },
  },
  {
    version: "2026.6.1",
    scenario: staleOverrideLocal,
    configured: "openai/gpt-5.5",
    answering: null,
    verdict: "failing",
    cause: { rule: "stale-override", remedy: "remove-override" },
  },
  {
    version: "2026.6.35",
    scenario: staleOverrideLocal,
    configured: "openai/gpt-5.5",
    answering: null,
    verdict: "failing",
    cause: { rule: "stale-override", remedy: "remove-override" },
  },
  {
    version: "2026.7.35",
    scenario: overrideScope401,
    configured: "openai/gpt-5.6-terra",
    answering: "openai/gpt-5.6-luna",
    verdict: "silent-fallback",
    cause: { rule: "stale-override", remedy: "remove-override" },
  },
  {
    version: "2026.7.1",
    scenario: overrideScope401,
    configured: "openai/gpt-5.6-terra",
    answering: "openai/gpt-5.6-luna",
    verdict: "silent-fallback",
    cause: { rule: "stale-override", remedy: "remove-override" },
  },
  {
    version: "2026.7.1",
    scenario: legacyRef,
    configured: "openai-codex/gpt-5.6-terra",
    answering: "openai/gpt-5.6-luna",
    verdict: "silent-fallback",
    cause: { rule: "legacy-ref", remedy: "rename-refs" },
  },
  {
    version: "2026.5.28",
    scenario: restrictedKey401,
    configured: "openai-platform/gpt-5.5",
    answering: "openai-codex/gpt-5.4",
    verdict: "silent-fallback",
    cause: { rule: "restricted-key", remedy: "move-primary" },
  },
  {
    version: "2026.9.6",
    scenario: overrideScope401,
    configured: "openai/gpt-5.6-terra",
    answering: "openai/gpt-5.6-luna",
    verdict: "silent-fallback",
    cause: { rule: "stale-override", remedy: "remove-override" },
  },
  {
    version: "2026.9.6",
    scenario: staleOverrideLocal,
    configured: "openai/gpt-5.6-terra",
    answering: null,
    verdict: "failing",
    cause: { rule: "stale-override", remedy: "remove-override" },
  },
  {
    version: "2026.9.6",
    scenario: legacyRef,
    configured: "openai-codex/gpt-5.6-terra",
    answering: "openai/gpt-5.6-luna",
    verdict: "silent-fallback",
    cause: { rule: "legacy-ref", remedy: "rename-refs" },
  },
];

/** What looks the same on every release: all is well, and nobody can sign in any more. */
function everywhere(version: string): readonly Case[] {
  const { provider, primary } = describeRelease(version);
  const configured = `${provider}/${primary}`;
  const cause = { rule: "sign-in-rejected", remedy: "sign-in" };
  return [
    { version, scenario: healthy, configured, answering: configured, verdict: "healthy", cause: null },
    { version, scenario: oauth401, configured, answering: null, verdict: "failing", cause },
  ];
}

const CHOSEN = [
  ...chosenOf(["2026.3.2", "2026.5.28", "2026.9.6"]).flatMap(everywhere),
  ...CASES.filter(({ version }) => isChosen(version)),
];

describe.each(CHOSEN)("OpenClaw $version, $scenario.name", ({ version, scenario, ...wanted }) => {
  const owned = new AsyncDisposableStack();
  let rig: Rig;
  let standing: Standing;
  let fresh: DataFolder;
  beforeAll(async () => {
    rig = owned.use(await startRig({ version, scenario }));
    fresh = owned.use(createDataFolder());
    standing = owned.use(await startStanding(rig, owned.use(createDataFolder()).path));
  });
  afterAll(() => owned.disposeAsync());

  it("has nothing to say before the first message", async () => {
    const { agents } = await untilAgreed(standing.status, rig);
    expect(agents).toMatchObject([{ configured: wanted.configured, answering: null, verdict: "idle" }]);
  });

  it("is counted while it goes on, exactly as it happened", async () => {
    await rig.send(3);
    expect(countsOf(await untilAgreed(standing.status, rig))).toEqual(truthOf(rig));
  });

  it("is told with its cause, by the service as by a process that never saw it before", async () => {
    const once = await untilAgreed(async () => (await runStatus(rig, fresh.path)).gateway, rig);
    const served = await standing.status();
    const { configured, answering, verdict, cause } = wanted;
    for (const status of [served, once]) {
      const { link, agents, diagnoses } = status;
      expect(link).toBe("ready");
      expect(countsOf(status)).toEqual(truthOf(rig));
      expect(agents).toMatchObject([{ id: "main", configured, answering, verdict }]);
      const first = diagnoses.find(({ severity }) => severity !== "info");
      expect(first ? { rule: first.rule, remedy: first.remedy } : null).toEqual(cause);
    }
    expect(once.unauthorized.recent.every(({ status }) => status === 401)).toBe(true);
  });

  it("is not counted twice when it is read again, and the exit code says how it stands", async () => {
    const { exit, gateway } = await runStatus(rig, fresh.path);
    expect(countsOf(gateway)).toEqual(truthOf(rig));
    expect(countsOf(await standing.status())).toEqual(truthOf(rig));
    expect(exit).toBe(wanted.cause === null ? 0 : 1);
  });
});
