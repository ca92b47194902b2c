import * as fc from "fast-check";
import { expect, test } from "vitest";
import { keepSecret, redact, shorten } from "../../../src/lib/redact.ts";
import { SECRETS } from "../parts/secrets.ts";

test.each(SECRETS)("%s is taken out", (_what, secret) => {
  expect(redact(`before ${secret} after`)).not.toMatch(/fake/i);
  expect(redact(`before ${secret} after`)).toMatch(/^before .+ after$/);
});

test.each([
  "401 Missing scopes: api.responses.write.",
  "Unknown model: openai-codex/gpt-5.4",
  "agent:main:discord:channel:100000000000000001",
  "https://chatgpt.com/backend-api/codex",
  "run 20bf4b88-b318-476b-b347-2dcf182e0e79",
  "2026-03-07T09:12:00.000Z",
  "openai/gpt-5.4, meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8, Qwen3-Coder-480B-A35B-Instruct-FP8",
  "max_tokens: 4096 is larger than the context",
  "token: expired",
  "401 invalid_grant: refresh_token_reused, token_expired",
  'No API key found for provider "openai-codex"',
  "Missing bearer or basic authentication in header",
  "Basic authentication is not allowed",
  "session agent:main:main, key agent:ops:main",
  "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "ws://127.0.0.1:18789 and https://api.openai.com/v1/responses",
  "openclaw devices approve 20bf4b88-b318-476b-b347-2dcf182e0e79",
  "openclaw gateway restart --token-file x; see --password in its help",
  "the password is wrong; <token> stands for yours",
  "Error: the keyboard, the monkey and the donkey are away",
])("what is no secret stays: %s", (text) => {
  expect(redact(text)).toBe(text);
});

test.each([
  ["a cookie", "Cookie: session=fakefake; other=fake"],
  ["a cookie that is set", "set-cookie: sid=fakefake; Path=/"],
  ["a private key that was cut", "-----BEGIN OPENSSH PRIVATE KEY-----\\nfakefakefakefake"],
])("%s is taken out with all that stands behind it", (_what, secret) => {
  expect(redact(`before ${secret}`)).toMatch(/^before (?!.*fake)/i);
});

test("what this process keeps secret is taken out in every form it is written in", () => {
  const secret = 'open sesame "ü" 4711/+?';
  keepSecret([secret, "short"]);
  const bytes = Buffer.from(secret);
  for (const written of [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll(/%../g, (sign) => sign.toLowerCase()),
    encodeURIComponent(encodeURIComponent(secret)),
    secret.replaceAll('"', "&quot;"),
    JSON.stringify(secret),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    Buffer.from(`a:${secret}`).toString("base64"),
    Buffer.from(`ab:${secret}!`).toString("base64"),
    secret.slice(0, 14),
  ]) {
    const left = redact(`before ${written} after`);
    expect(left).toContain("[secret]");
    expect(left).not.toContain("sesame");
    expect(left).toMatch(/^before .{0,24} after$/);
  }
  expect(redact("short words stay")).toBe("short words stay");
});

test("taking out twice is taking out once", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(redact(redact(text))).toBe(redact(text));
    }),
  );
});

test("what is cut is one line, marked, and never half a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const short = shorten(text, most);
      expect(short.length).toBeLessThanOrEqual(most);
      expect(short).not.toMatch(/[\r\n]/);
      expect(short.isWellFormed()).toBe(true);
    }),
  );
});

// Of some of these, a careless pattern looks at every place from every other one; that would take minutes.
test.each([
  ["dots", "a.".repeat(100_000)],
  ["beginnings of tokens", "eyJaaaaaaaa".repeat(20_000)],
  ["tokens without an end", `${"x".repeat(25)}.`.repeat(8_000)],
  ["addresses without an end", "a@".repeat(100_000)],
  ["one long word", "a".repeat(200_000)],
  ["nothing at all", " ".repeat(200_000)],
])("a text made of %s, as long as a book, is read once", (_what, text) => {
  expect(shorten(redact(text), 100).length).toBeLessThanOrEqual(100);
});
