import { expect, test } from "vitest";
import type { AuthProfile } from "../../../src/core/gateway.ts";
import { agent, inputOf, login, ruleOf, testRules } from "../parts/diagnose.ts";
import { NOW } from "../parts/ledger-words.ts";

const standing = (status: string | null, name = "openai"): AuthProfile => ({
  ...login(name),
  status,
  expiresAt: NOW + 60_000,
});
const gateway = (...profiles: readonly AuthProfile[]) => ({
  version: "2026.9.6",
  agents: [agent("openai/gpt-5.6-terra"), agent("anthropic/claude", "research", "openai/gpt-5.5")],
  profiles,
  logins: "read" as const,
});

testRules({
  "sign-in-expiring": [
    ["about to end", gateway(standing("expiring")), { severity: "warning", agents: ["main", "research"] }],
    ["ended", gateway(standing("expired")), { severity: "critical", remedy: "sign-in" }],
    ["one of two", gateway(standing("ok"), standing("expired", "anthropic")), { agents: ["research"] }],
    ["fine, whatever the date", gateway(standing("ok")), null],
    ["a key that does not end", gateway(standing("static")), null],
    ["ended, and no agent uses it", gateway(standing("expired", "google")), null],
    ["a release that does not tell", { profiles: [standing(null)] }, null],
  ],
});

test("what was not read yet is not known to be fine", () => {
  expect(ruleOf("sign-in-expiring").inspect(inputOf({ logins: "unread" }))).toHaveProperty("cannotTell");
});
