import { describe, expect, test } from "vitest";
import { english } from "../../../src/words/speak.ts";
import { RULES } from "../../../src/diagnose/rules/index.ts";
import { withoutExplained } from "../../../src/diagnose/explained.ts";
import {
  agent,
  entry,
  failure,
  inputOf,
  login,
  provider,
  refusal,
  ruleOf,
  testRules,
  type State,
} from "../parts/diagnose.ts";

const MODEL = "anthropic/claude-sonnet-4-6";
const anthropic = provider("anthropic", {
  baseUrl: "https://api.anthropic.com",
  api: "openai-completions",
  hasKey: true,
  models: [entry("claude-sonnet-4-6")],
});
const NOT_FOUND = '404 {"type":"error","error":{"type":"not_found_error","message":"Not Found"}}';
const base: State = { version: "2026.9.6", agents: [agent(MODEL)], providers: [anthropic], profiles: [] };
const inspect = (state: State) => {
  const found = ruleOf("wrong-route").inspect(inputOf({ ...base, ...state }));
  if ("cannotTell" in found) throw new Error(english(found.cannotTell));
  return found;
};

const fails = (words: string, rest: Partial<typeof anthropic> = {}): State => ({
  ...base,
  providers: [{ ...anthropic, ...rest }],
  failures: [failure(MODEL, words)],
});
const ELSEWHERE = { api: "anthropic-messages", baseUrl: "https://api.anthropic.com/api" };
const FOUND = { severity: "critical", remedy: "provider-route" };

testRules({
  "wrong-route": [
    [
      "a wrong api, and a key that stands where the provider does not look",
      fails("401 Missing Authentication header"),
      FOUND,
    ],
    ["a wrong api, and a key that is called wrong", fails("401 invalid x-api-key"), FOUND],
    ["a wrong api, and a request that cannot be read", fails("400 messages: field required"), FOUND],
    ["a wrong api, and an empty account", fails("400 Your credit balance is too low"), null],
    ["a wrong api, and a rate limit", fails("429 rate limit exceeded"), null],
    ["a wrong api, and an overloaded provider", fails("529 Overloaded"), null],
    ["a wrong path that is not found", fails("404 page not found", ELSEWHERE), FOUND],
    ["a wrong path with a web page", fails("403 <!doctype html><html>", ELSEWHERE), FOUND],
    ["a wrong path that is not for this", fails("405 Method Not Allowed", ELSEWHERE), FOUND],
    ["a wrong path, and a key that is refused", fails("401 invalid x-api-key", ELSEWHERE), null],
    ["a wrong path, and nothing that listens", fails("connect ECONNREFUSED 10.0.0.1:443", ELSEWHERE), null],
    ["a right route, and a page that is not there", fails(NOT_FOUND, { api: "anthropic-messages" }), null],
  ],
});

describe("an entry whose requests go the wrong way", () => {
  test("is told with what should stand there, and the key is not blamed", () => {
    const [found, ...more] = inspect({ failures: [failure(MODEL, NOT_FOUND)] });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      severity: "critical",
      remedy: "provider-route",
      agents: ["main"],
      right: { provider: "anthropic", baseUrl: "https://api.anthropic.com", api: "anthropic-messages" },
    });
    expect(JSON.stringify(found?.explanation)).toContain("anthropic-messages");
  });

  test("to a host that is not there is told apart from one that is down", () => {
    const slip = { ...anthropic, api: "anthropic-messages", baseUrl: "https://api.antropic.com" };
    const failures = [failure(MODEL, "getaddrinfo ENOTFOUND api.antropic.com")];
    expect(inspect({ providers: [slip], failures })).toMatchObject([
      { right: { baseUrl: "https://api.anthropic.com" } },
    ]);
    const right = { ...anthropic, api: "anthropic-messages" };
    expect(inspect({ providers: [right], failures })).toEqual([]);
  });

  test("over an api that the release dropped is refused by the gateway itself", () => {
    const words = "No API provider registered for api: openai-completions";
    expect(inspect({ failures: [refusal(MODEL, words)] })).toHaveLength(1);
    expect(inspect({ failures: [refusal(MODEL, "Provider anthropic is in cooldown")] })).toEqual([]);
  });

  test("of somebody's own server is only judged by pages that are not there", () => {
    const box = provider("box", { baseUrl: "http://127.0.0.1:1234", api: "openai-completions" });
    const of = (words: string) =>
      inspect({ agents: [agent("box/qwen")], providers: [box], failures: [failure("box/qwen", words)] });
    expect(of("404 Not Found")).toMatchObject([{ right: { baseUrl: "http://127.0.0.1:1234/v1" } }]);
    expect(of("403 forbidden")).toEqual([]);
  });

  test("is read for the model: a route of its own wins over the entry's", () => {
    const mixed = {
      ...anthropic,
      api: "anthropic-messages",
      models: [entry("claude-sonnet-4-6", "openai-responses"), entry("other")],
    };
    const failures = [failure(MODEL, NOT_FOUND), failure("anthropic/other", NOT_FOUND)];
    expect(inspect({ providers: [mixed], failures })[0]?.about).toEqual([
      { agent: "main", model: { provider: "anthropic", model: "claude-sonnet-4-6" } },
    ]);
  });

  test("of the ChatGPT login is left to the rules that know it", () => {
    const openai = provider("openai", { baseUrl: "https://api.openai.com", api: "openai-responses" });
    const failures = [failure("openai/gpt-5.6-terra", "404 Not Found")];
    const state = { agents: [agent("openai/gpt-5.6-terra")], providers: [openai], failures };
    expect(inspect({ ...state, profiles: [login("openai")] })).toEqual([]);
    expect(inspect(state)).toHaveLength(1);
    const codex = provider("openai-codex", { baseUrl: "https://api.openai.com", api: "openai-responses" });
    expect(
      inspect({
        version: "2026.3.2",
        providers: [codex],
        agents: [agent("openai-codex/gpt-5.4")],
        failures: [failure("openai-codex/gpt-5.4", "404 Not Found")],
      }),
    ).toEqual([]);
  });

  test("is the one cause that is shown", () => {
    for (const words of [NOT_FOUND, "401 invalid x-api-key", "403 <!doctype html><html>"]) {
      const input = inputOf({ ...base, failures: [failure(MODEL, words)] });
      const all = RULES.flatMap((rule) => {
        const found = rule.inspect(input);
        return "cannotTell" in found ? [] : found;
      });
      expect(withoutExplained(all).map(({ rule }) => rule)).toEqual(["wrong-route"]);
    }
  });
});

const findPartial = (id: string, baseUrl: string) =>
  ruleOf("partial-override").inspect(
    inputOf({ agents: [agent(`${id}/m`)], providers: [provider(id, { baseUrl, models: [entry("m")] })] }),
  );

test("an entry without an api that ends the process is completed where its address is a known one", () => {
  expect(findPartial("anthropic", "https://api.anthropic.com")).toMatchObject([
    { remedy: "provider-route", right: { provider: "anthropic", api: "anthropic-messages" } },
  ]);
  expect(findPartial("openai-codex", "https://chatgpt.com/backend-api/codex")).toMatchObject([
    { remedy: "codex-transport" },
  ]);
  expect(findPartial("box", "http://127.0.0.1:1234/v1")).toMatchObject([{ remedy: null }]);
});
