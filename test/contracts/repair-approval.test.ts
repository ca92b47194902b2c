import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openAdmin } from "../../src/gateway/admin.ts";
import { loadIdentity } from "../../src/gateway/identity.ts";
import { DIRECT } from "../../src/lib/network.ts";
import { startFakeGateway, type FakeGatewayOptions } from "../fakes/gateway.ts";
import { english } from "../../src/words/speak.ts";
import { holdLink } from "../unit/parts/link.ts";
import { makeFolder } from "./operator-shell.ts";

/** A gateway that knows this companion's device with the right to read, and the connection that may write. */
async function open(options: FakeGatewayOptions) {
  const folder = makeFolder();
  const device = loadIdentity(folder);
  const gateway = await startFakeGateway("2026.9.6", "override-scope-401", { scopes: "stripped", ...options });
  await using held = holdLink({ url: gateway.url, token: gateway.token, device });
  await held.was("ready", 15_000);
  const endpoint = {
    name: "main",
    url: gateway.url,
    token: gateway.token,
    password: null,
    tlsFingerprint: null,
    caFile: null,
  };
  const admin = await openAdmin(endpoint, { device, clientVersion: "0.0.0", network: DIRECT, clock: Date.now });
  return { folder, gateway, admin };
}

describe("the right to write, where a device that may read is not given it without a word", () => {
  test("is had with a device key of its own on the same host", async () => {
    const { folder, gateway, admin } = await open({ auth: "first-pairing" });
    await using _ = gateway;
    if ("refused" in admin) throw new Error(english(admin.refused.why));
    const { hash } = await admin.config();
    expect(await admin.patch({ merge: { gateway: { note: "x" } }, replacePaths: [] }, hash, "test")).not.toMatchObject({
      kind: "refused",
      why: expect.stringContaining("scope"),
    });
    admin.close();
    expect(readdirSync(folder).toSorted()).toEqual(["device-repairs.json", "device.json"]);
    const [one, two] = ["device.json", "device-repairs.json"].map((name) => readFileSync(join(folder, name), "utf8"));
    expect(JSON.parse(one ?? "").privateKeyPem).not.toBe(JSON.parse(two ?? "").privateKeyPem);
    // What it is given for that is not kept.
    expect(JSON.parse(two ?? "").tokens).toEqual({});
  });

  test("takes no second key where the first one is let in", async () => {
    const { folder, gateway, admin } = await open({ auth: "token" });
    await using _ = gateway;
    expect(admin).not.toHaveProperty("refused");
    if (!("refused" in admin)) admin.close();
    expect(readdirSync(folder)).toEqual(["device.json"]);
  });
});
