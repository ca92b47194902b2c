import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { listenForStop, type Stoppable } from "../../../src/cli/stop.ts";

function listen() {
  const process = new EventEmitter();
  const killed: string[] = [];
  const stoppable: Stoppable = {
    pid: 1,
    on: (signal, listener) => process.on(signal, listener),
    removeAllListeners: (signal) => process.removeAllListeners(signal),
    kill: (_pid, signal) => killed.push(signal),
  };
  const stop = new AbortController();
  let now = 0;
  listenForStop(stoppable, stop, () => now);
  const send = (signal: string, at: number): void => {
    now = at;
    process.emit(signal, signal);
  };
  return { send, killed, signal: stop.signal };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"])("%s asks it to stop", (signal) => {
  const { send, killed, signal: stopped } = listen();
  send(signal, 0);
  expect(stopped.aborted).toBe(true);
  expect(killed).toEqual([]);
});

test.each<[what: string, first: string, second: string, after: number, killed: readonly string[]]>([
  ["a second Ctrl-C ends it at once", "SIGINT", "SIGINT", 3_000, ["SIGINT"]],
  ["a stop after a Ctrl-C ends it at once", "SIGINT", "SIGTERM", 3_000, ["SIGTERM"]],
  ["the same request by two ways is one", "SIGINT", "SIGINT", 5, []],
  ["a terminal that is gone asks once", "SIGTERM", "SIGHUP", 3_000, []],
])("%s", (_what, first, second, after, expected) => {
  const { send, killed } = listen();
  send(first, 0);
  send(second, after);
  expect(killed).toEqual(expected);
});
