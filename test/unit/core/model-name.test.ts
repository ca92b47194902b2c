import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareNames, type NameVerdict } from "../../../src/core/model-name.ts";

describe("whether an answer comes from the model that was asked", () => {
  test.each<[asked: string, said: string, verdict: NameVerdict]>([
    ["gpt-5.4", "gpt-5.4", "same"],
    ["gpt-5.4", "gpt-5.4-2026-03-05", "same"],
    ["gpt-4o", "gpt-4o-2024-08-06", "same"],
    ["gpt-4", "gpt-4-0613", "same"],
    ["claude-sonnet-4-5", "claude-sonnet-4-5-20250929", "same"],
    ["claude-sonnet-4.5", "claude-4-5-sonnet", "same"],
    ["claude-sonnet-4-5", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "same"],
    ["anthropic/claude-sonnet-4.5", "anthropic/claude-4.5-sonnet-20250929", "same"],
    ["gemini-2.5-pro", "models/gemini-2.5-pro-preview-05-06", "same"],
    ["gemini-1.5-pro", "gemini-1.5-pro-002", "same"],
    ["gemini-3-flash", "gemini-3-flash-preview", "same"],
    ["mistral-large", "mistral-large-2411", "same"],
    ["mistral-large-latest", "mistral-large-latest", "same"],
    ["Qwen/Qwen3-32B", "qwen3-32b", "same"],
    ["claude-opus", "claude-opus-4-20250514", "unsure"],
    ["grok-4", "grok-4-1", "unsure"],
    ["gpt-4o", "gpt-4o-mini", "other"],
    ["gpt-4o", "gpt-4o-mini-2024-07-18", "other"],
    ["gpt-5.4", "gpt-5.4-pro", "other"],
    ["gpt-5.4", "gpt-5.3", "other"],
    ["gpt-5.4", "gpt-5", "other"],
    ["claude-opus", "gpt-4o-mini", "other"],
    ["llama-3.3-70b", "llama-3.3-8b", "other"],
    ["claude-opus", "", "other"],
  ])("%s answers as %s: %s", (asked, said, verdict) => {
    expect(compareNames(asked, said)).toBe(verdict);
  });

  test("a word that nobody put on a list makes another model, whatever it is", () => {
    const word = fc
      .stringMatching(/^[a-z]{2,12}$/)
      .filter((one) => !/^(?:latest|preview|beta|exp|experimental|stable)$/.test(one));
    fc.assert(
      fc.property(word, (one) => {
        expect(compareNames("gpt-4o", `gpt-4o-${one}`)).toBe("other");
      }),
    );
  });

  test("a day behind a name makes none", () => {
    const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2039-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom("-", ""), (at, gap) => {
        const stamp = at.toISOString().slice(0, 10).replaceAll("-", gap);
        expect(compareNames("gpt-4o", `gpt-4o-${stamp}`)).toBe("same");
      }),
    );
  });
});
