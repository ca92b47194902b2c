import { expect, test } from "vitest";
import { agent, failure, inputOf, refusal, ruleOf, type State } from "../parts/diagnose.ts";
import { lineToText } from "../parts/text.ts";
import { joinLines } from "../../../src/words/sequence.ts";

const explain = (id: string, state: State): string => {
  const found = ruleOf(id).inspect(inputOf(state));
  return "cannotTell" in found
    ? ""
    : found.map(({ explanation, next }) => lineToText(joinLines(explanation, next))).join("\n");
};

test.each<[id: string, state: State, command: string]>([
  [
    "sign-in-rejected",
    { version: "2026.4.29", failures: [failure("openai-codex/gpt-5.4", '401 {"detail":"Unauthorized"}')] },
    "openclaw models auth login --provider openai-codex.",
  ],
  [
    "sign-in-rejected",
    { version: "2026.9.6", failures: [failure("openai/gpt-5.4", '401 {"detail":"Unauthorized"}')] },
    "openclaw models auth login --provider openai.",
  ],
  [
    "spent-refresh-token",
    { failures: [failure("openai-codex/gpt-5.4", "401 refresh_token_reused")] },
    "openclaw models auth login --provider openai-codex.",
  ],
  [
    "missing-credential",
    { failures: [refusal("mistral/large", "No API key found for provider mistral")] },
    "openclaw models auth login --provider mistral.",
  ],
  [
    "unavailable-model",
    { version: "2026.9.6", failures: [failure("anthropic/claude-2", "404 not_found_error: model: claude-2")] },
    "openclaw models list --all --provider anthropic.",
  ],
  [
    "unauthorized",
    { agents: [agent("mistral/large")], failures: [failure("mistral/large", "401 no")] },
    "openclaw models auth login --provider mistral.",
  ],
])("%s names the command of the very provider", (id, state, command) => {
  expect(explain(id, state)).toContain(command);
});
