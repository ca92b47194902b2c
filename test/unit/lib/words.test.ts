import * as fc from "fast-check";
import { expect, test } from "vitest";
import { usageOf } from "../../../src/core/command.ts";
import { formatModel, readModel, sameModel } from "../../../src/core/model.ts";
import { clip, countColumns } from "../../../src/lib/clip.ts";
import { createWakeUp } from "../../../src/lib/wake-up.ts";
import { ref } from "../parts/ledger-words.ts";

test.each([
  ["openai-codex/gpt-5.4", { provider: "openai-codex", model: "gpt-5.4" }],
  ["openrouter/openai/gpt-5.4", { provider: "openrouter", model: "openai/gpt-5.4" }],
  ["gpt-5.4", null],
  ["/gpt-5.4", null],
  ["openai/", null],
  ["", null],
])("%j names %j", (text, model) => {
  expect(readModel(text)).toEqual(model);
  expect(model === null ? text : formatModel(model)).toBe(text);
});

test.each([
  ["openai/gpt-5.4", "openai-codex/gpt-5.4", true],
  ["openrouter/openai/gpt-5.4", "openai/GPT-5.4", true],
  ["openai/gpt-5.4", "openai/gpt-5.4-mini", false],
  ["openai/gpt-5.4", "openai/gpt-5.3-codex", false],
])("%s and %s are the same model: %s", (a, b, same) => {
  expect(sameModel(ref(a), ref(b))).toBe(same);
  expect(sameModel(ref(b), ref(a))).toBe(same);
});

test("how to call a command shows what must be given and what may be, and nothing that only buttons carry", () => {
  const options = {
    gateway: { description: "", required: true },
    agent: { description: "" },
    plan: { description: "", hidden: true },
  } as const;
  expect(usageOf({ name: "fix-codex", options })).toBe("/fix-codex <gateway> [agent]");
});

test("a text is cut between characters, never within one, and marked", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (text, most) => {
      const short = clip(text, most);
      expect(short.length).toBeLessThanOrEqual(most);
      expect(short.isWellFormed()).toBe(true);
      expect(short === text || (short.endsWith("…") && text.startsWith(short.slice(0, -1)))).toBe(true);
    }),
  );
});

test("a family is one character, and a Chinese one takes two columns", () => {
  expect(["👨‍👩‍👧‍👦é", "24 小时", "ｶ，"].map(countColumns)).toEqual([2, 7, 3]);
  expect(clip("👨‍👩‍👧‍👦 and more", 8)).toBe("…");
});

test("a ring before the wait ends it at once, and is used up by it", async () => {
  const wakeUp = createWakeUp();
  wakeUp.ring();
  wakeUp.ring();
  await wakeUp.wait(60_000);
  const stop = new AbortController();
  const waiting = wakeUp.wait(60_000, stop.signal).then(() => "over");
  expect(await Promise.race([waiting, Promise.resolve("waits")])).toBe("waits");
  stop.abort();
  expect(await waiting).toBe("over");
});

test("a ring during the wait ends it, and so does time", async () => {
  const wakeUp = createWakeUp();
  const waiting = wakeUp.wait(60_000);
  wakeUp.ring();
  await expect(waiting).resolves.toBeUndefined();
  await expect(wakeUp.wait(1)).resolves.toBeUndefined();
});
