import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { GatewayDidNotStart } from "./rig/gateway/gateway.ts";
import { at } from "./rig/json.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { healthy } from "./rig/scenarios/healthy.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { legacyRef } from "./rig/scenarios/legacy-ref.ts";
import { waitUntil } from "./rig/wait.ts";

const version = "2026.3.2";

describe("a rig of a healthy gateway", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ version, scenario: healthy });
  });
  afterAll(() => rig.dispose());

  it("shows that the selected model answers, whichever way the message comes", async () => {
    await rig.send(2);
    await rig.send(1, { via: "agent", session: "agent:main:other" });
    expect(rig.truth()).toMatchObject({
      turns: 3,
      answersByModel: { "gpt-5.4": 3 },
      unauthorized: 0,
      fallbacks: 0,
      failedTurns: 0,
      localFailures: 0,
    });
    expect(rig.truth().attempts.map(({ turn, status }) => [turn, status])).toEqual([
      [1, 200],
      [2, 200],
      [3, 200],
    ]);
  });

  it("tells turns of two sessions apart while both are under way", async () => {
    const both = ["agent:main:left", "agent:main:right"].map((session) => rig.send(1, { session }));
    const turns = (await Promise.all(both)).flat();
    expect(turns.map(({ session, ok }) => [session, ok])).toEqual([
      ["agent:main:left", true],
      ["agent:main:right", true],
    ]);
    expect(rig.truth().localFailures).toBe(0);
  });

  it("counts what a provider that turned against one model served, retries and all", async () => {
    rig.upstream({ kind: "refuse", status: 401, models: ["gpt-5.4"] });
    await rig.send(1);
    rig.upstream({ kind: "healthy" });
    expect(rig.truth()).toMatchObject({ fallbacks: 1, failedTurns: 0, localFailures: 0, unauthorizedAttempts: 1 });
    expect(rig.truth().unauthorizedByModel).toEqual({ "gpt-5.4": rig.truth().unauthorized });
    expect(rig.truth().unauthorized).toBeGreaterThan(1);
  });

  it("asks with the scopes it was told to use, and hands a refusal back as a value", async () => {
    const read = { scopes: ["operator.read"] };
    const status = await rig.call("status", {}, read);
    expect(status.ok).toBe(true);
    const patch = await rig.call("config.patch", { raw: "{}" }, read);
    expect(patch.ok ? patch.payload : patch.error.message).toContain("missing scope");
    const config = await rig.call("config.get", {}, { device: "none" });
    expect(config.ok && at(config.payload, "hash")).toEqual(expect.any(String));
  });

  it("books a turn as failed while the gateway is gone, and goes on once it is back", async () => {
    await rig.killGateway();
    expect(rig.isRunning()).toBe(false);
    expect(await rig.send(1)).toMatchObject([{ ok: false, model: null, selected: null }]);
    await rig.startGateway();
    expect(await rig.send(1)).toMatchObject([{ ok: true, model: "gpt-5.4" }]);
    await rig.restart();
    expect(await rig.send(1)).toMatchObject([{ ok: true, model: "gpt-5.4" }]);
    expect(rig.truth().failedTurns).toBe(1);
  });

  it("leaves nothing behind when it is taken down", async () => {
    await rig.dispose();
    expect(rig.isRunning()).toBe(false);
    expect(existsSync(rig.folder)).toBe(false);
  });
});

it("shows issue 38706: every turn gets a 401 and is answered by the fallback", async () => {
  await using rig = await startRig({ version, scenario: issue38706 });
  const turns = await rig.send(3);
  expect(turns.map(({ selected, model }) => [selected, model])).toEqual(
    Array.from({ length: 3 }, () => ["openai-codex/gpt-5.4", "gpt-5.3-codex"]),
  );
  expect(rig.truth()).toMatchObject({
    unauthorized: 3,
    unauthorizedByModel: { "gpt-5.4": 3 },
    unauthorizedAttempts: 3,
    answersByModel: { "gpt-5.3-codex": 3 },
    fallbacks: 3,
    failedTurns: 0,
    localFailures: 0,
  });
});

it("refuses a scenario that a release cannot be in", async () => {
  await expect(startRig({ version, scenario: legacyRef })).rejects.toThrow("there is no legacy-ref on 2026.3.2");
});

it("says how a gateway that does not start ended, and what it printed", async () => {
  const scenario = { ...healthy, config: () => ({ gateway: { bind: "nowhere" } }) };
  const refused = startRig({ version, scenario });
  await expect(refused).rejects.toBeInstanceOf(GatewayDidNotStart);
  await expect(refused).rejects.toThrow("gateway.bind");
});

it("leaves no gateway behind when the tests are killed", async () => {
  const script = join(import.meta.dirname, "rig", "abandoned.ts");
  const tests = spawn(process.execPath, [script, version], { stdio: ["ignore", "pipe", "inherit"] });
  const [said, [, signal]] = await Promise.all([text(tests.stdout), once(tests, "exit")]);
  expect(signal).toBe("SIGKILL");
  const { url, folder } = z.object({ url: z.url(), folder: z.string() }).parse(JSON.parse(said));
  try {
    expect(await waitUntil(() => nobodyListens(url), { everyMs: 50, limitMs: 10_000 })).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function nobodyListens(url: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
  socket.once("connect", () => resolve(false)).once("error", () => resolve(true));
  return promise.finally(() => socket.destroy());
}
