import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import type { RuleId } from "../../../src/core/rules.ts";
import { toMeanwhile } from "../../../src/repair/plan/meanwhile.ts";
import { cooldown } from "../../../src/repair/remedies/cooldown.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { agent } from "../parts/diagnose.ts";
import { examinationOf } from "../parts/repair.ts";
import { inEnglish } from "../../parts/in-english.ts";

const found = (rule: RuleId, provider = "openai", agents: readonly string[] = ["main"]): Diagnosis => ({
  rule,
  severity: rule === "resting-credential" ? "info" : "critical",
  title: "x",
  explanation: [],
  remedy: null,
  agents,
  about: [{ agent: "main", model: { provider, model: "m" } }],
});
function instructionOf(version: string, diagnoses: readonly Diagnosis[], names = ["main"]) {
  const agents = names.map((name) => agent("openai/m", name));
  const proposal = cooldown.propose(examinationOf({ version, agents, diagnoses }));
  if (proposal?.kind !== "instruct") throw new Error(JSON.stringify(proposal));
  return proposal;
}

describe("a cooldown whose cause is gone", () => {
  test("names the command that ends it, by where the release keeps it", () => {
    expect(instructionOf("2026.9.6", [found("resting-credential")]).commands).toEqual([
      "openclaw models auth login --provider openai",
    ]);
    const old = instructionOf("2026.6.1", [found("resting-credential")]).commands;
    expect(old[0]).toContain("~/.openclaw/agents/main/agent/auth-profiles.json");
    expect(old.at(-1)).toBe("openclaw gateway restart");
  });

  test("is ended by that command, and nothing else of the file moves", () => {
    const home = makeFolder();
    const file = join(home, ".openclaw/agents/main/agent/auth-profiles.json");
    mkdirSync(dirname(file), { recursive: true });
    const profiles = { "openai-codex:default": { type: "oauth", access: "a", expires: 5 } };
    const before = {
      version: 1,
      profiles,
      usageStats: {
        "openai-codex:default": { lastUsed: 3, errorCount: 4, cooldownUntil: 9e15, failureCounts: { auth: 4 } },
        "anthropic:default": { lastUsed: 1, disabledUntil: 9e15, disabledReason: "billing" },
      },
    };
    writeFileSync(file, JSON.stringify(before));
    const { commands } = instructionOf("2026.3.2", [found("resting-credential", "openai-codex")]);
    const script = commands.filter((one) => !one.startsWith("openclaw")).join("\n");
    execFileSync("/bin/sh", ["-ec", script], { env: { ...process.env, HOME: home } });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      version: 1,
      profiles,
      usageStats: { "openai-codex:default": { lastUsed: 3 }, "anthropic:default": { lastUsed: 1 } },
    });
    expect(JSON.parse(readFileSync(`${file}.before-companion`, "utf8"))).toEqual(before);
  });

  test("of an agent with a name of any kind is one word of the command", () => {
    const [copy] = instructionOf("2026.3.2", [found("resting-credential", "openai", ["x; rm -rf /"])]).commands;
    expect(copy).toContain("/agents/'x; rm -rf /'/agent/");
  });

  test("is told for every agent where it is not known whose it is", () => {
    const { commands } = instructionOf("2026.3.2", [found("resting-credential", "openai", [])], ["main", "ops"]);
    expect(commands.filter((one) => one.startsWith("cp ")).map((one) => one.split("/")[3])).toEqual(["main", "ops"]);
  });

  test.each<[what: string, diagnoses: readonly Diagnosis[]]>([
    ["it follows from something that is still wrong", [found("resting-credential"), found("empty-account")]],
    ["there is none", [found("silent-fallback")]],
  ])("is no remedy where %s", (_, diagnoses) => {
    expect(cooldown.propose(examinationOf({ version: "2026.9.6", diagnoses }))).toBeNull();
  });

  test("is one where all else follows from it, is apart, or is a hint", () => {
    const hint = { ...found("unauthorized"), rule: "usage-limit" as const, severity: "info" as const };
    const others = [found("silent-fallback"), found("job-fails"), hint];
    expect(instructionOf("2026.9.6", [found("resting-credential"), ...others]).commands).toHaveLength(1);
  });
});

test("a plan says that a login is in cooldown, and what still goes on", () => {
  expect(toMeanwhile({ diagnoses: [found("empty-account")] })).toEqual([]);
  const told = toMeanwhile({ diagnoses: [found("resting-credential")] });
  expect(inEnglish(told)).toContain("The proof waits for it, up to six minutes");
});
