import { expect, test } from "vitest";
import { SECOND } from "../../../src/core/time.ts";
import type { Connection, GatewayEvent } from "../../../src/gateway/connection.ts";
import { createSettingsReader } from "../../../src/gateway/settings-reader.ts";

/** A gateway whose settings are read, at an instant of its own. */
function open() {
  let [now, asked, fails] = [0, 0, false];
  const listeners: ((event: GatewayEvent) => void)[] = [];
  const replies: Readonly<Record<string, object>> = {
    "agents.list": { defaultId: "main", agents: [{ id: "main" }] },
    "config.get": { hash: "h", config: {} },
    "cron.list": { jobs: [] },
  };
  const connection = {
    onEvent: (listener: (event: GatewayEvent) => void) => void listeners.push(listener),
    request(method: string) {
      if (method === "config.get") asked += 1;
      return fails ? Promise.reject(new Error("the request got no answer")) : Promise.resolve(replies[method]);
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const reader = createSettingsReader(connection as unknown as Connection, () => now);
  return {
    read: () => reader.read("due"),
    asked: () => asked,
    tell: (event: string) => {
      for (const listener of listeners) listener({ event, payload: {} });
    },
    fail: (does: boolean) => void (fails = does),
    pass: (ms: number) => void (now += ms),
  };
}

test("settings are read again when something says that they changed, else now and then", async () => {
  const { read, asked, tell, pass } = open();
  await read();
  pass(SECOND);
  await read();
  expect(asked()).toBe(1);
  tell("cron");
  await read();
  expect(asked()).toBe(2);
  await read();
  expect(asked()).toBe(2);
  tell("agent");
  pass(30 * SECOND - 1);
  await read();
  expect(asked()).toBe(2);
  pass(1);
  await read();
  expect(asked()).toBe(3);
});

test("a change that could not be read is read the next time, and not forgotten", async () => {
  const { read, asked, tell, fail } = open();
  await read();
  tell("cron");
  fail(true);
  await expect(read()).rejects.toThrow("got no answer");
  fail(false);
  await read();
  expect(asked()).toBe(3);
});
