import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCommand } from "../../../../src/platforms/telegram/in/command.ts";
import { readCallbackData, toCallbackData } from "../../../../src/platforms/telegram/callback-data.ts";
import { readPlace, toTarget } from "../../../../src/platforms/telegram/place.ts";
import { readPostedRef } from "../../../../src/platforms/telegram/out/posted-ref.ts";
import { createMemoryCallbacks } from "../../../contracts/telegram-setup.ts";

describe("a command at the start of a message", () => {
  test.each([
    ["/model_status", { name: "model-status", to: null, rest: "" }],
    ["/model-status@some_bot a b", { name: "model-status", to: "some_bot", rest: "a b" }],
    ["  /Fix-Codex\nplan", { name: "fix-codex", to: null, rest: "plan" }],
    ["/model—status", { name: "model-status", to: null, rest: "" }],
  ])("%j", (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });

  test.each([
    "",
    "/",
    "// comment",
    "/usr/local/bin",
    "model_status",
    "/-x",
    "say /model_status",
    "/model_status, please",
  ])("%j is none", (text) => {
    expect(readCommand(text)).toBeNull();
  });
});

describe("callback data", () => {
  test("a short call is written into the button", async () => {
    const call = { name: "fix-codex", args: { plan: "p1" } };
    expect(await toCallbackData(call, createMemoryCallbacks())).toBe("c1|fix-codex|plan=p1");
  });

  test("any call comes back as it was and never takes more than 64 bytes", async () => {
    const store = createMemoryCallbacks();
    const word = fc.string({ unit: fc.constantFrom("a", "|", "=", "%", "é", "😀", "7C"), maxLength: 30 });
    const name = word.filter((text) => text !== "");
    await fc.assert(
      fc.asyncProperty(name, fc.dictionary(word, word, { maxKeys: 4, noNullPrototype: true }), async (name, args) => {
        const data = await toCallbackData({ name, args }, store);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(await readCallbackData(data, store)).toEqual({ name, args });
      }),
    );
  });

  test.each(["", "c1|", "c2|k99", "c3|x", "fix-codex", "c2|"])("%j is not ours", async (data) => {
    expect(await readCallbackData(data, createMemoryCallbacks())).toBeNull();
  });
});

describe("places", () => {
  test.each([
    ["-100123", { chat: -100_123 }],
    ["-100123:45", { chat: -100_123, topic: 45 }],
    ["@some_channel", { chat: "@some_channel" }],
    ["12345", { chat: 12_345 }],
  ])("%s", (target, place) => {
    expect(readPlace(target)).toEqual(place);
    expect(toTarget(place)).toBe(target);
  });

  test.each(["", "abc", "-100:x", "1:2:3", "--1", "https://t.me/x"])("%j is none", (target) => {
    expect(readPlace(target)).toBeNull();
  });

  test("a reference names its messages, pictures marked", () => {
    expect(readPostedRef({ platform: "telegram", target: "-1:2", message: "p5,6" })).toEqual({
      place: { chat: -1, topic: 2 },
      messages: [
        { id: 5, kind: "photo" },
        { id: 6, kind: "text" },
      ],
    });
  });

  test.each([
    { platform: "discord", target: "-1", message: "5" },
    { platform: "telegram", target: "x", message: "5" },
    { platform: "telegram", target: "-1", message: "5;6" },
  ])("%o is no reference of ours", (ref) => {
    expect(readPostedRef(ref)).toBeNull();
  });
});
