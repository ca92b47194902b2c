import * as fc from "fast-check";
import { expect, test } from "vitest";
import { redact, shorten } from "../../src/lib/redact.ts";

test.each<[what: string, secret: string]>([
  ["a web token", "eyJhbGciOiJmYWtlIn0.eyJzdWIiOiJmYWtlIn0.ZmFrZS1zaWduYXR1cmU"],
  ["an OpenAI key", "sk-fakefakefakefake"],
  ["a project's key", "sk-proj-fakefakefake_fakefake"],
  ["a refresh token", "rt_fakefakefakefake"],
  ["a bearer", "Bearer fake.fake/fake+fake=="],
  ["a Telegram token", "123456789:FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK"],
  ["a Discord token", "FAKEfakeFAKEfakeFAKEfakeF.FAKEfa.FAKEfakeFAKEfakeFAKEfakeFAKE"],
  ["a token in an address", "https://x.example/?token=fakefake&a=1"],
  ["an e-mail address", "fake.person+x@mail.example.org"],
  ["a home folder", "/home/fakeperson/.openclaw/auth.json"],
  ["a home folder of a Mac", "/Users/fakeperson/x"],
  ["a home folder of Windows", "C:\\Users\\fakeperson\\x"],
])("%s is taken out", (_what, secret) => {
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
])("what is no secret stays: %s", (text) => {
  expect(redact(text)).toBe(text);
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
