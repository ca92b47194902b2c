import { describe, expect, test } from "vitest";
import { makeFolder } from "../unit/parts/link.ts";
import { startToldGateway, type Told } from "../fakes/told-gateway.ts";
import { fallingBack, type Fallen } from "../fakes/told-story.ts";
import { startProcess } from "./process.ts";

const B = "lmstudio-box/qwen3-32b";
const fell = (words: string, reason: string, status?: number, minutesAgo = 1): Fallen => ({
  minutesAgo,
  words,
  reason,
  ...(status !== undefined && { status }),
});

/** What `status` says of a gateway, as a process. */
async function ask(told: Told, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  await using gateway = await startToldGateway(told);
  const folder = makeFolder();
  const way = told.password === undefined ? { OPENCLAW_GATEWAY_TOKEN: "fake" } : {};
  const run = startProcess(args, { OPENCLAW_GATEWAY_URL: gateway.url, ...way, ...env }, folder.path);
  const code = await run.end;
  return { code, printed: run.printed() };
}

interface Shown {
  readonly link: string;
  readonly agents: readonly { readonly verdict: string; readonly payment: unknown }[];
  readonly unauthorized: Readonly<Record<string, unknown>>;
  readonly diagnoses: readonly { readonly rule: string; readonly severity: string; readonly title: string }[];
  readonly logins: readonly unknown[];
  readonly cron: readonly unknown[] | null;
}

async function askJson(told: Told, env?: Readonly<Record<string, string>>) {
  const { code, printed } = await ask(told, ["status", "--json"], env);
  const all: { readonly gateways: readonly Shown[] } = JSON.parse(printed);
  const [shown] = all.gateways;
  if (!shown) throw new Error("nothing was said of the gateway");
  return { code, shown };
}

describe("why a primary fails is named by its newest failure, whoever its provider is", () => {
  test.each<[what: string, told: () => Told, rule: string, words: RegExp, severity: string, unauthorized: number]>([
    [
      "an empty account at OpenRouter",
      () =>
        fallingBack("2026.9.6", "openrouter/anthropic/claude-sonnet-4.6", B, [
          fell(
            '402 {"error":{"message":"Insufficient credits. Add more using https://openrouter.ai","code":402}}',
            "billing",
            402,
          ),
        ]),
      "empty-account",
      /The account of openrouter is empty/,
      "critical",
      0,
    ],
    [
      "a dead key that turned into an empty account",
      () =>
        fallingBack("2026.9.6", "anthropic/claude-sonnet-4-6", B, [
          fell('401 {"error":{"message":"invalid x-api-key"}}', "auth", 401, 59),
          fell(
            '400 {"error":{"message":"Your credit balance is too low to access the Anthropic API."}}',
            "billing",
            400,
          ),
        ]),
      "empty-account",
      /The account of anthropic is empty/,
      "critical",
      1,
    ],
    [
      "servers that are overloaded",
      () =>
        fallingBack("2026.9.6", "anthropic/claude-sonnet-4-6", B, [
          fell('529 {"error":{"type":"overloaded_error","message":"Overloaded"}}', "overloaded", 529),
        ]),
      "overloaded",
      /overloaded/,
      "warning",
      0,
    ],
    [
      "a key that Groq does not know, on a release whose transcript tells",
      () => fallingBack("2026.4.29", "groq/llama-3.3-70b", B, [fell("401 Invalid API Key", "auth", 401)]),
      "wrong-key",
      /The key of groq is refused/,
      "critical",
      1,
    ],
    [
      "what nobody has seen before",
      () => fallingBack("2026.9.6", "newcomer/one", B, [fell("418 I am a teapot", "unknown", 418)]),
      "unexplained",
      /Requests to newcomer fail/,
      "critical",
      0,
    ],
  ])("%s", async (_what, told, rule, words, severity, unauthorized) => {
    const { code, shown } = await askJson(told());
    expect(code).toBe(1);
    expect(shown.agents).toMatchObject([{ verdict: "silent-fallback" }]);
    expect(shown.diagnoses.map((one) => one.rule)).toEqual([rule, "silent-fallback"]);
    expect(shown.diagnoses[0]).toMatchObject({ rule, severity, title: expect.stringMatching(words) });
    expect(shown.unauthorized).toMatchObject({ "24h": unauthorized });
  });
});

test("the same model over a paid key is another route, and what is refused is said", async () => {
  const profiles = {
    "openai-codex:default": { provider: "openai-codex", mode: "oauth" },
    "openai:default": { provider: "openai", mode: "api_key" },
  };
  const { code, shown } = await askJson(
    fallingBack(
      "2026.4.29",
      "openai-codex/gpt-5.4",
      "openai/gpt-5.4",
      [fell('401 {"detail":"Unauthorized"}', "auth", 401)],
      {
        auth: { profiles },
      },
    ),
  );
  expect(code).toBe(1);
  expect(shown.agents).toMatchObject([
    {
      verdict: "silent-fallback",
      payment: { configured: "subscription", answering: "by-use" },
    },
  ]);
  expect(shown.diagnoses.map(({ rule, severity }) => [rule, severity])).toContainEqual([
    "paid-substitution",
    "critical",
  ]);
  expect(shown.diagnoses.map(({ rule }) => rule)).toContain("sign-in-rejected");
});

test("jobs by the clock that fail and plans that are nearly used up are said before anything else breaks", async () => {
  const told: Told = {
    ...fallingBack("2026.9.6", "anthropic/claude-sonnet-4-6", B, []),
    more: {
      "cron.list": {
        jobs: [{ id: "j1", name: "digest", enabled: true, state: { lastRunStatus: "error", lastRunAtMs: 1 } }],
      },
      "usage.status": {
        providers: [
          { provider: "anthropic", windows: [{ label: "5h", usedPercent: 96, resetAt: Date.now() + 3_600_000 }] },
        ],
      },
    },
  };
  const { shown } = await askJson(told);
  expect(shown.diagnoses.map(({ rule }) => rule)).toContain("job-fails");
  expect(shown.cron).toMatchObject([{ id: "j1", lastStatus: "error" }]);
});

test("a gateway in password mode is let into with the password, and says what it wants without", async () => {
  const told: Told = { ...fallingBack("2026.9.6", "openai/gpt-5.6-terra", B, []), password: "fake pass phrase" };
  expect((await askJson(told, { OPENCLAW_GATEWAY_PASSWORD: "fake pass phrase" })).shown.link).toBe("ready");
  const without = await ask(told, ["status"]);
  expect(without.code).toBe(2);
  expect(without.printed).toContain("OPENCLAW_GATEWAY_PASSWORD");
});
