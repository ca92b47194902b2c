import { expect, test } from "vitest";
import type { Connection, GatewayEvent } from "../../../src/gateway/connection.ts";
import { createHeartbeatReader, type HeartbeatMemory } from "../../../src/gateway/heartbeat-reader.ts";

/** A connection to a gateway that answers so what became of the last heartbeat. */
function connect(
  last: () => Promise<unknown>,
  methods = ["last-heartbeat"],
  memory?: HeartbeatMemory,
  device: string | null = null,
) {
  const asked: string[] = [];
  const listeners: ((event: GatewayEvent) => void)[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const connection = {
    hello: { methods },
    request: (method: string) => (asked.push(method), last()),
    onEvent: (listener: (event: GatewayEvent) => void) => listeners.push(listener),
  } as unknown as Connection;
  const tell = (payload: unknown): void => listeners.forEach((hear) => hear({ event: "heartbeat", payload }));
  return { asked, tell, heartbeats: createHeartbeatReader(connection, device, memory) };
}

test("when a heartbeat was last answered is asked once, and then heard", async () => {
  const { asked, tell, heartbeats } = connect(() => Promise.resolve({ ts: 1, status: "ok-token" }));
  await heartbeats.refresh();
  await heartbeats.refresh();
  expect(asked).toHaveLength(1);
  expect(heartbeats.lastAt()).toBe(1);
  tell({ ts: 2, status: "ok-empty", silent: true });
  for (const status of ["skipped", "failed"]) tell({ ts: 3, status });
  tell("what is no heartbeat");
  expect(heartbeats.lastAt()).toBe(2);
  tell({ ts: 4, status: "skipped", reason: "target-none", preview: "Hello" });
  expect(heartbeats.lastAt()).toBe(4);
});

test("what was heard before a gateway started anew is known still, and is another one's no more", async () => {
  const memory: HeartbeatMemory = { last: null };
  const before = connect(() => Promise.resolve({ ts: 1, status: "ok-token" }), undefined, memory, "a");
  await before.heartbeats.refresh();
  before.tell({ ts: 5, status: "ok-empty", silent: true });
  const anew = connect(() => Promise.resolve(null), undefined, memory, "a");
  await anew.heartbeats.refresh();
  expect(anew.heartbeats.lastAt()).toBe(5);
  const another = connect(() => Promise.resolve({ ts: 2, status: "ok-token" }), undefined, memory, "b");
  expect(another.heartbeats.lastAt()).toBeNull();
  await another.heartbeats.refresh();
  expect(another.heartbeats.lastAt()).toBe(2);
});

test("an answer that comes after a later heartbeat was heard takes nothing back", async () => {
  const asked = Promise.withResolvers<unknown>();
  const { tell, heartbeats } = connect(() => asked.promise);
  const refreshed = heartbeats.refresh();
  tell({ ts: 9, status: "ok-empty", silent: true });
  asked.resolve({ ts: 8, status: "ok-empty" });
  await refreshed;
  expect(heartbeats.lastAt()).toBe(9);
});

test("a gateway that tells nothing of them, or refuses to, had none", async () => {
  for (const { heartbeats, asked } of [
    connect(() => Promise.reject(new Error("no"))),
    connect(() => Promise.resolve(null), []),
  ]) {
    await heartbeats.refresh();
    expect([heartbeats.lastAt(), asked.length <= 1]).toEqual([null, true]);
  }
});
