import { expect, test } from "vitest";
import { doAll, listDuties, type DutyParts } from "../../../src/app/duties.ts";
import { chatSeat, WARNINGS_SEAT } from "../../../src/core/companions.ts";
import type { ChatPlatform } from "../../../src/core/platform.ts";
import { untilAborted } from "../../../src/lib/abort.ts";

const chat = (id: string, more: Partial<ChatPlatform> = {}): ChatPlatform => ({
  id,
  status: () => ({ state: "ready", as: id }),
  serve: () => Promise.resolve(),
  post: () => Promise.reject(new Error("nobody posts")),
  ...more,
});

/** Duties of chats that end when they are told to, and what was done of them. */
function setUp(...platforms: readonly ChatPlatform[]) {
  const done: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>(platforms.map(({ id }) => [id, Promise.withResolvers()]));
  const until = async (what: string, signal: AbortSignal): Promise<void> => {
    done.push(`begin ${what}`);
    await untilAborted(signal);
    done.push(`end ${what}`);
  };
  const parts: DutyParts = {
    serve: ({ id }, signal) => Promise.race([ends.get(id)?.promise, untilAborted(signal)]),
    beside: ({ id }, signal) => [until(`beside ${id}`, signal)],
    watch: (signal) => [until("watch", signal)],
  };
  const stop = new AbortController();
  const duties = listDuties(platforms, parts);
  return { done, ends, stop, duties, all: doAll(duties, stop.signal) };
}

test("each chat is a duty with a seat, but this process's own terminal, and so is watching over the gateways", async () => {
  const away = chat("discord", { status: () => ({ state: "waiting", why: "it is away" }) });
  const { duties, stop, all } = setUp(chat("telegram"), away, chat("terminal", { isLocal: true }));
  expect(duties.map(({ seat, isAway }) => [seat, isAway()])).toEqual([
    [chatSeat("telegram"), false],
    [chatSeat("discord"), true],
    [null, false],
    [WARNINGS_SEAT, false],
  ]);
  stop.abort();
  await all;
});

test("all is done until the last chat has ended, what stands beside one that ended before too", async () => {
  const { done, ends, all } = setUp(chat("telegram"), chat("discord"));
  expect(done).toEqual(["begin beside telegram", "begin beside discord", "begin watch"]);
  ends.get("telegram")?.resolve();
  await new Promise(setImmediate);
  expect(done).toHaveLength(3);
  ends.get("discord")?.resolve();
  await all;
  expect(done.slice(3).toSorted()).toEqual(["end beside discord", "end beside telegram", "end watch"]);
});

test("a chat that fails ends all the others, and its failure is told once they have ended", async () => {
  const { done, ends, all } = setUp(chat("telegram"), chat("discord"));
  ends.get("discord")?.reject(new Error("refused"));
  await expect(all).rejects.toThrow("refused");
  expect(done.slice(3)).toHaveLength(3);
});
