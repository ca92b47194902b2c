import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createAnswer } from "../../../src/answer.ts";
import { OPEN_HOUSE } from "../../../src/answer/audience.ts";
import { showWaiting } from "../../../src/answer/waiting.ts";
import { text, type Card } from "../../../src/core/card.ts";
import { defineCommand, type CommandReply } from "../../../src/core/command.ts";
import type { PostedRef } from "../../../src/core/posted.ts";
import { SECOND } from "../../../src/core/time.ts";
import { sleep } from "../../../src/lib/backoff.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { english, speak } from "../../../src/words/speak.ts";

const cardOf = (title: string): Card => ({ tone: "good", title, blocks: [text("x")] });
const after = async (ms: number, reply: CommandReply): Promise<CommandReply> => {
  await sleep(ms);
  return reply;
};
async function* cards(...titles: readonly string[]) {
  for (const title of titles) yield await Promise.resolve(cardOf(title));
}
const REF: PostedRef = { platform: "room", target: "t", message: "m" };

/** Every title that is shown, the first one of the reply included. */
async function titlesOf({ card, updates }: CommandReply): Promise<readonly string[]> {
  const shown = [english(card.title)];
  for await (const one of updates ?? []) shown.push(english(one.title));
  return shown;
}

const passes = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  await vi.advanceTimersByTimeAsync(ms);
  return work;
};

describe("an answer that has to be waited for", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is shown as it is where it is there within a second", async () => {
    const reply: CommandReply = { card: cardOf("Plan"), visibility: "public" };
    expect(await passes(SECOND, showWaiting(after(SECOND - 1, reply)))).toBe(reply);
  });

  test("is preceded by a private card that says for how long, and comes in its place", async () => {
    const trail = {
      stands: vi.fn<(ref: PostedRef) => Promise<void>>(() => Promise.resolve()),
      ended: vi.fn<() => Promise<void>>(() => Promise.resolve()),
    };
    const reply: CommandReply = { card: cardOf("Plan"), visibility: "private", updates: cards("a", "b"), trail };
    const shown = await passes(SECOND, showWaiting(after(12 * SECOND, reply)));
    expect(shown).toMatchObject({ visibility: "private", card: { title: "Asking the gateway", tone: "neutral" } });
    expect(JSON.stringify(speak(shown.card, "en").blocks)).toContain("for 1 s");
    // Where it stands is passed on once it is known to whom.
    await shown.trail?.stands(REF);
    expect(trail.stands).not.toHaveBeenCalled();
    const waited: string[] = [];
    const reading = (async () => {
      for await (const one of shown.updates ?? []) waited.push(JSON.stringify(speak(one, "en")));
    })();
    await passes(12 * SECOND, reading);
    expect(waited.map((one) => /for (\d+ s)|"title":"(\w+)"/.exec(one)?.slice(1).join(""))).toEqual([
      "6 s",
      "11 s",
      "Plan",
      "a",
      "b",
    ]);
    expect(trail.stands).toHaveBeenCalledWith(REF);
    await shown.trail?.ended();
    expect(trail.ended).toHaveBeenCalledOnce();
  });

  test.each([
    [true, "Asking the gateway"],
    [false, "Plan"],
  ] as const)("is what a command gives that plans (%j), and no other", async (plans, title) => {
    const command = defineCommand({
      name: "fix",
      summary: "",
      access: "everyone",
      options: {},
      ...(plans && { plans }),
      run: () => after(2 * SECOND, { card: cardOf("Plan"), visibility: "public" }),
    });
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const answer = createAnswer([command], { audience: OPEN_HOUSE, audit: null, clock: () => 0, log });
    const caller = { platform: "test", id: "1", name: "somebody", admin: false };
    const { signal } = new AbortController();
    const asked = { name: "fix", args: {}, caller, origin: SOMEWHERE, place: "here", signal };
    const admitted = await answer.admit(asked);
    const { card } = await passes(2 * SECOND, admitted?.reply() ?? Promise.reject(new Error("not admitted")));
    expect(english(card.title)).toBe(title);
  });

  test("that has nothing more to say ends with itself", async () => {
    const shown = await passes(SECOND, showWaiting(after(2 * SECOND, { card: cardOf("No"), visibility: "private" })));
    expect(await passes(SECOND, titlesOf(shown))).toEqual(["Asking the gateway", "No"]);
  });
});
