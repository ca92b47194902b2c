import { describe, expect, it } from "vitest";
import { readLogins } from "../../../src/gateway/reading/logins.ts";

const reply = (...profiles: readonly unknown[]) => ({
  ts: 1,
  providers: [{ provider: "openai", profiles }, "not one"],
});
const profile = { profileId: "openai:default", type: "oauth", status: "ok", expiry: { at: 1_796_117_261_925 } };

describe("how logins stand", () => {
  it.each([
    ["as told", profile, { status: "ok", expiresAt: 1_796_117_261_925 }],
    ["without an end", { ...profile, expiry: undefined }, { status: "ok", expiresAt: null }],
    ["with an end nobody can write", { ...profile, expiry: { at: 1e300 } }, { status: "ok", expiresAt: null }],
    [
      "left alone for a while",
      { ...profile, usage: { status: "cooldown", until: 1_796_117_000_000 } },
      { status: "ok", expiresAt: 1_796_117_261_925, restsUntil: 1_796_117_000_000 },
    ],
    ["expired", { ...profile, status: "expired" }, { status: "expired", expiresAt: 1_796_117_261_925 }],
    ["looked after by another program", { ...profile, externallyManaged: true }, undefined],
    ["without words", { profileId: "openai:default" }, undefined],
  ])("%s", (_, told, expected) => {
    expect(readLogins(reply(told, 7, null)).profiles.get("openai:default")).toEqual(expected);
  });

  it("keys of the environment are told by their provider, and who takes none", () => {
    const providers = [{ provider: "groq", profiles: [], apiKey: { source: "env", envVar: "GROQ_API_KEY" } }];
    const providerCapabilities = [{ provider: "github-copilot", apiKeySupported: false }, { provider: "groq" }, 7];
    expect(readLogins({ providers, providerCapabilities }).keys).toEqual({
      held: ["groq"],
      refused: ["github-copilot"],
    });
  });

  it("a reply of another kind is refused in a sentence without its content", () => {
    expect(() => readLogins({ providers: "sk-secret" })).toThrow(
      /^the gateway's reply to models.authStatus cannot be read/,
    );
  });
});
