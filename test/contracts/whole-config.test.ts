import { expect, test } from "vitest";
import { openAdmin } from "../../src/gateway/admin.ts";
import { loadIdentity } from "../../src/gateway/identity.ts";
import { DIRECT } from "../../src/lib/network.ts";
import { valueAt } from "../../src/core/json.ts";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { english } from "../../src/words/speak.ts";
import { makeFolder } from "./operator-shell.ts";

const NAME = ["models", "providers", "elsewhere", "models", "0", "name"];

async function write(gateway: EmbeddedGateway, name: string): Promise<void> {
  using client = await connectClient(gateway);
  const { hash } = await client.request("config.get");
  const entry = { baseUrl: "https://example.test", api: "openai-responses", models: [{ id: "m", name }] };
  await client.request("config.patch", {
    raw: JSON.stringify({ models: { providers: { elsewhere: entry } } }),
    baseHash: hash,
  });
}

async function openFor(gateway: EmbeddedGateway) {
  const { url, token } = gateway;
  const endpoint = { name: "main", url, token, password: null, tlsFingerprint: null, caFile: null };
  const device = loadIdentity(makeFolder());
  const admin = await openAdmin(endpoint, { device, clientVersion: "1", network: DIRECT, clock: Date.now });
  if ("refused" in admin) throw new Error(english(admin.refused.why));
  return admin;
}

test.each([300, 5_000, 70_000, 400_000])("a repair reads a text of %d characters whole", async (length) => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "soon" });
  const name = `first ${"x".repeat(length)} last`;
  await write(gateway, name);
  const admin = await openFor(gateway);
  try {
    const { document, file, running } = await admin.config();
    for (const seen of [document, file, running])
      expect(valueAt(seen, NAME.slice(0, 3))).toMatchObject({ models: [{ name }] });
    expect((await admin.examine()).document).toEqual(document);
  } finally {
    admin.close();
  }
});

test("what is too large to be read whole is not read at all", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "soon" });
  await write(gateway, "x".repeat(1_200_000));
  const admin = await openFor(gateway);
  try {
    await expect(admin.config()).rejects.toThrow("too large to be read whole, so nothing of it is changed");
    await expect(admin.examine()).rejects.toThrow("too large to be read whole");
  } finally {
    admin.close();
  }
});
