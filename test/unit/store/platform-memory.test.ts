import { expect, test } from "vitest";
import { openLedger } from "../parts/ledger.ts";

const add = (word: string) => (kept: string | null) => [...(kept?.split(" ") ?? []), word].join(" ");

test("what several revise at once holds what each of them added", async () => {
  await using held = await openLedger();
  const { memory } = held.store();
  const words = ["one", "two", "three", "four", "five", "six"];
  const made = await Promise.all(words.map((word) => memory.revise("telegram 1", add(word))));
  const kept = (await memory.recall("telegram 1")) ?? "";
  expect(kept.split(" ").toSorted()).toEqual(words.toSorted());
  expect(made).toContain(kept);
  expect(await memory.recall("telegram 2")).toBeNull();
});
