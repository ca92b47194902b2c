import { expect, test } from "vitest";
import type { GatewaySession } from "../../src/core/gateway.ts";
import { createAdmin } from "../../src/gateway/admin-calls.ts";
import { openAdmin } from "../../src/gateway/admin.ts";
import type { Connection } from "../../src/gateway/connection.ts";
import { loadIdentity } from "../../src/gateway/identity.ts";
import { DIRECT } from "../../src/lib/network.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { english } from "../../src/words/speak.ts";
import { makeFolder } from "./operator-shell.ts";

const KEY = "agent:main:companion-proof-x-0";

test("a session is set to a model before its first turn, and a link that is lost is no answer", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const { url, token } = gateway;
  const endpoint = { name: "main", url, token, password: null, tlsFingerprint: null, caFile: null };
  const device = loadIdentity(makeFolder());
  const admin = await openAdmin(endpoint, { device, clientVersion: "1", network: DIRECT, clock: Date.now });
  if ("refused" in admin) throw new Error(english(admin.refused.why));
  using client = await connectClient(gateway);
  expect(await admin.choose(KEY, { provider: "openai", model: "gpt-5.5" })).toBeNull();
  expect(await client.request("sessions.list")).toMatchObject({
    sessions: expect.arrayContaining([
      expect.objectContaining({ key: KEY, modelProvider: "openai", model: "gpt-5.5" }),
    ]),
  });
  await admin.removeSession(KEY);
  expect(JSON.stringify(await client.request("sessions.list"))).not.toContain(KEY);
  admin.close();
  await expect(admin.choose(KEY, { provider: "openai", model: "gpt-5.5" })).rejects.toThrow("gateway");
});

test("a model that the gateway sets no session to is told in its words, without what is secret in them", async () => {
  const refused = Object.assign(new Error("model not allowed: openai/sk-proj-abcdefghijklmnopqrstuvwxyz012345"), {
    gatewayCode: "INVALID_REQUEST",
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const connection = { request: () => Promise.reject(refused) } as unknown as Connection;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing of it is asked
  const session = {} as GatewaySession;
  const told = await createAdmin(connection, session).choose(KEY, { provider: "openai", model: "x" });
  expect(told).toContain("model not allowed: openai/");
  expect(told).not.toContain("abcdefghijklmnopqrstuvwxyz");
});
