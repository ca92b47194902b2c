import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { asObject } from "../../fake-gateway/json.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { connectClient, eventually, refusedConnection } from "../fakes/gateway-client.ts";

const start = () => startFakeGateway("2026.9.6", "override-scope-401");

describe("an embedded gateway in trouble", () => {
  it("says that it restarts, closes with 1012 and is back at once", async () => {
    await using gateway = await start();
    using client = await connectClient(gateway);
    gateway.restart();
    await eventually(() => expect(client.closes).toContainEqual({ code: 1012, reason: "service restart" }));
    expect(client.events.map(({ event }) => event)).toContain("shutdown");
    using again = await connectClient(gateway);
    expect(again.hello.snapshot.uptimeMs).toBeLessThan(60_000);
  });

  it("cuts its connections without a word", async () => {
    await using gateway = await start();
    using client = await connectClient(gateway);
    gateway.drop();
    await eventually(() => expect(client.closes).toContainEqual({ code: 1006, reason: "" }));
    expect(client.events.map(({ event }) => event)).not.toContain("shutdown");
  });

  it("refuses new clients, keeps the old ones, and comes back on the same port", async () => {
    await using gateway = await start();
    using client = await connectClient(gateway);
    const { port } = gateway;
    await gateway.refuse();
    expect((await refusedConnection(gateway)).message).toContain("ECONNREFUSED");
    await expect(client.request("health")).resolves.toMatchObject({ ok: true });
    await gateway.accept();
    using again = await connectClient(gateway);
    expect(again.hello.type).toBe("hello-ok");
    expect(gateway.port).toBe(port);
  });

  it("sends garbage, which the real client survives", async () => {
    await using gateway = await start();
    using client = await connectClient(gateway);
    gateway.sendGarbage();
    await expect(client.request("status")).resolves.toHaveProperty("sessions");
    expect(client.closes).toEqual([]);
  });

  it("leaves a method hanging until it is let go", async () => {
    await using gateway = await start();
    using client = await connectClient(gateway, { requestTimeoutMs: 50 });
    const release = gateway.hang("status");
    await expect(client.request("status")).rejects.toThrow(/timeout/i);
    await expect(client.request("health")).resolves.toMatchObject({ ok: true });
    release();
    await expect(client.request("status")).resolves.toHaveProperty("sessions");
  });

  it("fails a method with any error", async () => {
    await using gateway = await start();
    using client = await connectClient(gateway);
    const release = gateway.fail("config.get", { code: "UNAVAILABLE", message: "starting up", retryable: true });
    expect(await client.refused("config.get")).toMatchObject({ gatewayCode: "UNAVAILABLE", retryable: true });
    release();
    await expect(client.request("config.get")).resolves.toHaveProperty("hash");
  });

  it("says that a method of the release was not recorded", async () => {
    await using gateway = await start();
    using client = await connectClient(gateway);
    expect((await client.refused("sessions.usage")).message).toBe("not recorded: sessions.usage");
  });
});

describe("what an embedded gateway of 2026.9.6 says", () => {
  const file = new URL("../protocol.schema.json", import.meta.resolve("@openclaw/gateway-protocol"));
  const ajv = new Ajv({ strict: false, allErrors: true }).addSchema(
    asObject(JSON.parse(readFileSync(file, "utf8"))),
    "protocol",
  );
  // The schema is of 2026.9.1 and does not know what later releases added.
  const judge = (definition: string, value: unknown): readonly string[] => {
    ajv.validate({ $ref: `protocol#/definitions/${definition}` }, value);
    const errors = (ajv.errors ?? []).filter(({ keyword }) => keyword !== "additionalProperties");
    return errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  it("fits the protocol's own schema", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401", { tickEvery: 20 });
    using client = await connectClient(gateway);
    await gateway.playTurn({ like: 0 });
    await eventually(() => expect(client.events.map(({ event }) => event)).toContain("tick"));
    expect(judge("HelloOk", client.hello)).toEqual([]);
    for (const frame of client.events) expect(judge("EventFrame", frame)).toEqual([]);
    const agent = client.events.filter(({ event }) => event === "agent");
    for (const { payload } of agent) expect(judge("AgentEvent", payload)).toEqual([]);
    expect(judge("LogsTailResult", await client.request("logs.tail"))).toEqual([]);
    expect(
      judge("SessionsDeleteResult", await client.request("sessions.delete", { key: "agent:main:nobody" })),
    ).toEqual([]);
  });
});
