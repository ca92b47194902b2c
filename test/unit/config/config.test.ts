import { expect, test } from "vitest";
import { DIRECT } from "../../../src/lib/network.ts";
import { readConfig, type Config } from "../../../src/config.ts";

type Env = Readonly<Record<string, string>>;
const FILES: Env = { "/run/token": " fake-token-from-file\n", "/run/two": "one two", "/run/empty": "\n" };

function readFile(path: string): string {
  const text = FILES[path];
  if (text === undefined) throw new Error("ENOENT");
  return text;
}
const read = (env: Env): Config => readConfig(env, readFile);

test("without any variable there is one gateway on this host and nobody to talk to", () => {
  expect(read({})).toEqual({
    gateways: [
      {
        name: "main",
        url: "ws://127.0.0.1:18789",
        token: null,
        password: null,
        adminToken: null,
        admins: null,
        tlsFingerprint: null,
        caFile: null,
        places: {
          url: "OPENCLAW_GATEWAY_URL",
          token: "OPENCLAW_GATEWAY_TOKEN",
          password: "OPENCLAW_GATEWAY_PASSWORD",
          adminToken: "OPENCLAW_GATEWAY_ADMIN_TOKEN",
          fingerprint: "OPENCLAW_GATEWAY_FINGERPRINT",
          caFile: "OPENCLAW_GATEWAY_CA_FILE",
        },
      },
    ],
    platforms: [],
    network: DIRECT,
    audience: [],
    dataDir: "./data",
    database: null,
    approvals: 1,
    dailySpend: null,
    language: "en",
    timezone: null,
    warningRules: {},
    http: null,
    logLevel: null,
  });
});

const DISCORD = { DISCORD_TOKEN: "fake-discord-token" };
const TELEGRAM = { TELEGRAM_TOKEN: "fake-telegram-token" };
const PRINT = "AB:".repeat(31) + "CD";

test.each<[what: string, env: Env, config: object]>([
  [
    "an address",
    { OPENCLAW_GATEWAY_URL: "wss://gateway.example:1" },
    { gateways: [{ url: "wss://gateway.example:1" }] },
  ],
  ["a token", { OPENCLAW_GATEWAY_TOKEN: "fake" }, { gateways: [{ token: "fake" }] }],
  [
    "a token in a file",
    { OPENCLAW_GATEWAY_TOKEN_FILE: "/run/token" },
    { gateways: [{ token: "fake-token-from-file" }] },
  ],
  ["a password", { OPENCLAW_GATEWAY_PASSWORD: "fake pass phrase" }, { gateways: [{ password: "fake pass phrase" }] }],
  [
    "a password in a file",
    { OPENCLAW_GATEWAY_PASSWORD_FILE: "/run/token" },
    { gateways: [{ token: null, password: "fake-token-from-file" }] },
  ],
  [
    "a password of one of several",
    { OPENCLAW_GATEWAYS: '[{"name":"a","url":"ws://127.0.0.1:1","password":"fake"}]' },
    { gateways: [{ token: null, password: "fake" }] },
  ],
  [
    "a token for repairs",
    { OPENCLAW_GATEWAY_ADMIN_TOKEN: "fake" },
    { gateways: [{ token: null, adminToken: "fake" }] },
  ],
  [
    "such a token in a file",
    { OPENCLAW_GATEWAY_ADMIN_TOKEN_FILE: "/run/token" },
    { gateways: [{ adminToken: "fake-token-from-file" }] },
  ],
  ["a fingerprint", { OPENCLAW_GATEWAY_FINGERPRINT: PRINT }, { gateways: [{ tlsFingerprint: PRINT }] }],
  ["an authority", { OPENCLAW_GATEWAY_CA_FILE: "/etc/ca.pem" }, { gateways: [{ caFile: "/etc/ca.pem" }] }],
  [
    "several gateways",
    {
      OPENCLAW_GATEWAYS:
        '[{"name":"a","url":"ws://a.example","token":"fake"},{"name":"b","url":"wss://b.example","tokenFile":"/run/token","caFile":"/ca"}]',
    },
    {
      gateways: [
        { name: "a", url: "ws://a.example", token: "fake" },
        { name: "b", token: "fake-token-from-file", caFile: "/ca" },
      ],
    },
  ],
  [
    "Discord",
    DISCORD,
    { platforms: [{ id: "discord", settings: { token: "fake-discord-token", admins: [], warningChannels: [] } }] },
  ],
  [
    "Discord by file",
    { DISCORD_TOKEN_FILE: "/run/token" },
    { platforms: [{ id: "discord", settings: { token: "fake-token-from-file" } }] },
  ],
  [
    "another Discord",
    { ...DISCORD, DISCORD_API_URL: "http://127.0.0.1:1/api/" },
    { platforms: [{ id: "discord", settings: { apiUrl: "http://127.0.0.1:1/api" } }] },
  ],
  [
    "a server",
    { ...DISCORD, DISCORD_GUILD_ID: "123" },
    { platforms: [{ id: "discord", settings: { guildId: "123" } }] },
  ],
  [
    "admins",
    { ...DISCORD, DISCORD_ADMINS: "1, 22 ,,333" },
    { platforms: [{ id: "discord", settings: { admins: ["1", "22", "333"] } }] },
  ],
  [
    "channels",
    { ...DISCORD, DISCORD_WARNING_CHANNELS: "1" },
    { platforms: [{ id: "discord", settings: { warningChannels: ["1"] } }] },
  ],
  [
    "Telegram",
    TELEGRAM,
    { platforms: [{ id: "telegram", settings: { token: "fake-telegram-token", admins: [], warningChats: [] } }] },
  ],
  [
    "Telegram by file",
    { TELEGRAM_TOKEN_FILE: "/run/token" },
    { platforms: [{ id: "telegram", settings: { token: "fake-token-from-file" } }] },
  ],
  [
    "another Telegram",
    { ...TELEGRAM, TELEGRAM_API_URL: "https://bot.example//" },
    { platforms: [{ id: "telegram", settings: { apiUrl: "https://bot.example" } }] },
  ],
  [
    "its admins",
    { ...TELEGRAM, TELEGRAM_ADMINS: "1,2" },
    { platforms: [{ id: "telegram", settings: { admins: ["1", "2"] } }] },
  ],
  [
    "its chats",
    { ...TELEGRAM, TELEGRAM_WARNING_CHATS: "-100123,-100123:7,5" },
    { platforms: [{ id: "telegram", settings: { warningChats: ["-100123", "-100123:7", "5"] } }] },
  ],
  [
    "who alone may repair a gateway",
    {
      OPENCLAW_GATEWAYS:
        '[{"name":"a","url":"ws://127.0.0.1:1","admins":["discord:1"]},{"name":"b","url":"ws://127.0.0.1:2"}]',
    },
    { gateways: [{ admins: ["discord:1"] }, { admins: null }] },
  ],
  ["one admin who must confirm, where nothing is said", {}, { approvals: 1 }],
  ["two admins who must confirm", { COMPANION_APPROVALS: "2" }, { approvals: 2 }],
  ["a folder", { COMPANION_DATA_DIR: "/var/lib/companion" }, { dataDir: "/var/lib/companion" }],
  ["an HTTP address", { COMPANION_HTTP: "0.0.0.0:9464" }, { http: { host: "0.0.0.0", port: 9464, token: null } }],
  ["an HTTP address by name", { COMPANION_HTTP: "localhost:0" }, { http: { host: "localhost", port: 0, token: null } }],
  [
    "an HTTP address of the new kind",
    { COMPANION_HTTP: "[::1]:9464" },
    { http: { host: "::1", port: 9464, token: null } },
  ],
  [
    "whom it answers",
    { COMPANION_AUDIENCE: "discord:1, telegram:-100123,everyone" },
    { audience: ["discord:1", "telegram:-100123", "everyone"] },
  ],
  ["a log level", { LOG_LEVEL: "debug" }, { logLevel: "debug" }],
  [
    "nothing but spaces, which is nothing",
    { LOG_LEVEL: " ", COMPANION_HTTP: "", DISCORD_TOKEN: "" },
    { logLevel: null, http: null, platforms: [] },
  ],
])("the environment can name %s", (_what, env, config) => {
  expect(read(env)).toMatchObject(config);
});

test("what was read cannot be changed", () => {
  expect(Object.isFrozen(read({}))).toBe(true);
});
