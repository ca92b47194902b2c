import { describe, expect, it } from "vitest";
import { asList, at } from "../../fake-gateway/json.ts";
import { readIssue38706 } from "../../src/demo/issue-38706.ts";
import { startEmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { loadRecordings, startFakeGateway, type FakeVersion } from "../fakes/gateway.ts";
import { connectClient, eventually, newDevice, type TestClient } from "../fakes/gateway-client.ts";

const CODEX = { baseUrl: "https://chatgpt.com/backend-api/codex", api: "openai-codex-responses" };
const OVERRIDE = { ...CODEX, models: [{ id: "gpt-5.4", name: "GPT-5.4", api: CODEX.api }] };
const provider = (version: FakeVersion): string => (version === "2026.9.6" ? "openai" : "openai-codex");
const patchOf = (version: FakeVersion, entry: unknown): string =>
  JSON.stringify({ models: { providers: { [provider(version)]: entry } } });

const hashOf = async (client: TestClient): Promise<string> => String((await client.request("config.get"))["hash"]);

describe.each(["2026.3.2", "2026.5.28", "2026.9.6"] as const)("config.patch of %s", (version) => {
  const { errors } = loadRecordings(version, "healthy").recording.release;
  const harmless = patchOf(version, { baseUrl: "https://chatgpt.com/backend-api" });
  const [model, wrong] = [
    version === "2026.3.2" ? "gpt-5.4" : version === "2026.5.28" ? "gpt-5.5" : "gpt-5.6-terra",
    "no-such-api",
  ];
  const invalid = { ...CODEX, api: wrong, models: [{ id: model, name: model, api: wrong }] };

  it.each([
    ["no hash", "no-hash", { raw: harmless }],
    ["an old hash", "stale-hash", { raw: harmless, baseHash: "0".repeat(64) }],
    ["what is not JSON", "unparsable", { raw: "{ not json", baseHash: "current" }],
    ["an api that does not exist", "invalid-api", { raw: patchOf(version, invalid), baseHash: "current" }],
  ] as const)("refuses %s in the recorded words", async (_, recorded, params) => {
    await using gateway = await startFakeGateway(version, "healthy");
    using client = await connectClient(gateway);
    const { baseHash, raw } = { baseHash: undefined, ...params };
    const hash = baseHash === "current" ? { baseHash: await hashOf(client) } : baseHash ? { baseHash } : {};
    const { code, message, details } = errors[recorded] as { code: string; message: string; details?: object };
    expect(await client.refused("config.patch", { raw, ...hash })).toMatchObject({ gatewayCode: code, message });
    expect((await client.refused("config.patch", { raw, ...hash })).details).toEqual(details);
  });

  it("counts refused calls too, for each device, until the minute is over", async () => {
    const time = { now: Date.now() };
    await using gateway = await startFakeGateway(version, "healthy", { clock: () => time.now });
    using client = await connectClient(gateway, newDevice());
    using other = await connectClient(gateway, newDevice());
    const most = version === "2026.9.6" ? 30 : 3;
    const patch = { raw: "{ not json" };
    for (let call = 0; call < most; call += 1)
      expect((await client.refused("config.patch", patch)).retryable).toBe(false);
    time.now += 9_500;
    const refusal = await client.refused("config.patch", patch);
    expect(refusal).toMatchObject({ gatewayCode: "UNAVAILABLE", retryable: true, retryAfterMs: 50_500 });
    expect(refusal.message).toBe("rate limit exceeded for config.patch; retry after 51s");
    expect((await other.refused("config.patch", patch)).gatewayCode).toBe("INVALID_REQUEST");
    time.now += 50_500;
    expect((await client.refused("config.patch", patch)).gatewayCode).toBe("INVALID_REQUEST");
  });

  it("accepts the api ids that the schema names", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    using client = await connectClient(gateway);
    const path = [
      "schema",
      "properties",
      "models",
      "properties",
      "providers",
      "additionalProperties",
      "properties",
      "api",
      "enum",
    ];
    const ids = asList(at(await client.request("config.schema"), ...path)).map(String);
    expect(ids.filter((id) => /^openai-(?:codex|chatgpt)-responses$/.test(id))).toEqual([
      version === "2026.9.6" ? "openai-chatgpt-responses" : "openai-codex-responses",
    ]);
    const { message } = errors["invalid-api"];
    expect(ids.filter((id) => !message.includes(id) && version !== "2026.3.2")).toEqual([]);
  });

  it("needs the admin scope", async () => {
    await using gateway = await startFakeGateway(version, "healthy");
    using client = await connectClient(gateway, { scopes: ["operator.read"] });
    expect((await client.refused("config.patch", { raw: "{}" })).message).toBe(errors["missing-scope"].message);
  });
});

describe("the repair of issue 38706", () => {
  it("changes the document, restarts the gateway and lets the selected model answer; its inverse undoes it", async () => {
    await using gateway = await startEmbeddedGateway({
      ...readIssue38706(),
      token: "fake-gateway-token",
      clock: Date.now,
      restarts: "soon",
    });
    using client = await connectClient(gateway);
    const before = await client.request("config.get");
    const applied = await client.request("config.patch", {
      raw: patchOf("2026.3.2", OVERRIDE),
      baseHash: before["hash"],
    });
    expect(applied).toMatchObject({ ok: true, restart: { delayMs: 2000 }, sentinel: { payload: { status: "ok" } } });
    await eventually(() => expect(client.closes).toContainEqual({ code: 1012, reason: "service restart" }));
    expect(client.events.at(-1)).toMatchObject({ event: "shutdown", payload: { restartExpectedMs: 1500 } });

    using again = await connectClient(gateway);
    const after = await again.request("config.get");
    expect(after).toMatchObject({
      parsed: { models: { providers: { "openai-codex": CODEX } }, meta: { lastTouchedVersion: "2026.3.2" } },
      config: { commands: { restart: true } },
    });
    expect(after["hash"]).not.toBe(before["hash"]);
    await expect(gateway.playTurn()).resolves.toMatchObject({ model: { model: "gpt-5.4" } });
    await eventually(() => expect(JSON.stringify(again.events)).toContain("fallback_cleared"));

    const undo = patchOf("2026.3.2", {
      baseUrl: "https://api.openai.com/v1",
      api: "openai-responses",
      models: [{ id: "gpt-5.4", api: null }],
    });
    await again.request("config.patch", { raw: undo, baseHash: after["hash"] });
    await expect(gateway.playTurn()).resolves.toMatchObject({ model: { model: "gpt-5.3-codex" } });
  });

  it("restarts the gateway only after the run that is under way", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "soon", pace: "recorded" });
    using client = await connectClient(gateway);
    await client.request("chat.send", { sessionKey: "main", message: "hello", idempotencyKey: "run-1" });
    await client.request("config.patch", { raw: patchOf("2026.3.2", OVERRIDE), baseHash: await hashOf(client) });
    await eventually(() => expect(client.closes).toContainEqual({ code: 1012, reason: "service restart" }));
    using again = await connectClient(gateway);
    await expect(again.request("agent.wait", { runId: "run-1", timeoutMs: 0 })).resolves.toMatchObject({
      status: "ok",
    });
  });

  it("does not happen as long as the route is only half right", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "never" });
    using client = await connectClient(gateway);
    const half = patchOf("2026.3.2", { baseUrl: "https://chatgpt.com/backend-api" });
    await client.request("config.patch", { raw: half, baseHash: await hashOf(client) });
    await expect(gateway.playTurn()).resolves.toMatchObject({ model: { model: "gpt-5.3-codex" } });
  });
});

describe("repairs of 2026.9.6", () => {
  it("remove a stale override only when told which list goes with it", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    using client = await connectClient(gateway);
    const patch = { raw: patchOf("2026.9.6", null), baseHash: await hashOf(client) };
    expect((await client.refused("config.patch", patch)).message).toContain(
      "config.patch would remove entries from array path(s): models.providers.openai.models.",
    );
    const replacePaths = ["models.providers.openai.models"];
    const applied = await client.request("config.patch", { ...patch, replacePaths });
    expect(applied).toMatchObject({ hash: await hashOf(client), changedPaths: ["models.providers.openai"] });
    await expect(gateway.playTurn()).resolves.toMatchObject({ model: { model: "gpt-5.6-terra" }, failure: null });
    expect(client.closes).toEqual([]);
  });

  it("rename a legacy ref", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "legacy-ref");
    using client = await connectClient(gateway);
    const raw = JSON.stringify({ agents: { defaults: { model: { primary: "openai/gpt-5.6-terra" } } } });
    await client.request("config.patch", { raw, baseHash: await hashOf(client) });
    await expect(gateway.playTurn()).resolves.toMatchObject({ model: { model: "gpt-5.6-terra" } });
    await expect(client.request("agents.list")).resolves.toMatchObject({
      agents: [{ model: { primary: "openai/gpt-5.6-terra" } }],
    });
  });

  it("refuse the api id that older releases wanted, and notice a patch that changes nothing", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    using client = await connectClient(gateway);
    const refusal = await client.refused("config.patch", {
      raw: patchOf("2026.9.6", OVERRIDE),
      baseHash: await hashOf(client),
    });
    expect(refusal.message).toContain(
      'models.providers.openai.models[0].api: "openai-codex-responses" is a removed api id',
    );
    await expect(client.request("config.patch", { raw: "{}" })).resolves.toMatchObject({
      noop: true,
      changedPaths: [],
    });
  });
});

describe("what 2026.5.28 takes", () => {
  it("knows no lists that are replaced as a whole, and tells which api a provider may have", async () => {
    await using gateway = await startFakeGateway("2026.5.28", "restricted-key-401");
    using client = await connectClient(gateway);
    const patch = {
      raw: patchOf("2026.5.28", OVERRIDE),
      baseHash: await hashOf(client),
      replacePaths: ["agents.list"],
    };
    expect((await client.refused("config.patch", patch)).message).toContain("replacePaths");
    await expect(client.request("config.schema.lookup", { path: "models.providers.*.api" })).resolves.toMatchObject({
      schema: { enum: expect.arrayContaining(["openai-codex-responses"]) },
    });
  });
});

it.each([
  ["2026.3.2", "unknown-model", "merge", "gpt-5.4"],
  ["2026.3.2", "stale-models-json", "replace", "gpt-5.4"],
] as const)("%s %s is repaired by an override in the mode %s", async (version, scenario, mode, model) => {
  await using gateway = await startFakeGateway(version, scenario, { restarts: "never" });
  using client = await connectClient(gateway);
  const raw = JSON.stringify({ models: { mode, providers: { "openai-codex": OVERRIDE } } });
  await client.request("config.patch", { raw, baseHash: await hashOf(client) });
  await expect(gateway.playTurn()).resolves.toMatchObject({ model: { model }, failure: null });
});
