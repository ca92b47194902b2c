import { describe, expect, test } from "vitest";
import type { Card } from "../../../src/core/card.ts";
import type { CommandReply } from "../../../src/core/command.ts";
import { PostFailed } from "../../../src/core/platform.ts";
import { showReply, type ReplyPlace } from "../../../src/platforms/shared/reply.ts";

const card = (title: string): Card => ({ tone: "good", title, blocks: [] });

async function* cards(...titles: readonly string[]): AsyncGenerator<Card> {
  for (const title of titles) yield await Promise.resolve(card(title));
}

async function* breaking(): AsyncGenerator<Card> {
  yield await Promise.resolve(card("half way"));
  throw new Error("gateway gone");
}

/** A place that fails as often as it is told, in the order of the tries. */
function setUp(...failures: readonly (PostFailed["kind"] | null)[]) {
  const done: string[] = [];
  const left = [...failures];
  const put = (what: string): Promise<string> => {
    const failure = left.shift() ?? null;
    done.push(failure === null ? what : `${failure}: ${what}`);
    return failure === null ? Promise.resolve(what) : Promise.reject(new PostFailed(failure, "not shown"));
  };
  const place: ReplyPlace<string> = {
    show: ({ title }, visibility) => put(`${visibility} ${title}`),
    replace: (_, { title }) => put(`then ${title}`),
    toRef: (message) => ({ platform: "test", target: "here", message }),
  };
  const trail = {
    stands: ({ message }: { readonly message: string }) => Promise.resolve(void done.push(`stands as ${message}`)),
    ended: () => Promise.resolve(void done.push("ended")),
  };
  const stop = new AbortController();
  const log = { debug() {}, info() {}, warn() {}, error: () => void done.push("logged") };
  const show = (rest: Partial<CommandReply>): Promise<void> =>
    showReply({ card: card("A"), visibility: "public", trail, ...rest }, place, {
      language: "en",
      pauseAfter: () => 0,
      random: () => 0,
      log,
      signal: stop.signal,
    });
  return { done, stop, show };
}

describe("a reply", () => {
  test("is a card, what is for the caller alone, and later cards in its place, the last one always", async () => {
    const { done, show } = setUp();
    await show({ private: card("secret"), updates: cards("B", "C", "D") });
    expect(done.filter((what) => !/then [BC]/.test(what))).toEqual([
      "public A",
      "stands as public A",
      "private secret",
      "then D",
      "ended",
    ]);
  });

  test("that does not get through now is owed until it stands", async () => {
    const { done, show } = setUp("later");
    await show({});
    expect(done).toEqual(["later: public A", "public A", "stands as public A"]);
  });

  test("that does not get through is owed no more once a newer card is there", async () => {
    const { done, show } = setUp("later");
    await show({ updates: cards("B", "C") });
    expect(done).toEqual(["later: public A", "public C", "stands as public C", "ended"]);
  });

  test("gives its last card although the one before was refused", async () => {
    const { done, show } = setUp("refused");
    await show({ updates: cards("B") });
    expect(done).toEqual(["refused: public A", "public B", "stands as public B", "ended"]);
  });

  test("owes its last card until that stands", async () => {
    const { done, show } = setUp(null, "later");
    await show({ updates: cards("B") });
    expect(done.slice(2)).toEqual(["later: then B", "then B", "ended"]);
  });

  test("has not ended for later processes when its last card stands nowhere", async () => {
    const { done, show } = setUp(null, "gone");
    await show({ updates: cards("B") });
    expect(done.slice(2)).toEqual(["gone: then B"]);
  });

  test("says so when what it reports on breaks, and leaves the end to later processes", async () => {
    const { done, show } = setUp();
    await show({ updates: breaking() });
    expect(done.at(-1)).toBe("then half way");
    expect(done).toContain("logged");
    expect(done).not.toContain("ended");
  });

  test("is read to its end although nobody can be shown anything", async () => {
    const { show } = setUp("gone", "gone", "gone");
    let isRead = false;
    async function* work(): AsyncGenerator<Card> {
      yield* cards("B", "C");
      isRead = true;
    }
    await show({ updates: work() });
    expect(isRead).toBe(true);
  });

  test("is no longer shown once it is stopped", async () => {
    const { done, stop, show } = setUp();
    const never = Promise.withResolvers<void>();
    async function* stuck(): AsyncGenerator<Card> {
      await never.promise;
      yield card("B");
    }
    const shown = show({ updates: stuck() });
    stop.abort();
    await shown;
    expect(done).toEqual(["public A", "stands as public A"]);
  });
});
