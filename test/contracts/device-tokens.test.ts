import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadIdentity } from "../../src/gateway/identity.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { holdLink } from "../unit/parts/link.ts";
import { makeFolder } from "./operator-shell.ts";

test("another address under the same name is never shown the token that the one before it gave", async () => {
  const folder = makeFolder();
  const device = loadIdentity(folder);
  await using first = await startFakeGateway("2026.9.6", "healthy", { auth: "pairing" });
  await using second = await startFakeGateway("2026.9.6", "healthy", { auth: "pairing" });
  {
    await using held = holdLink({ url: first.url, token: first.token, device });
    const { requestId } = await held.becomes("pairing");
    expect(first.approve(requestId ?? "")).toBe(true);
    await held.was("ready", 15_000);
  }
  const kept = readFileSync(join(folder, "device.json"), "utf8");
  expect(Object.keys(JSON.parse(kept).tokens)).toEqual([`main ${new URL(first.url).origin} operator`]);
  {
    await using again = holdLink({ url: first.url, token: null, device });
    expect(await again.was("ready")).toMatchObject({ version: "2026.9.6" });
  }
  await using moved = holdLink({ url: second.url, token: null, device });
  expect(await moved.was("refused")).toMatchObject({ why: "the gateway wants a token and none is set" });
});
