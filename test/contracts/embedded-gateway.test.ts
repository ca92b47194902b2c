import { describe, expect, it } from "vitest";
import { asObject, asText } from "../../fake-gateway/json.ts";
import { loadRecordings, SCENARIOS, startFakeGateway } from "../fakes/gateway.ts";
import { connectClient, eventually, newDevice, refusedConnection } from "../fakes/gateway-client.ts";

const READ_WRITE = ["operator.read", "operator.write"];

describe.each([
  ["2026.3.2", 3, "dev"],
  ["2026.5.28", 4, "2026.5.28"],
  ["2026.9.6", 4, "2026.9.6"],
] as const)("an embedded gateway of %s", (version, protocol, name) => {
  it(`greets the real client with protocol ${protocol} and the version it would tell`, async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    using client = await connectClient(gateway);
    expect(client.hello).toMatchObject({ type: "hello-ok", protocol, server: { version: name } });
    expect(client.hello.features.methods).toContain("config.patch");
    await expect(client.request("status")).resolves.toHaveProperty("sessions");
  });

  it("refuses a wrong token", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    const refusal = await refusedConnection(gateway, { token: "fake-wrong-token" });
    expect(refusal.message).toContain("unauthorized: gateway token mismatch");
    expect(refusal.details).toMatchObject({ code: "AUTH_TOKEN_MISMATCH", authReason: "token_mismatch" });
  });

  it("refuses a client that shows nothing", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    const refusal = await refusedConnection(gateway, { token: "" });
    expect(refusal).toMatchObject({ gatewayCode: "NOT_PAIRED", details: { code: "DEVICE_IDENTITY_REQUIRED" } });
  });

  it("refuses a protocol it does not speak", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    const other = protocol === 3 ? 4 : 3;
    const refusal = await refusedConnection(gateway, { minProtocol: other, maxProtocol: other });
    expect(refusal).toMatchObject({ details: { expectedProtocol: protocol } });
    expect(refusal.message).toContain("protocol mismatch");
  });

  it("speaks whatever range of protocols a test wants", async () => {
    await using gateway = await startFakeGateway(version, "healthy", { protocol: { min: 3, max: 4 } });
    using client = await connectClient(gateway);
    expect(client.hello.protocol).toBe(4);
  });

  it("lets a device of its own host in when the signature is right, and only then", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    using client = await connectClient(gateway, newDevice());
    await expect(client.request("health")).resolves.toMatchObject({ ok: true });
    const refusal = await refusedConnection(gateway, newDevice({ signs: false }));
    expect(refusal.details).toMatchObject({ code: "DEVICE_AUTH_SIGNATURE_INVALID" });
  });

  it("lets a remote device in once an operator approved it, and then by its own token", async () => {
    await using gateway = await startFakeGateway(version, "healthy", { auth: "pairing" });
    const device = newDevice();
    const waiting = await refusedConnection(gateway, { ...device, scopes: READ_WRITE });
    expect(waiting.details).toMatchObject({ code: "PAIRING_REQUIRED", reason: "not-paired" });
    const again = await refusedConnection(gateway, { ...device, scopes: READ_WRITE });
    const requestId = readRequestId(waiting.details);
    expect(readRequestId(again.details)).toBe(requestId);
    expect(gateway.approve("nobody")).toBe(false);
    expect(gateway.approve(requestId)).toBe(true);

    using paired = await connectClient(gateway, { ...device, scopes: READ_WRITE });
    const deviceToken = paired.hello.auth?.deviceToken ?? "";
    expect(deviceToken).not.toBe("");
    using alone = await connectClient(gateway, { ...device, deviceToken, scopes: READ_WRITE });
    await expect(alone.request("status")).resolves.toHaveProperty("sessions");

    const wider = { ...device, scopes: [...READ_WRITE, "operator.admin"] };
    const mismatch = version === "2026.9.6" ? "AUTH_SCOPE_MISMATCH" : "AUTH_DEVICE_TOKEN_MISMATCH";
    expect((await refusedConnection(gateway, { ...wider, deviceToken })).details).toMatchObject({ code: mismatch });
    expect((await refusedConnection(gateway, wider)).details).toMatchObject({ reason: "scope-upgrade" });
  });

  it("says hello to a client without a device and strips its scopes", async () => {
    await using gateway = await startFakeGateway(version, "healthy", { scopes: "stripped" });
    using client = await connectClient(gateway);
    const refusal = await client.refused("status");
    const newer = { code: "MISSING_SCOPE", missingScope: "operator.read", requiredScopes: ["operator.read"] };
    expect(refusal.message).toBe("missing scope: operator.read");
    expect(refusal.gatewayCode).toBe(version === "2026.9.6" ? "FORBIDDEN" : "INVALID_REQUEST");
    expect(refusal.details).toEqual(version === "2026.9.6" ? newer : undefined);
    await expect(client.request("health")).resolves.toMatchObject({ ok: true });
  });

  it("does not know a method the release did not have", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    using client = await connectClient(gateway);
    expect(await client.refused("no.such.method")).toMatchObject({
      gatewayCode: "INVALID_REQUEST",
      message: "unknown method: no.such.method",
    });
    const probe = client
      .request("models.probe", { provider: "openai" })
      .catch(({ message }: Error) => ({ status: message }));
    await expect(probe).resolves.toMatchObject({
      status: version === "2026.9.6" ? "ok" : "unknown method: models.probe",
    });
  });

  it("ticks", async () => {
    await using gateway = await startFakeGateway(version, "healthy", { tickEvery: 20 });
    using client = await connectClient(gateway);
    await eventually(() => expect(client.events.map(({ event }) => event)).toContain("tick"));
  });

  it("keeps what it was asked", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    using client = await connectClient(gateway);
    await client.request("logs.tail", { limit: 3 });
    expect(gateway.requests.map(({ method }) => method)).toEqual(["connect", "logs.tail"]);
    expect(gateway.requests.at(-1)?.params).toEqual({ limit: 3 });
  });
});

describe.each(SCENARIOS)("the recording of %s %s", (version, scenario) => {
  it("holds no text of a conversation and no place of the machine it was made on", () => {
    const text = JSON.stringify(loadRecordings(version, scenario));
    expect(text.match(/upstream reply|Hello from|hello 20\d\d|\/tmp\/|\/root\//g)).toBeNull();
  });
});

const readRequestId = (details: unknown): string => asText(asObject(details)["requestId"]);
