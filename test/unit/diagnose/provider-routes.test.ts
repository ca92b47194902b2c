import { describe, expect, test } from "vitest";
import { correctRoute, findPublished } from "../../../src/diagnose/provider-routes.ts";

const COMPLETIONS = "openai-completions";
const MESSAGES = "anthropic-messages";

type Row = readonly [id: string, baseUrl: string | null, api: string | null];

describe("a route that is right, or of which nobody can tell", () => {
  test.each<Row>([
    ["anthropic", "https://api.anthropic.com", MESSAGES],
    ["anthropic", "https://api.anthropic.com/", MESSAGES],
    ["anthropic", "https://api.anthropic.com/v1", COMPLETIONS],
    ["anthropic", "https://api.anthropic.com", null],
    ["anthropic", null, MESSAGES],
    ["openrouter", "https://openrouter.ai/api/v1", COMPLETIONS],
    ["openrouter", "https://openrouter.ai/api", MESSAGES],
    ["mine", "https://openrouter.ai/api/v1/", COMPLETIONS],
    ["deepseek", "https://api.deepseek.com", COMPLETIONS],
    // Somebody's own server or proxy, or another region.
    ["anthropic", "https://llm.example.test", MESSAGES],
    ["deepseek", "https://deepseek.example.test/v1", COMPLETIONS],
    ["openai", "https://eu.api.openai.com/v1", COMPLETIONS],
    ["box", "http://127.0.0.1:1234/v1", COMPLETIONS],
    ["box", "http://127.0.0.1:11434", "ollama"],
    ["box", "http://127.0.0.1:1234/somewhere", "google-generative-ai"],
    ["box", "http://127.0.0.1:1234", null],
    ["box", null, COMPLETIONS],
    ["box", "not an address", COMPLETIONS],
  ])("%s at %s over %s", (id, baseUrl, api) => expect(correctRoute(id, { baseUrl, api })).toBeNull());
});

describe("a route that is wrong", () => {
  test.each<[...Row, wanted: string, api: string, astray: string]>([
    ["anthropic", "https://api.anthropic.com", COMPLETIONS, "https://api.anthropic.com", MESSAGES, "api"],
    ["anthropic", "https://api.anthropic.com/v2", MESSAGES, "https://api.anthropic.com", MESSAGES, "path"],
    ["anthropic", "http://api.anthropic.com", MESSAGES, "https://api.anthropic.com", MESSAGES, "host"],
    ["anthropic", "https://api.antropic.com", MESSAGES, "https://api.anthropic.com", MESSAGES, "host"],
    ["anthropic", "https://anthropic.com", MESSAGES, "https://api.anthropic.com", MESSAGES, "host"],
    ["anthropic", "https://api.openai.com/v1", MESSAGES, "https://api.anthropic.com", MESSAGES, "host"],
    ["anthropic", null, COMPLETIONS, "https://api.anthropic.com", MESSAGES, "api"],
    ["openrouter", "https://openrouter.ai/v1", COMPLETIONS, "https://openrouter.ai/api/v1", COMPLETIONS, "path"],
    ["openrouter", "https://openrouter.ai", COMPLETIONS, "https://openrouter.ai/api/v1", COMPLETIONS, "path"],
    ["openrouter", "https://api.openrouter.ai/v1", COMPLETIONS, "https://openrouter.ai/api/v1", COMPLETIONS, "host"],
    ["mine", "https://openrouter.ai/v1", COMPLETIONS, "https://openrouter.ai/api/v1", COMPLETIONS, "path"],
    ["openai", "https://api.openai.com", COMPLETIONS, "https://api.openai.com/v1", COMPLETIONS, "path"],
    ["xai", "https://api.x.ai", "openai-responses", "https://api.x.ai/v1", "openai-responses", "path"],
    [
      "google",
      "https://generativelanguage.googleapis.com/v1beta",
      COMPLETIONS,
      "https://generativelanguage.googleapis.com/v1beta",
      "google-generative-ai",
      "api",
    ],
    // Whoever serves them, clients put the same path behind an address.
    ["box", "http://127.0.0.1:1234", COMPLETIONS, "http://127.0.0.1:1234/v1", COMPLETIONS, "path"],
    ["box", "http://127.0.0.1:1234/v1/chat/completions", COMPLETIONS, "http://127.0.0.1:1234/v1", COMPLETIONS, "path"],
    [
      "box",
      "http://127.0.0.1:1234/llm/v1/responses",
      "openai-responses",
      "http://127.0.0.1:1234/llm/v1",
      "openai-responses",
      "path",
    ],
    ["box", "http://127.0.0.1:1234/v1", "openai-responses", "http://127.0.0.1:1234/v1", COMPLETIONS, "api"],
    ["box", "https://llm.example.test/v1", MESSAGES, "https://llm.example.test", MESSAGES, "path"],
    ["box", "https://llm.example.test/a/v1/messages", MESSAGES, "https://llm.example.test/a", MESSAGES, "path"],
    ["box", "http://127.0.0.1:11434/v1", "ollama", "http://127.0.0.1:11434", "ollama", "path"],
  ])("%s at %s over %s goes to %s over %s: its %s is wrong", (id, baseUrl, api, wanted, over, astray) => {
    expect(correctRoute(id, { baseUrl, api })).toMatchObject({ astray, right: { baseUrl: wanted, api: over } });
    // What is proposed is right itself.
    expect(findPublished(id, wanted)?.baseUrl ?? wanted).toBe(wanted);
  });

  test.each([
    ["anthropic", "https://api.anthropic.com/", MESSAGES],
    ["mine", "https://api.mistral.ai/v1", COMPLETIONS],
    ["mine", "https://llm.example.test", null],
    ["mine", "no address", null],
  ])("what is published for %s at %s is %s", (id, baseUrl, api) =>
    expect(findPublished(id, baseUrl)?.api ?? null).toBe(api),
  );
});
