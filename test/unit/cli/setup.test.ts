import { expect, test } from "vitest";
import { findLocalGateway } from "../../../src/cli/setup/local-gateway.ts";
import { toStartCommand } from "../../../src/cli/setup/start-command.ts";

const HOME = { HOME: "/home/ada" };
const DEFAULT = "/home/ada/.openclaw/openclaw.json";
const reading =
  (text: string, at = DEFAULT) =>
  (path: string): string => {
    if (path !== at) throw new Error(`nobody wrote ${path}`);
    return text;
  };

test.each<readonly [string, string, object]>([
  [
    "a port and a token",
    `{ gateway: { port: 19000, auth: { token: "t" } } }`,
    { url: "ws://127.0.0.1:19000", token: "t" },
  ],
  ["nothing of a gateway", "{}", { url: "ws://127.0.0.1:18789", token: null, password: null }],
  [
    "password mode",
    `{ gateway: { auth: { mode: "password", password: "p", token: "old" } } }`,
    { token: null, password: "p" },
  ],
  [
    "token mode beside a password",
    `{ gateway: { auth: { mode: "token", token: "t", password: "p" } } }`,
    { token: "t", password: null },
  ],
  ["TLS", `{ gateway: { tls: { enabled: true } } }`, { url: "wss://127.0.0.1:18789" }],
  [
    "a gateway elsewhere",
    `{ gateway: { mode: "remote", remote: { url: "wss://gw.example", token: "r" } } }`,
    { url: "wss://gw.example", token: "r" },
  ],
  ["a token from a variable that is set", `{ gateway: { auth: { token: "\${GW_TOKEN}" } } }`, { token: "from-env" }],
  ["a token from one that is not", `{ gateway: { auth: { token: "\${OTHER}" } } }`, { token: null }],
  ["a reference to a secret", `{ gateway: { auth: { token: { source: "exec" } } } }`, { token: null }],
  ["comments and commas", `// mine\n{ gateway: { port: 18790, /* x */ }, }`, { url: "ws://127.0.0.1:18790" }],
])("a file of a gateway with %s is understood", (_, text, expected) => {
  expect(findLocalGateway({ ...HOME, GW_TOKEN: "from-env" }, reading(text))).toMatchObject(expected);
});

test.each<readonly [string, Readonly<Record<string, string>>, () => string]>([
  [
    "is not there",
    HOME,
    () => {
      throw new Error("ENOENT");
    },
  ],
  ["is no JSON", HOME, () => "gateway:"],
  ["has no place", {}, () => "{}"],
])("where the file %s nothing is proposed", (_, env, readFile) => {
  expect(findLocalGateway(env, readFile)).toBeNull();
});

test("the file is looked for where the gateway looks for it", () => {
  expect(
    findLocalGateway({ ...HOME, OPENCLAW_STATE_DIR: "/srv/oc" }, reading("{}", "/srv/oc/openclaw.json"))?.path,
  ).toBe("/srv/oc/openclaw.json");
  expect(findLocalGateway({ ...HOME, OPENCLAW_CONFIG_PATH: "/etc/oc.json" }, reading("{}", "/etc/oc.json"))?.path).toBe(
    "/etc/oc.json",
  );
});

const npm = { npm_lifecycle_event: "start" };
test.each<readonly [string, Parameters<typeof toStartCommand>[0], string | null]>([
  [
    "npm start in the checkout",
    { env: npm, script: "/src/oc/bin/companion.mjs", file: ".env", folder: "/src/oc" },
    "npm start",
  ],
  [
    "what was installed",
    { env: {}, script: "/usr/bin/openclaw-companion", file: ".env", folder: "/srv" },
    "openclaw-companion",
  ],
  [
    "node with the script",
    { env: {}, script: "/src/oc/bin/companion.mjs", file: ".env", folder: "/src/oc" },
    "node bin/companion.mjs",
  ],
  [
    "npm start for a file elsewhere",
    { env: npm, script: "/src/oc/bin/companion.mjs", file: "/srv/a b/.env", folder: "/src/oc" },
    "cd '/srv/a b' && node /src/oc/bin/companion.mjs",
  ],
  [
    "another name of the file",
    { env: {}, script: "/usr/bin/openclaw-companion", file: "prod.env", folder: "/srv" },
    null,
  ],
])("after %s the command that starts the service is one that works", (_, started, expected) => {
  expect(toStartCommand(started)).toBe(expected);
});
