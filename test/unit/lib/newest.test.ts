import { describe, expect, test } from "vitest";
import { readNewest } from "../../../src/lib/newest.ts";

interface Value {
  readonly n: number;
}
const never = new AbortController().signal;
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function* counting(to: number, error?: Error): AsyncGenerator<Value> {
  for (let n = 1; n <= to; n++) yield { n };
  await turn();
  if (error !== undefined) throw error;
}

describe("the newest value of a source", () => {
  test("overtakes those nobody took in time", async () => {
    const newest = readNewest(counting(5));
    await turn();
    expect(await newest.next(never)).toEqual({ n: 5 });
    expect(await newest.next(never)).toBeUndefined();
    expect(newest.drained()).toBe(true);
  });

  test("is waited for", async () => {
    const gate = Promise.withResolvers<void>();
    async function* late(): AsyncGenerator<Value> {
      await gate.promise;
      yield { n: 1 };
    }
    const newest = readNewest(late());
    const next = newest.next(never);
    gate.resolve();
    expect(await next).toEqual({ n: 1 });
  });

  test("comes before the error that followed it", async () => {
    const newest = readNewest(counting(2, new Error("source broke")));
    await turn();
    await turn();
    expect(await newest.next(never)).toEqual({ n: 2 });
    expect(newest.drained()).toBe(false);
    await expect(newest.next(never)).rejects.toThrow("source broke");
  });

  test("is no longer waited for after an abort", async () => {
    const stop = new AbortController();
    const gate = Promise.withResolvers<void>();
    async function* stuck(): AsyncGenerator<Value> {
      await gate.promise;
      yield { n: 1 };
    }
    const next = readNewest(stuck()).next(stop.signal);
    stop.abort();
    expect(await next).toBeUndefined();
    gate.resolve();
  });
});
