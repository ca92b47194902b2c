import { describe, expect, it } from "vitest";
import { MINUTE } from "../../src/core/time.ts";
import { asList, asObject, asText, at, type Json } from "../../fake-gateway/json.ts";
import { loadRecordings, SCENARIOS, startFakeGateway } from "../fakes/gateway.ts";
import { connectClient, eventually, type TestClient } from "../fakes/gateway-client.ts";

const MAIN = "agent:main:main";

const rows = (value: unknown): readonly Json[] => asList(value).map(asObject);
const lines = async (client: TestClient, params: object = {}): Promise<readonly string[]> =>
  asList((await client.request("logs.tail", params))["lines"]).map(String);
const history = async (client: TestClient, sessionKey = MAIN, limit = 100): Promise<readonly Json[]> =>
  rows((await client.request("chat.history", { sessionKey, limit }))["messages"]);
const instants = (entries: readonly Json[]): readonly number[] => entries.map((entry) => Number(entry["timestamp"]));

describe.each(SCENARIOS)("history and log of %s %s", (version, scenario) => {
  const { recording } = loadRecordings(version, scenario);

  it("tell what the provider served and the sender received", async () => {
    await using gateway = await startFakeGateway(version, scenario);
    using client = await connectClient(gateway);
    const entries = await history(client);
    const answered = entries.filter((entry) => entry["stopReason"] === "stop").map((entry) => entry["model"]);
    const selected = recording.truth.selected.split("/").at(-1);
    expect(answered).toEqual(recording.truth.answeredBy);
    expect(answered.filter((model) => model !== selected)).toHaveLength(recording.truth.fallbacks);
    expect(new Set(prompts(entries)).size - answered.length).toBe(recording.truth.exhausted);
    const inLog = (await lines(client)).filter(
      (line) => /"rawErrorPreview":"401/.test(line) && line.includes("agent_end"),
    );
    const inHistory = entries.filter((entry) => /^401 |"Unauthorized"/.test(String(entry["errorMessage"])));
    expect(version === "2026.3.2" ? inHistory : inLog).toHaveLength(recording.truth.unauthorized);
  });

  it("are moved so that the newest turn ended when it should", async () => {
    const now = Date.UTC(2030, 0, 2, 3, 4, 5);
    await using gateway = await startFakeGateway(version, scenario, { clock: () => now, newestTurnAgo: 10 * MINUTE });
    using client = await connectClient(gateway);
    const [session] = rows((await client.request("sessions.list"))["sessions"]);
    const told = [...instants(await history(client)), ...(await lines(client)).map(writtenAt)];
    expect(Math.abs(Number(session?.["updatedAt"]) - (now - 10 * MINUTE))).toBeLessThan(MINUTE);
    expect(Math.max(...told)).toBeLessThanOrEqual(now - 10 * MINUTE);
    expect(Math.min(...told)).toBeGreaterThan(now - 12 * MINUTE);
    expect(instants(await history(client))).toEqual(instants(await history(client)).toSorted((a, b) => a - b));
    expect(JSON.stringify(await lines(client))).not.toContain("2026-11-22T");
  });
});

const prompts = (entries: readonly Json[]): readonly string[] =>
  entries.filter((entry) => entry["role"] === "user").map((entry) => JSON.stringify(entry["content"]));

const writtenAt = (line: string): number => Date.parse(asText(at(JSON.parse(line), "time")));

describe("chat.history", () => {
  it("gives the newest entries, oldest of them first", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    using client = await connectClient(gateway);
    const all = await history(client);
    expect(await history(client, "main", 3)).toEqual(all.slice(-3));
    expect(await history(client, "agent:main:nobody")).toEqual([]);
    expect((await client.refused("chat.history", { sessionKey: MAIN, limit: 1001 })).message).toBe(
      "invalid chat.history params: at /limit: must be <= 1000",
    );
  });
});

describe("logs.tail", () => {
  it.each([
    { asked: "the newest lines", params: { limit: 2 }, cut: 2, truncated: false, reset: false },
    { asked: "lines from a cursor on", params: { cursor: 0 }, cut: null, truncated: false, reset: false },
    { asked: "a cursor of a longer file", params: { cursor: 99_999_999 }, cut: null, truncated: false, reset: true },
    { asked: "less than one line", params: { maxBytes: 50 }, cut: 0, truncated: true, reset: false },
    { asked: "too little from a cursor on", params: { cursor: 0, maxBytes: 50 }, cut: 0, truncated: true, reset: true },
  ])("answers $asked as 2026.3.2 does", async ({ params, cut, truncated, reset }) => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    using client = await connectClient(gateway);
    const all = await lines(client);
    const tail = await client.request("logs.tail", params);
    expect(tail["lines"]).toEqual(cut === null ? all : all.slice(all.length - cut));
    expect(tail).toMatchObject({ truncated, reset, cursor: tail["size"] });
  });

  it("admits on 2026.9.6 what it left out", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "legacy-ref");
    using client = await connectClient(gateway);
    expect(await client.request("logs.tail", { limit: 2 })).toMatchObject({ truncated: true });
    const tail = await client.request("logs.tail", { cursor: 0, maxBytes: 50 });
    expect(tail).toMatchObject({ reset: true, skippedBytes: Number(tail["size"]) - 50 });
  });

  it("goes on at the cursor it gave, and starts anew when the file did", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    using client = await connectClient(gateway);
    const { cursor } = await client.request("logs.tail");
    expect(await lines(client, { cursor })).toEqual([]);
    await gateway.playTurn();
    expect(await lines(client, { cursor })).toHaveLength(3);
    gateway.rollLog();
    expect(await client.request("logs.tail", { cursor })).toMatchObject({ lines: [], size: 0, reset: true });
  });
});

describe("one more turn", () => {
  it("is heard by every client and can be read afterwards", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    using first = await connectClient(gateway);
    using second = await connectClient(gateway);
    const before = await history(first);
    const turn = await gateway.playTurn();
    expect(turn).toMatchObject({ model: { provider: "openai-codex", model: "gpt-5.3-codex" }, failure: null });
    const after = await history(first);
    expect(after.slice(before.length).map((entry) => entry["stopReason"])).toEqual([
      undefined,
      "error",
      undefined,
      "stop",
    ]);
    const [session] = rows((await first.request("sessions.list"))["sessions"]);
    expect(session).toMatchObject({ key: MAIN, updatedAt: turn.endedAt });
    for (const client of [first, second]) {
      await eventually(() => expect(client.events.filter(({ event }) => event === "agent").length).toBeGreaterThan(3));
      expect(client.events.map(({ seq }) => seq)).toEqual(client.events.map((_, index) => index + 1));
    }
  });

  it("never shares an instant, a run or an id with another one, even when the clock stands still", async () => {
    const now = Date.now();
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401", { clock: () => now });
    using client = await connectClient(gateway);
    await gateway.playTurn({ like: 0 });
    await gateway.playTurn({ like: 0 });
    await gateway.playTurn({ like: 0 });
    const answers = (await history(client)).filter((entry) => entry["role"] === "assistant");
    expect(new Set(instants(answers)).size).toBe(6);
    const ids = answers.map((entry) => asObject(entry["__openclaw"]));
    expect(new Set(ids.map((mark) => mark["id"])).size).toBe(6);
    expect(new Set(ids.map((mark) => mark["runId"])).size).toBe(6);
  });

  it("answers `agent` twice in a session of its own, which can be deleted", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    using client = await connectClient(gateway);
    const run = { sessionKey: "agent:main:proof", message: "which model are you?", idempotencyKey: "proof-1" };
    await expect(client.request("agent", run)).resolves.toMatchObject({ runId: "proof-1", status: "accepted" });
    await expect(client.request("agent.wait", { runId: "proof-1", timeoutMs: 5_000 })).resolves.toMatchObject({
      status: "ok",
    });
    await expect(client.request("agent", run)).resolves.toMatchObject({
      status: "ok",
      result: { meta: { agentMeta: { provider: "openai", model: "gpt-5.6-luna" } } },
    });
    expect((await history(client, "agent:main:proof")).at(0)).toMatchObject({ content: "which model are you?" });
    const gone = { key: "agent:main:proof" };
    await expect(client.request("sessions.delete", gone)).resolves.toMatchObject({ deleted: true });
    await expect(client.request("sessions.delete", gone)).resolves.toMatchObject({ deleted: false });
    expect((await client.refused("sessions.delete", { key: MAIN })).message).toContain(
      "Cannot delete the main session",
    );
  });

  it("takes the time it took when it is told at the recorded pace", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "oauth-401", { pace: "recorded" });
    using client = await connectClient(gateway);
    const run = { sessionKey: "main", message: "hello", idempotencyKey: "run-1" };
    await expect(client.request("chat.send", run)).resolves.toMatchObject({ status: "started" });
    await eventually(() => expect(client.events.length).toBeGreaterThan(0));
    await expect(client.request("chat.send", run)).resolves.toMatchObject({ status: "in_flight" });
    expect(await history(client)).toHaveLength(10);
  });

  it.each([
    ["2026.3.2", "oauth-401", 'Error: All models failed (2): openai-codex/gpt-5.4: {"detail":"Unauthorized"}'],
    ["2026.9.6", "stale-override-local", "No route-compatible authentication source is configured"],
  ] as const)("of %s %s fails as the real one does", async (version, scenario, why) => {
    await using gateway = await startFakeGateway(version, scenario);
    using client = await connectClient(gateway);
    const run = { sessionKey: "main", message: "hello", idempotencyKey: "run-1" };
    await client.request("chat.send", run);
    await client.request("agent.wait", { runId: "run-1", timeoutMs: 5_000 });
    expect((await client.refused("agent", run)).message).toContain(why);
  });
});
