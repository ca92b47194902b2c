import * as fc from "fast-check";
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FAILURE_REASONS } from "../../../src/core/failure.ts";
import { RULE_FACTS, RULE_IDS } from "../../../src/core/rules.ts";
import { RULES } from "../../../src/diagnose/rules/index.ts";
import { REMEDIES } from "../../../src/repair/remedies/index.ts";
import { agent, answers, failure, gaveUp, inputOf, login, provider, RELEASES, testRules } from "../parts/diagnose.ts";
import { NOW, SMALL, turn } from "../parts/ledger-words.ts";
import { english, speakLine } from "../../../src/words/speak.ts";

const MENDED = { at: NOW - 1, by: "Ada", agents: ["main"] };
/** A session that an earlier fallback holds answers. */
const LEFT = {
  answering: [answers("openai-codex/gpt-5.3-codex", true)],
  lastTurns: [turn("t", { answeredBy: SMALL, witness: "held" })],
} as const;

testRules({
  unauthorized: [
    [
      "a primary that is refused",
      { agents: [agent("x/y")], failures: [failure("x/y", "401 no")] },
      { severity: "critical", remedy: null, agents: ["main"], since: NOW - 60_000 },
    ],
    [
      "a fallback that is refused",
      { agents: [agent("x/y", "main", "x/z")], failures: [failure("x/z", "401 no")] },
      null,
    ],
    [
      "a primary that is limited",
      { agents: [agent("x/y")], failures: [failure("x/y", "429 no", { reason: "rate-limit" })] },
      null,
    ],
    [
      "a primary that is not known",
      { agents: [{ id: "main", primary: null, fallbacks: [] }], failures: [failure("x/y", "401 no")] },
      null,
    ],
  ],
  "chain-exhausted": [
    ["nobody answered last", { lastTurns: [gaveUp()] }, { severity: "critical", remedy: null, agents: ["main"] }],
    ["nobody answered two agents", { lastTurns: [gaveUp(), gaveUp("ops")] }, { agents: ["main", "ops"] }],
    ["everybody was answered", { lastTurns: [{ ...gaveUp(), answeredBy: { provider: "x", model: "y" } }] }, null],
    ["nothing was asked", {}, null],
  ],
  "silent-fallback": [
    [
      "a fallback answers",
      { answering: [answers("openai-codex/gpt-5.3-codex", true)] },
      { severity: "warning", remedy: null, agents: ["main"], since: NOW - 60_000 },
    ],
    [
      "a fallback answers for an agent nobody knows any more",
      { answering: [answers("x/y", true, "gone")] },
      { agents: ["gone"] },
    ],
    ["the primary answers", { answering: [answers("openai-codex/gpt-5.4")] }, null],
    ["nobody answers", {}, null],
    ["a session that a repair left on the fallback goes on", { ...LEFT, mended: MENDED }, null],
    [
      "one that the gateway pinned to it, too",
      { ...LEFT, mended: MENDED, lastTurns: [turn("t", { answeredBy: SMALL, witness: "pin" })] },
      null,
    ],
    ["the same without a repair", LEFT, { agents: ["main"] }],
    [
      "the same after a repair of another agent",
      { ...LEFT, mended: { ...MENDED, agents: ["ops"] } },
      { agents: ["main"] },
    ],
    [
      "the same when something failed since",
      { ...LEFT, mended: MENDED, failures: [failure("openai-codex/gpt-5.4", "429 no")] },
      { agents: ["main"] },
    ],
    [
      "the same when something failed since for another agent",
      { ...LEFT, mended: MENDED, failures: [failure("openai-codex/gpt-5.4", "429 no", { agent: "ops" })] },
      null,
    ],
    [
      "a new fallback after a repair",
      { ...LEFT, mended: MENDED, lastTurns: [turn("t", { answeredBy: SMALL, witness: "decision" })] },
      { agents: ["main"] },
    ],
  ],
});

test.each(RELEASES)("on a healthy gateway of %s nothing is found", (version) => {
  const name = version !== null && version >= "2026.8" ? "openai" : "openai-codex";
  const model = `${name}/gpt-5.4`;
  const input = inputOf({
    version,
    agents: [agent(model, "main", `${name}/gpt-5.3-codex`)],
    profiles: [login(name)],
    answering: [answers(model)],
  });
  for (const rule of RULES) expect([rule.id, rule.inspect(input)]).toEqual([rule.id, []]);
});

test("every rule has a table", () => {
  const tests = globSync("rules*.test.ts", { cwd: import.meta.dirname }).map((file) =>
    readFileSync(`${import.meta.dirname}/${file}`, "utf8"),
  );
  const untested = RULES.filter(({ id }) => !tests.some((text) => new RegExp(`^  "?${id}"?: \\[`, "m").test(text)));
  expect(untested.map(({ id }) => id)).toEqual([]);
});

test("every rule that shows in the record is found by one, in the order in which findings are shown", () => {
  expect(RULES.map(({ id }) => id)).toEqual(RULE_IDS.filter((id) => RULE_FACTS[id].seen === "record"));
});

test("no rule explains itself, and nothing but a cause explains another", () => {
  const odd = RULE_IDS.filter((id) => {
    const { role, explains } = RULE_FACTS[id];
    return explains.some((one) => one === id) || (explains.length > 0 && role !== "cause");
  });
  expect(odd).toEqual([]);
});

const MARK = "zqx-hostile-zqx";

test("whatever failed, what is found is sentences for everybody, with a remedy that exists and without the error's words", () => {
  const known = [null, ...REMEDIES.map(({ id }) => id)];
  const words = fc.constantFrom(
    "401 Missing scopes: api.responses.write.",
    "401 model.request",
    "Missing bearer",
    "No API key found",
    "refresh_token_reused",
    "400 (no body)",
    "Store must be set to false",
    "<html>",
    "cooldown",
    "Unknown model",
  );
  const one = fc.record({
    model: fc.constantFrom("openai-codex/gpt-5.4", "openai/gpt-5.4", "x/y"),
    endedBy: fc.constantFrom("provider", "gateway"),
    reason: fc.constantFrom(...FAILURE_REASONS),
    words,
  });
  const state = fc.record({
    version: fc.constantFrom(...RELEASES),
    failures: fc.array(one, { maxLength: 4 }),
    hasKey: fc.boolean(),
  });
  fc.assert(
    fc.property(state, ({ version, failures, hasKey }) => {
      const input = inputOf({
        version,
        agents: [agent("openai-codex/gpt-5.4", "main", "mistral/large")],
        providers: [
          provider("openai", { hasKey, baseUrl: "https://api.openai.com/v1" }),
          provider("openai-codex", { hasKey }),
        ],
        profiles: [{ ...login("openai"), id: MARK }],
        failures: failures.map((each) =>
          failure(each.model, `${each.words} ${MARK}`, { endedBy: each.endedBy, reason: each.reason }),
        ),
      });
      // The last resort quotes what a provider says.
      for (const rule of RULES.filter(({ id }) => id !== "unexplained")) {
        const found = rule.inspect(input);
        if ("cannotTell" in found) continue;
        for (const { rule: id, title, explanation, remedy } of found) {
          expect(id).toBe(rule.id);
          expect(english(title)).toMatch(/^[A-Z][^.]*[^.\s]$/);
          const text = speakLine(explanation, "en")
            .map((part) => (typeof part === "string" ? part : "text" in part ? part.text : "then"))
            .join("");
          expect(text).toMatch(/^\S.*\.$/s);
          expect(text).not.toMatch(/ {2}/);
          expect(text).not.toContain(MARK);
          expect(known).toContain(remedy);
        }
      }
    }),
  );
});
