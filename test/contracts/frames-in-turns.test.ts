import { Agent } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createAllowance } from "../../src/gateway/bounds/allowance.ts";
import { openSocket } from "../../src/gateway/socket.ts";
import { flooding, FRAMES } from "../fakes/hostile-frames.ts";
import { story } from "../fakes/hostile-gateways.ts";
import { startToldGateway } from "../fakes/told-gateway.ts";
import { eventually } from "./operator-shell.ts";

test("of many frames that come at once, each has a turn of its own", async () => {
  const gateway = await startToldGateway({ ...story(), attack: flooding(FRAMES, 1) });
  onTestFinished(async () => gateway[Symbol.asyncDispose]());
  let [frames, before, most] = [0, 0, 0];
  const over = new AbortController();
  const look = (): void => {
    most = Math.max(most, frames - before);
    before = frames;
    if (!over.signal.aborted) setImmediate(look);
  };
  look();
  const endpoint = { url: gateway.url, token: null, password: null, caFile: null, tlsFingerprint: null };
  const socket = openSocket(
    { ...endpoint, name: "main" },
    { agent: new Agent(), allowPlainNames: false, allowance: createAllowance() },
    {
      open: () => socket.send(JSON.stringify({ type: "req", id: "1", method: "connect", params: {} })),
      message: () => (frames += 1),
      close() {},
      error() {},
    },
  );
  await eventually(() => expect(frames).toBeGreaterThan(1_000));
  over.abort();
  socket.close();
  expect(most).toBeLessThanOrEqual(2);
});
