import { expect, test } from "vitest";
import { createExchange } from "../../../src/app/seats/exchange.ts";
import { toGatewayTask } from "../../../src/app/seats/gateway-task.ts";
import type { Readers } from "../../../src/app/seats/readers.ts";
import { createSharedWatch } from "../../../src/app/seats/shared-watch.ts";
import type { Standing } from "../../../src/core/standings.ts";
import { NOW } from "../parts/ledger-words.ts";
import { snapshotOf } from "../parts/reporting.ts";

const STANDING: Standing = {
  gateway: "main",
  by: "1",
  link: { state: "ready", since: 1, version: "2026.9.6", protocol: 4 },
  snapshot: snapshotOf(),
  trouble: null,
  skippedFrames: 0,
  models: [],
  readAt: NOW,
};

test("a seat is given up once what its companion says of the gateway is kept: what its successor says comes after that", async () => {
  const done: string[] = [];
  const [begun, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const shared = createSharedWatch({ name: "main", url: "ws://a" }, { clock: () => NOW, tellReader() {} });
  let own: Standing | null = STANDING;
  const exchange = createExchange({
    membership: { tell: () => Promise.resolve(), onNews() {} },
    store: {
      async keep() {
        begun.resolve();
        await slow.promise;
        done.push("kept");
      },
      of: () => Promise.resolve([]),
      noteRead: () => Promise.resolve(),
      readAt: () => Promise.resolve(new Map()),
    },
    watches: new Map([["main", shared]]),
    own: () => own,
    hasOthers: () => true,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const stop = new AbortController();
  const running = exchange.run(stop.signal);
  await begun.promise;
  const readers: Pick<Readers, "end"> = { end: () => Promise.resolve() };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of them is asked
  const task = toGatewayTask("main", shared, readers as Readers, exchange);
  own = null;
  const ended = task.end("1").then(() => done.push("given up"));
  // A round of whatever could still be waited for.
  await new Promise((next) => setImmediate(next));
  slow.resolve();
  await ended;
  expect(done).toEqual(["kept", "given up"]);
  stop.abort();
  await running;
});
