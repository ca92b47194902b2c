import { expect, test } from "vitest";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import type { Connection, GatewayEvent } from "../../../src/gateway/connection.ts";
import { createSettingsReader } from "../../../src/gateway/settings-reader.ts";

/** A gateway whose settings are read, at an instant of its own. */
function open(logging: object = {}) {
  let [now, fails] = [0, false];
  const asked: Record<string, number> = {};
  const listeners: ((event: GatewayEvent) => void)[] = [];
  const replies: Readonly<Record<string, object>> = {
    "agents.list": { defaultId: "main", agents: [{ id: "main" }] },
    "config.get": { hash: "h", config: { logging } },
    "cron.list": { jobs: [] },
  };
  const connection = {
    onEvent: (listener: (event: GatewayEvent) => void) => void listeners.push(listener),
    request(method: string) {
      asked[method] = (asked[method] ?? 0) + 1;
      return fails ? Promise.reject(new Error("the request got no answer")) : Promise.resolve(replies[method]);
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const reader = createSettingsReader(connection as unknown as Connection, () => now);
  return {
    read: () => reader.read("due"),
    asked: (method = "config.get") => asked[method] ?? 0,
    tell: (event: string) => {
      for (const listener of listeners) listener({ event, payload: {} });
    },
    fail: (does: boolean) => void (fails = does),
    pass: (ms: number) => void (now += ms),
  };
}

test.each(["config.changed", "plugins.changed"])(
  "settings are read again when %s says that they changed",
  async (event) => {
    const { read, asked, tell, pass } = open();
    await read();
    pass(SECOND);
    await read();
    expect(asked()).toBe(1);
    tell(event);
    await read();
    await read();
    expect(asked()).toBe(2);
  },
);

test.each([
  ["whose log tells of changes every five minutes", {}, 5 * MINUTE],
  ["whose log is set to tell them every five minutes", { level: "info" }, 5 * MINUTE],
  ["whose log hides changes every half minute while it is busy", { level: "warn" }, 30 * SECOND],
])("without such a word, those of a gateway %s", async (_what, logging, every) => {
  const { read, asked, tell, pass } = open(logging);
  await read();
  pass(every - 1);
  tell("agent");
  await read();
  expect(asked()).toBe(1);
  pass(1);
  await read();
  expect(asked()).toBe(2);
});

test("a job that ran is looked for among the jobs, and nothing else is asked", async () => {
  const { read, asked, tell } = open();
  await read();
  tell("cron");
  await read();
  await read();
  expect([asked("config.get"), asked("agents.list"), asked("cron.list")]).toEqual([1, 1, 2]);
});

test("a change that could not be read is read the next time, and not forgotten", async () => {
  const { read, asked, tell, fail } = open();
  await read();
  tell("config.changed");
  fail(true);
  await expect(read()).rejects.toThrow("got no answer");
  fail(false);
  await read();
  expect(asked()).toBe(3);
});
