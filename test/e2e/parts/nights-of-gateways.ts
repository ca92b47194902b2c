import { story } from "../../fakes/hostile-gateways.ts";
import { startFakeGateway } from "../../fakes/gateway.ts";
import { startToldGateway } from "../../fakes/told-gateway.ts";
import { onTestFinished } from "../../parts/ending.ts";
import { AT, gatewayAt, listen, refusing, well, type Situation } from "./nights.ts";

/** What goes wrong between doctor and a gateway. */
export const OF_GATEWAYS: readonly Situation[] = [
  {
    what: "the address names a host that is not there",
    make: () => ({ env: gatewayAt("wss://no-such-host.invalid:18789") }),
    says: /✖ gateway main: (?:the host name of no-such-host\.invalid:18789 cannot be found|no-such-host)[^\n]*\n {4}→ check (?:its address, and )?the network of this host/,
    exit: 1,
  },
  {
    what: "nothing listens at that port",
    make: () => ({ env: gatewayAt("ws://127.0.0.1:1") }),
    says: /✖ gateway main: nothing listens at 127\.0\.0\.1:1: the gateway process is not running there\n {4}→ on this host run: openclaw gateway start\n/,
    exit: 1,
  },
  {
    what: "another program listens at that port",
    make: async () => ({ env: gatewayAt(`ws://${await listen((_, response) => void response.end("<html>"))}`) }),
    says: new RegExp(
      String.raw`✖ gateway main: another program listens at ${AT}, no gateway \(HTTP 200 instead of a WebSocket\)\n {4}→ check the port in its address; on its host, openclaw gateway status tells the right one\n`,
    ),
    exit: 1,
  },
  {
    what: "wss:// is written for a port without TLS",
    make: async () => {
      const { OPENCLAW_GATEWAY_URL: url = "" } = await well();
      return { env: gatewayAt(url.replace("ws:", "wss:")) };
    },
    says: new RegExp(
      String.raw`✖ gateway main: ${AT} does not speak TLS, and its address says wss://\n? *→ write ws:// in its address, or give it TLS\n`,
    ),
    exit: 1,
  },
  {
    what: "the token is wrong",
    make: async () => ({ env: { ...(await well()), OPENCLAW_GATEWAY_TOKEN: "fake-wrong-token" } }),
    says: /✖ gateway main: the gateway does not accept the token\n {4}→ set OPENCLAW_GATEWAY_TOKEN to gateway\.auth\.token of the gateway \(on its host in ~\/\.openclaw\/openclaw\.json\)\n/,
    exit: 1,
  },
  {
    what: "the device was never approved",
    make: async () => {
      const gateway = await startFakeGateway("2026.9.6", "healthy", { auth: "pairing" });
      onTestFinished(async () => gateway[Symbol.asyncDispose]());
      return { env: gatewayAt(gateway.url, gateway.token) };
    },
    says: /✖ gateway main: the gateway wants this companion to be approved once\n {4}→ on the gateway host run: openclaw devices approve [\w-]+; openclaw-companion pair waits for it\n/,
    exit: 1,
  },
  {
    what: "a scope is missing",
    make: () => refusing("unauthorized: device token scope mismatch", { code: "AUTH_SCOPE_MISMATCH" }),
    says: /✖ gateway main: the gateway did not give this device the scopes it asked for\n {4}→ set OPENCLAW_GATEWAY_TOKEN to the gateway's shared token, or on its host run: openclaw devices list, then openclaw devices approve <id> for OpenClaw Companion\n/,
    exit: 1,
  },
  {
    what: "the gateway is in password mode",
    make: () =>
      refusing("unauthorized: gateway password missing (provide gateway auth password)", {
        code: "AUTH_PASSWORD_MISSING",
      }),
    says: /✖ gateway main: the gateway wants a password and none is set\n {4}→ set OPENCLAW_GATEWAY_PASSWORD to gateway\.auth\.password of the gateway \(on its host in ~\/\.openclaw\/openclaw\.json\)\n/,
    exit: 1,
  },
  {
    what: "its trusted proxy vouches for nobody",
    make: () =>
      refusing("unauthorized: gateway trusted proxy: user header missing", {
        code: "AUTH_UNAUTHORIZED",
        authReason: "trusted_proxy_user_missing",
      }),
    says: /✖ gateway main: the gateway at \S+ refuses what comes through its proxy\. It says: unauthorized: gateway trusted proxy: user header missing\n {4}→ on its host look at gateway\.trustedProxies and gateway\.auth\.trustedProxy, or connect past the proxy\n/,
    exit: 1,
  },
  {
    what: "the gateway speaks another protocol",
    make: () => refusing("protocol mismatch", { code: "PROTOCOL_MISMATCH" }),
    says: /✖ gateway main: the gateway at \S+ speaks a protocol this companion does not know \(it knows 3 and 4\)\n {4}→ update the companion\n/,
    exit: 1,
  },
  {
    what: "the release is older than any that was tried",
    make: async () => {
      const gateway = await startToldGateway({ ...story(), version: "2026.1.5" });
      onTestFinished(async () => gateway[Symbol.asyncDispose]());
      return { env: gatewayAt(gateway.url) };
    },
    says: /· gateway main: OpenClaw 2026\.1\.5 is older than 2026\.2\.26, the oldest that was tried: it is read, and never repaired\n {4}→ update OpenClaw on its host: openclaw update\n/,
    exit: 0,
    problems: 0,
  },
];
