import * as fc from "fast-check";
import { expect, test } from "vitest";
import { keepSecret, redact, shorten } from "../../../src/lib/redact.ts";
import { createOwnSecrets } from "../../../src/lib/own-secrets.ts";
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
  "GET https://registry.example:8443/@scope/package: 404",
  "https://medium.example/@somebody and https://pages.example/a:b/@c",
  "ws://[::1]:18789/v1/models@latest",
  "postgres://db.example:5432/companion?sslmode=verify-full",
  "connect to redis://127.0.0.1:6379/0 failed, ask @ops",
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

const OWN = "open sesame \"ü\" 4711/+? and <more> of 'it' & 50 % %41";
const bytes = Buffer.from(OWN);
const each = (write: (code: string) => string): string =>
  Array.from(OWN, (sign) => write(sign.charCodeAt(0).toString(16))).join("");
const eachByte = (before: string): string => Array.from(bytes, (byte) => before + byte.toString(16)).join("");

test.each([
  ["as it is", OWN],
  ["in capital letters", OWN.toUpperCase()],
  ["in an address", encodeURIComponent(OWN)],
  ["in an address, in small digits", encodeURIComponent(OWN).replaceAll(/%../g, (sign) => sign.toLowerCase())],
  ["in an address of an address", encodeURIComponent(encodeURIComponent(OWN))],
  ["in an address, all of it", eachByte("%")],
  ["in HTML", OWN.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;").replaceAll("<", "&lt;")],
  ["in HTML, all of it", each((code) => `&#x${code};`)],
  ["in JSON", JSON.stringify(OWN).slice(1, -1)],
  ["in JSON in JSON", JSON.stringify(JSON.stringify(OWN)).slice(3, -3)],
  ["in JSON, all of it", each((code) => String.raw`\u${code.padStart(4, "0")}`)],
  ["in JSON in JSON, all of it", each((code) => String.raw`\\u${code.padStart(4, "0").toUpperCase()}`)],
  ["in a string of a language", eachByte(String.raw`\x`)],
  ["in hexadecimal digits", bytes.toString("hex")],
  ["in capital digits", bytes.toString("hex").toUpperCase()],
  ["in base64", bytes.toString("base64")],
  ["in base64 for addresses", bytes.toString("base64url")],
  ["in base64 behind one letter", Buffer.from(`a:${OWN}`).toString("base64")],
  ["in base64 behind two, before another", Buffer.from(`ab:${OWN}!`).toString("base64")],
  ["its beginning", OWN.slice(0, 14)],
  ["its end", OWN.slice(-14)],
  ["its middle", OWN.slice(5, 20)],
  ["all but its first letter", OWN.slice(1)],
  ["broken over two lines", `${OWN.slice(0, 21)}\n${OWN.slice(21)}`],
  ["twice", `${OWN} ${OWN}`],
])("what this process keeps secret is taken out: %s", (_what, written) => {
  keepSecret([OWN, "short"]);
  const left = redact(`before ${written} after`);
  expect(left).toContain("[secret]");
  expect(left).toMatch(/^before ?.{0,24} ?after$/s);
  expect(redact(left)).toBe(left);
});

test("a key that holds a word of ours is hidden whole", () => {
  keepSecret(["a-word-of-ours"]);
  expect(redact("with sk-proj-a-word-of-ours-000000000000000000000000")).toBe("with [key]");
});

test("words, and pieces that may be anybody's, stay", () => {
  keepSecret(["short", "a-gateway-token-of-main"]);
  for (const text of ["short words stay", "a-gateway is main's", String.raw`50 %41 of \"it\" &amp; \u0041`])
    expect(redact(text)).toBe(text);
});

test("any piece of twelve letters is found, wherever it stands, and no more of its neighbours is taken out", () => {
  const word = fc.stringMatching(/^[a-zA-Z\d_+/-]{12,60}$/);
  fc.assert(
    fc.property(
      word,
      fc.nat(),
      fc.string({ maxLength: 30 }),
      fc.string({ maxLength: 30 }),
      (secret, from, before, after) => {
        const own = createOwnSecrets();
        own.add([secret]);
        const at = from % (secret.length - 11);
        const left = own.hide(`${before}\n${secret.slice(at, at + 12)}\n${after}`, "*");
        fc.pre(before !== "" && !before.includes("\n"));
        expect(left).toBe(`${before}\n*\n${after}`);
      },
    ),
  );
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
