import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigError, readConfig, sayProblem } from "../../../src/config.ts";
import { VARIABLES } from "../../../src/config/variables.ts";
import { english } from "../../../src/words/speak.ts";

type Env = Readonly<Record<string, string>>;
const FILES: Env = { "/run/token": "fake-token", "/run/two": "fake-one fake-two", "/run/empty": "\n" };

function problemsOf(env: Env): ConfigError["problems"] {
  try {
    readConfig(env, (path) => {
      const text = FILES[path];
      if (text === undefined) throw new Error(`ENOENT: fake-secret in ${path}`);
      return text;
    });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const sayAll = (problems: ConfigError["problems"]): string =>
  problems.map((problem) => english(sayProblem(problem))).join("\n");

const gateways = (...rows: readonly object[]): Env => ({ OPENCLAW_GATEWAYS: JSON.stringify(rows) });
const one = { name: "a", url: "ws://a.example" };

test.each<[env: Env, message: RegExp]>([
  [{ OPENCLAW_GATEWAY_URL: "127.0.0.1:18789" }, /must be an address that starts with ws:\/\/ or wss:\/\//],
  [{ OPENCLAW_GATEWAY_URL: "http://127.0.0.1" }, /such as ws:\/\/127\.0\.0\.1:18789/],
  [{ OPENCLAW_GATEWAY_TOKEN: "fake fake" }, /one token without spaces/],
  [{ HTTPS_PROXY: "ftp://proxy.example" }, /^HTTPS_PROXY: must be the address of a proxy, such as http:/],
  [{ OPENCLAW_GATEWAY_TOKEN_FILE: "/run/none" }, /cannot be read; check its path and permissions/],
  [{ OPENCLAW_GATEWAY_TOKEN_FILE: "/run/two" }, /one token and nothing else/],
  [{ OPENCLAW_GATEWAY_TOKEN_FILE: "/run/empty" }, /one token and nothing else/],
  [{ OPENCLAW_GATEWAY_ADMIN_TOKEN: "fake fake" }, /one token without spaces/],
  [{ OPENCLAW_GATEWAY_ADMIN_TOKEN_FILE: "/run/none" }, /cannot be read/],
  [{ OPENCLAW_GATEWAY_FINGERPRINT: "abc" }, /64 hexadecimal digits/],
  [{ OPENCLAW_GATEWAYS: "main" }, /must be JSON: a list of \{name, url, token\}/],
  [{ OPENCLAW_GATEWAYS: "{}" }, /must be a list of \{name, url, token\}/],
  [{ OPENCLAW_GATEWAYS: "[]" }, /at least one gateway/],
  [gateways(one, { name: "b", url: "http://a.example" }), /^OPENCLAW_GATEWAYS\[1\]\.url: must be an address/],
  [gateways({ ...one, name: "a b" }), /^OPENCLAW_GATEWAYS\[0\]\.name: a name must be/],
  [gateways({ ...one, tokn: "fake" }), /^OPENCLAW_GATEWAYS\[0\]: tokn is not read; there are name, url, token/],
  [gateways({ url: "ws://a.example" }), /^OPENCLAW_GATEWAYS\[0\]\.name: /],
  [gateways(one, one), /a name of its own/],
  [
    gateways(one, { ...one, name: "b", tokenFile: "/run/none" }),
    /^OPENCLAW_GATEWAYS\[1\]\.tokenFile: the file cannot be read/,
  ],
  [
    gateways({ ...one, adminTokenFile: "/run/two" }),
    /^OPENCLAW_GATEWAYS\[0\]\.adminTokenFile: the file must hold one token/,
  ],
  [gateways({ ...one, token: "fake", tokenFile: "/run/token" }), /^OPENCLAW_GATEWAYS\[0\]\.token: is set twice/],
  [{ DISCORD_TOKEN: "fake fake" }, /one token without spaces/],
  [{ DISCORD_TOKEN_FILE: "/run/none" }, /cannot be read/],
  [{ DISCORD_API_URL: "discord.com" }, /starts with http:\/\/ or https:\/\/, such as https:\/\/discord\.com\/api/],
  [{ DISCORD_GUILD_ID: "my server" }, /server id \(digits\)/],
  [{ DISCORD_ADMINS: "1,@me" }, /ids \(digits\), separated by commas/],
  [{ DISCORD_WARNING_CHANNELS: "#general" }, /ids \(digits\)/],
  [{ TELEGRAM_TOKEN: "fake fake" }, /one token without spaces/],
  [{ TELEGRAM_TOKEN_FILE: "/run/none" }, /cannot be read/],
  [{ TELEGRAM_API_URL: "ftp://x" }, /such as https:\/\/api\.telegram\.org/],
  [{ TELEGRAM_ADMINS: "-1" }, /ids \(digits\)/],
  [{ TELEGRAM_WARNING_CHATS: "@channel" }, /-100123 or -100123:TOPIC/],
  [{ COMPANION_HTTP: "9464" }, /host:port, such as 127\.0\.0\.1:9464/],
  [{ COMPANION_HTTP: "localhost:70000" }, /below 65536/],
  [{ COMPANION_WARNING_RULES: "{" }, /must be JSON: rule ids with thresholds/],
  [
    { COMPANION_WARNING_RULES: '{"silent-falback":{"answers":5}}' },
    /no rule called silent-falback; there are .*silent-fallback/,
  ],
  [{ COMPANION_WARNING_RULES: '{"silent-fallback":{"answer":5}}' }, /answer/],
  [{ LOG_LEVEL: "loud" }, /one of trace, debug, info, warn, error, fatal, silent/],
])("%j is refused with a sentence that names the variable", (env, message) => {
  const problems = problemsOf(env);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.variable).toBe(Object.keys(env)[0]);
  expect(sayAll(problems)).toMatch(message);
  expect(problems[0]?.message).toMatchObject({ kind: "message" });
  expect(() => readConfig(env, (path) => FILES[path] ?? failing())).toThrow(sayAll(problems));
});

const failing = (): never => {
  throw new Error("ENOENT");
};

test.each(["OPENCLAW_GATEWAY_TOKEN", "OPENCLAW_GATEWAY_ADMIN_TOKEN", "DISCORD_TOKEN", "TELEGRAM_TOKEN"])(
  "%s as a value and as a file is one too many",
  (variable) => {
    const problems = problemsOf({ [variable]: "fake", [`${variable}_FILE`]: "/run/token" });
    expect(problems).toEqual([{ variable, place: variable, message: "is set twice: as a value and as a file" }]);
  },
);

test("everything that is wrong is said at once, files included", () => {
  const problems = problemsOf({
    OPENCLAW_GATEWAY_URL: "nowhere",
    OPENCLAW_GATEWAY_TOKEN_FILE: "/run/none",
    DISCORD_TOKEN_FILE: "/run/two",
    TELEGRAM_TOKEN: "fake",
    TELEGRAM_TOKEN_FILE: "/run/token",
    TELEGRAM_ADMINS: "me",
    COMPANION_HTTP: "x",
    LOG_LEVEL: "loud",
  });
  expect(problems.map(({ variable }) => variable).toSorted((a, b) => a.localeCompare(b))).toEqual([
    "COMPANION_HTTP",
    "DISCORD_TOKEN_FILE",
    "LOG_LEVEL",
    "OPENCLAW_GATEWAY_TOKEN_FILE",
    "OPENCLAW_GATEWAY_URL",
    "TELEGRAM_ADMINS",
    "TELEGRAM_TOKEN",
  ]);
});

test("no message ever holds a value, whatever the environment holds", () => {
  const secret = fc.constantFrom(
    "fakesecret",
    "fake secret",
    "FAKESECRET-é",
    '[{"name":"fakesecret","url":"fakesecret"}]',
    '["fakesecret"]',
    '{"token":"fakesecret"}',
  );
  const env = fc.dictionary(fc.constantFrom(...Object.keys(VARIABLES.shape)), secret);
  fc.assert(
    fc.property(env, (given) => {
      expect(JSON.stringify(problemsOf(given))).not.toMatch(/fake.?secret/i);
    }),
  );
});
