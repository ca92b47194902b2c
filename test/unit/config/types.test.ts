import { expect, test } from "vitest";
import { ConfigError, readConfig, type Config } from "../../../src/config.ts";

type Env = Readonly<Record<string, string>>;

const read = (env: Env, files: Env = {}): Config => readConfig(env, (path) => files[path] ?? failing());

const failing = (): never => {
  throw Object.assign(new Error("fake-secret"), { code: "ENOENT" });
};

function wordsOf(env: Env, files: Env = {}): string {
  try {
    read(env, files);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

const listed = (row: object): Env => ({ OPENCLAW_GATEWAYS: JSON.stringify([{ name: "a", url: "ws://a", ...row }]) });

test.each<[what: string, env: Env, words: string]>([
  ["quotes left in", { DISCORD_TOKEN: '"fake"' }, "DISCORD_TOKEN: stands in quotes"],
  ["single quotes left in", { TELEGRAM_TOKEN: "'fake'" }, "TELEGRAM_TOKEN: stands in quotes"],
  ["the quotes of a word processor", { OPENCLAW_GATEWAY_TOKEN: "“fake”" }, "OPENCLAW_GATEWAY_TOKEN: stands in quotes"],
  ["quotes around an address", { OPENCLAW_GATEWAY_URL: "'ws://a'" }, "OPENCLAW_GATEWAY_URL: stands in quotes"],
  ["quotes around JSON", { OPENCLAW_GATEWAYS: "'[]'" }, "OPENCLAW_GATEWAYS: stands in quotes"],
  ["a zero-width space", { DISCORD_TOKEN: "fa\u200Bke" }, "cannot be seen (U+200B at position 3)"],
  ["a mark of direction", { DISCORD_ADMINS: "\u202A123" }, "cannot be seen (U+202A at position 1)"],
  ["a blank that is no space", { DISCORD_ADMINS: "12,\u00A013" }, "cannot be seen (U+00A0 at position 4)"],
  ["a letter of another alphabet", { TELEGRAM_TOKEN: "fаke" }, "holds a character that no token has (at position 2)"],
  ["a placeholder", { OPENCLAW_GATEWAY_TOKEN: "<your-token>" }, "is still the placeholder"],
  ["quotes in an entry", listed({ token: "'fake'" }), "OPENCLAW_GATEWAYS[0].token: stands in quotes"],
  ["a name of the wrong kind", listed({ name: 7 }), "OPENCLAW_GATEWAYS[0].name: must be text"],
  ["a token of the wrong kind", listed({ token: 7 }), "OPENCLAW_GATEWAYS[0].token: must be text"],
  ["a missing address", listed({ url: undefined }), "OPENCLAW_GATEWAYS[0].url: is missing; it must be text"],
  ["an entry that is text", { OPENCLAW_GATEWAYS: '["ws://a"]' }, "OPENCLAW_GATEWAYS[0]: must be an object with name"],
  [
    "a threshold of the wrong kind",
    { COMPANION_WARNING_RULES: '{"silent-fallback":{"answers":"5"}}' },
    "COMPANION_WARNING_RULES.silent-fallback.answers: must be a number, 0 or more",
  ],
  ["a home of somebody else", { COMPANION_DATA_DIR: "~ada/data" }, "COMPANION_DATA_DIR: begins with ~ and a name"],
  ["a variable in a path", { COMPANION_DATA_DIR: "$HOME/data" }, "COMPANION_DATA_DIR: begins with a variable"],
  ["a variable of Windows", { COMPANION_DATA_DIR: "%APPDATA%\\x" }, "COMPANION_DATA_DIR: begins with a variable"],
  ["an address as a path", { DISCORD_TOKEN_FILE: "file:///run/x" }, "DISCORD_TOKEN_FILE: must be a path"],
  ["a token behind #", { OPENCLAW_GATEWAY_URL: "ws://a/#token=fakesecret" }, "must end before the #"],
  ["a token behind ?", { OPENCLAW_GATEWAY_URL: "ws://a/?token=fakesecret" }, "must not hold a token"],
  ["a user name", { OPENCLAW_GATEWAY_URL: "ws://ada:fakesecret@a" }, "must not hold a user name or password"],
  ["a user name for Discord", { DISCORD_API_URL: "https://ada:fakesecret@a" }, "must not hold a user name or password"],
  ["an address without slashes", { OPENCLAW_GATEWAY_URL: "ws:127.0.0.1" }, "must be an address that starts with"],
  ["an address without a host", { OPENCLAW_GATEWAY_URL: "ws://" }, "must be an address that starts with"],
])("%s is refused in words that name the place", (_what, env, words) => {
  expect(wordsOf(env)).toContain(words);
  expect(wordsOf(env)).not.toContain("fakesecret");
  expect(wordsOf(env).split("\n")).toHaveLength(1);
});

test.each<[what: string, text: string, words: string]>([
  ["quotes", '"fake"\n', "DISCORD_TOKEN_FILE: what the file holds stands in quotes"],
  ["a zero-width space", "fake\u200B", "cannot be seen (U+200B at position 5)"],
  ["two tokens", "one\ntwo", "the file must hold one token and nothing else"],
])("%s in a token file is refused", (_what, text, words) => {
  expect(wordsOf({ DISCORD_TOKEN_FILE: "/run/x" }, { "/run/x": text })).toContain(words);
});

test("a token file of Windows is read: its mark, its line end", () => {
  expect(read({ DISCORD_TOKEN_FILE: "/run/x" }, { "/run/x": "\uFEFFfake\r\n" })).toMatchObject({
    platforms: [{ id: "discord", settings: { token: "fake" } }],
  });
});

test("a token file that cannot be read is told with its code, and nothing else of the error", () => {
  expect(wordsOf({ DISCORD_TOKEN_FILE: "/run/x" })).toBe(
    "DISCORD_TOKEN_FILE: the file cannot be read (ENOENT); check its path and permissions",
  );
});

test.each<[path: string, home: Env, expected: string]>([
  ["~/data", { HOME: "/home/ada" }, "/home/ada/data"],
  ["~", { HOME: "/home/ada/" }, "/home/ada"],
  ["~\\data", { USERPROFILE: "C:\\Users\\Ada" }, "C:\\Users\\Ada\\data"],
  ["./~/data", { HOME: "/home/ada" }, "./~/data"],
])("the folder %s is where %j says", (path, home, expected) => {
  expect(read({ COMPANION_DATA_DIR: path, ...home }).dataDir).toBe(expected);
});

test("token files and authorities begin with ~/ too", () => {
  const env = { HOME: "/home/ada", OPENCLAW_GATEWAY_TOKEN_FILE: "~/token", OPENCLAW_GATEWAY_CA_FILE: "~/ca.pem" };
  expect(read(env, { "/home/ada/token": "fake" }).gateways[0]).toMatchObject({
    token: "fake",
    caFile: "/home/ada/ca.pem",
  });
});

test("blanks around a value do not count", () => {
  expect(read({ OPENCLAW_GATEWAY_TOKEN: " fake\r\n", LOG_LEVEL: "INFO" })).toMatchObject({
    gateways: [{ token: "fake" }],
    logLevel: "info",
  });
});

test("each gateway of a list knows where it is set", () => {
  expect(read(listed({})).gateways[0]?.places.token).toBe("OPENCLAW_GATEWAYS[0].token");
});
