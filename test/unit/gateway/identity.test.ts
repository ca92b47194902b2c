import { execFile } from "node:child_process";
import { createPublicKey, verify } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { HostUnavailable } from "../../../src/core/host-unavailable.ts";
import { expect, test } from "vitest";
import { loadIdentity, rawPublicKey, signPayload } from "../../../src/gateway/identity.ts";
import { redact } from "../../../src/lib/redact.ts";
import { makeFolder } from "../parts/link.ts";

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test("the identity is made once, for its owner alone, and is the same ever after", () => {
  using folder = makeFolder();
  const first = loadIdentity(folder.path);
  const again = loadIdentity(folder.path);
  expect(first.id).toMatch(/^[0-9a-f]{64}$/);
  expect(again).toMatchObject({ id: first.id, privateKeyPem: first.privateKeyPem, publicKeyPem: first.publicKeyPem });
  expect(modeOf(join(folder.path, "device.json"))).toBe("600");
  expect(readdirSync(folder.path)).toEqual(["device.json"]);
});

test("neither its key nor a token of it is shown, not even in part", () => {
  using folder = makeFolder();
  const device = loadIdentity(folder.path);
  device.keepToken("home", "operator", "unlikely-word-of-a-gateway", []);
  const key = device.privateKeyPem.split("\n")[1] ?? "";
  expect(key.length).toBeGreaterThan(40);
  expect(redact(`key ${key.slice(-20)}, then word-of-a-gateway`)).toBe("key [secret], then [secret]");
});

test("two folders are two devices", () => {
  using one = makeFolder();
  using other = makeFolder();
  expect(loadIdentity(one.path).id).not.toBe(loadIdentity(other.path).id);
});

test("tokens are kept for each gateway and role, and survive a restart", () => {
  using folder = makeFolder();
  const device = loadIdentity(folder.path);
  device.keepToken("home", "operator", "fake-one", ["operator.read"]);
  device.keepToken("office", "operator", "fake-two", []);
  device.keepToken("home", "operator", "fake-three", ["operator.read"]);
  const again = loadIdentity(folder.path);
  expect(again.token("home", "operator")).toEqual({ token: "fake-three", scopes: ["operator.read"] });
  expect(again.token("office", "operator")).toEqual({ token: "fake-two", scopes: [] });
  expect(again.token("home", "node")).toBeNull();
  again.dropToken("home", "operator");
  expect(loadIdentity(folder.path).token("home", "operator")).toBeNull();
  expect(loadIdentity(folder.path).token("office", "operator")).not.toBeNull();
  expect(modeOf(join(folder.path, "device.json"))).toBe("600");
  expect(existsSync(join(folder.path, "device.json.new"))).toBe(false);
});

test("a token that another process kept meanwhile is not written over", () => {
  using folder = makeFolder();
  const service = loadIdentity(folder.path);
  const pair = loadIdentity(folder.path);
  pair.keepToken("office", "operator", "fake-two", []);
  service.keepToken("home", "operator", "fake-one", []);
  pair.dropToken("garden", "operator");
  const again = loadIdentity(folder.path);
  expect(again.token("home", "operator")).toMatchObject({ token: "fake-one" });
  expect(again.token("office", "operator")).toMatchObject({ token: "fake-two" });
  expect(service.token("home", "operator")).toMatchObject({ token: "fake-one" });
});

test("processes that begin in the same moment are one device", async () => {
  using folder = makeFolder();
  const run = promisify(execFile);
  const script = join(import.meta.dirname, "../parts/identity-process.ts");
  const told = await Promise.all(
    Array.from({ length: 6 }, () => run(process.execPath, ["--no-warnings", script, folder.path])),
  );
  const ids = new Set(told.map(({ stdout }) => stdout.trim()));
  expect(ids).toEqual(new Set([loadIdentity(folder.path).id]));
  expect(readdirSync(folder.path)).toEqual(["device.json"]);
});

test.each(["constructor", "__proto__", "toString"])("no token was ever given by a gateway called %s", (name) => {
  using folder = makeFolder();
  expect(loadIdentity(folder.path).token(name, "operator")).toBeNull();
});

test.each([["{"], ["{}"], ['{"privateKeyPem":5}'], ['{"privateKeyPem":"fake"}'], [""]])(
  "an identity that cannot be read is said so in a sentence, and not replaced: %j",
  (text) => {
    using folder = makeFolder();
    const path = join(folder.path, "device.json");
    writeFileSync(path, text);
    expect(() => loadIdentity(folder.path)).toThrow(/^the device identity .*device\.json cannot be read: move it away/);
    expect(() => loadIdentity(folder.path)).toThrow(HostUnavailable);
    expect(readFileSync(path, "utf8")).toBe(text);
  },
);

test("what it signs can be checked with the key it shows", () => {
  using folder = makeFolder();
  const device = loadIdentity(folder.path);
  const signature = Buffer.from(signPayload(device.privateKeyPem, "v3|payload"), "base64url");
  expect(verify(null, Buffer.from("v3|payload"), createPublicKey(device.publicKeyPem), signature)).toBe(true);
  expect(Buffer.from(rawPublicKey(device.publicKeyPem), "base64url")).toHaveLength(32);
});
