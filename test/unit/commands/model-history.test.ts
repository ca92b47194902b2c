import { SOMEWHERE } from "../../fakes/answering.ts";
import { describe, expect, test } from "vitest";
import { modelHistory } from "../../../commands/model-history.ts";
import type { Block, Card } from "../../../src/core/card.ts";
import type { CommandReply } from "../../../src/core/command.ts";
import type { History, HistorySource } from "../../../src/core/history.ts";
import { DAY, HOUR } from "../../../src/core/time.ts";
import { toPlainText } from "../../../src/platforms/discord/out/render/plain.ts";
import { CODEX, GPT, historyOf, NOW } from "../parts/history-samples.ts";
import { speak } from "../../../src/words/speak.ts";

interface Asked {
  readonly reply: CommandReply;
  /** What was read, as gateway and length. */
  readonly read: readonly (readonly [gateway: string, length: number])[];
}

async function ask(
  args: Readonly<Record<string, string>>,
  gateways: readonly string[] = ["main", "lab"],
  historyFor: (gateway: string) => History = (gateway) => historyOf(DAY, {}, { gateway }),
): Promise<Asked> {
  const read: [string, number][] = [];
  const histories: HistorySource = {
    gateways,
    read(gateway, from, to) {
      read.push([gateway, to - from]);
      return Promise.resolve(historyFor(gateway));
    },
    picture: ({ gateway }): Promise<Block> =>
      Promise.resolve({ kind: "image", png: new Uint8Array(), alt: `chart of ${gateway}` }),
  };
  const caller = { platform: "terminal", id: "1", name: "Operator", admin: false };
  const context = { caller, now: NOW, place: "terminal", origin: SOMEWHERE, signal: new AbortController().signal };
  return { reply: await modelHistory(histories).run(context, args), read };
}

const NAMES = ["a", "b", "c", "d", "e", "f"];
const wordsOf = (card: Card): string => toPlainText(speak(card, "en"));

describe("what is asked for", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly (readonly [string, number])[]]>([
    [
      "all gateways, a day, when nothing is named",
      {},
      [
        ["main", DAY],
        ["lab", DAY],
      ],
    ],
    ["one gateway", { gateway: "lab" }, [["lab", DAY]]],
    [
      "another window",
      { window: "7d" },
      [
        ["main", 7 * DAY],
        ["lab", 7 * DAY],
      ],
    ],
    ["both", { gateway: "main", window: "1h" }, [["main", HOUR]]],
    [
      "a window typed where the gateway stands",
      { gateway: "30D" },
      [
        ["main", 30 * DAY],
        ["lab", 30 * DAY],
      ],
    ],
  ])("%s", async (_, args, wanted) => {
    const { reply, read } = await ask(args);
    expect(read).toEqual(wanted);
    expect(reply.visibility).toBe("public");
    expect(reply.card.blocks.filter(({ kind }) => kind === "image")).toHaveLength(wanted.length);
  });

  test("a gateway that has the name of a window", async () => {
    expect((await ask({ gateway: "1h" }, ["1h", "main"])).read).toEqual([["1h", DAY]]);
  });

  test.each([
    ["a gateway nobody configured", { gateway: "x" }, "There is no gateway x. Known: main, lab."],
    ["no window, in two words", { gateway: "2", window: "weeks" }, "There is no window 2 weeks. Known: 1h,"],
    ["hours without the word", { gateway: "24" }, "There is no window 24. Known: 1h,"],
    [
      "a window of a gateway nobody configured",
      { gateway: "x", window: "7d" },
      "There is no gateway x. Known: main, lab.",
    ],
    ["a window that is none", { window: "2h" }, "There is no window 2h. Known: 1h, 6h, 24h, 7d, 30d."],
  ])("not %s", async (_, args, words) => {
    const { reply, read } = await ask(args);
    expect(reply.visibility).toBe("private");
    expect(wordsOf(reply.card)).toContain(words);
    expect(read).toEqual([]);
  });

  test("of a fleet there is one picture: all of them added up", async () => {
    const { reply, read } = await ask({}, NAMES, (gateway) =>
      historyOf(DAY, { 3: { served: [[GPT, 2]] }, 4: { served: [[CODEX, 1, 1]], unauthorized: 2 } }, { gateway }),
    );
    expect(read).toHaveLength(6);
    expect(reply.card.blocks.filter(({ kind }) => kind === "image")).toHaveLength(1);
    const words = wordsOf(reply.card);
    expect(words).toContain("18 answers, 6 of them by a fallback; 12 attempts refused with 401, no turns");
    expect(words).toContain("- openai-codex/gpt-5.4 12 (67 %)");
    expect(words).not.toContain("on  ");
  });

  test("of a fleet the worst are named with what went wrong there, those that are fine are not", async () => {
    const wrong: Readonly<Record<string, number>> = { b: 1, e: 7 };
    const { reply } = await ask({}, NAMES, (gateway) =>
      historyOf(DAY, { 3: { served: [[GPT, 9]], unauthorized: wrong[gateway] ?? 0 } }, { gateway }),
    );
    const lines = wordsOf(reply.card).split("\n");
    expect(lines.slice(lines.indexOf("Most went wrong on:") + 1)).toEqual([
      expect.stringMatching(/^- e: 9 answers.* 7 attempts/),
      expect.stringMatching(/^- b: 9 answers.* 1 attempt /),
    ]);
  });

  test("of a fleet one that is away hides nothing of the others, and is told", async () => {
    const { reply } = await ask({}, NAMES, (gateway) =>
      historyOf(
        DAY,
        { 3: { served: [[GPT, 2]] } },
        {
          gateway,
          ...(gateway === "c" && { seenUntil: NOW - 5 * HOUR }),
          ...(gateway === "d" && { recordSince: null }),
        },
      ),
    );
    expect(reply.card.tone).toBe("unknown");
    expect(wordsOf(reply.card)).toContain("12 answers");
    expect(wordsOf(reply.card)).toContain("Not all of this time is known of c, d.");
  });

  test("of a fleet of which nothing is known nothing is counted", async () => {
    const { reply } = await ask({}, NAMES, (gateway) => historyOf(DAY, {}, { gateway, recordSince: null }));
    expect(reply.card.tone).toBe("unknown");
    expect(wordsOf(reply.card)).not.toContain("answers,");
  });
});

const show = async (history: History): Promise<Card> =>
  (await ask({ gateway: "main" }, ["main"], () => history)).reply.card;

describe("the card", () => {
  test("says in words what the picture shows in colours", async () => {
    const card = await show(
      historyOf(
        DAY,
        { 10: { served: [[GPT, 30]] }, 40: { served: [[CODEX, 10, 10]], unauthorized: 5, exhausted: 1 } },
        { repairs: [{ at: NOW - HOUR, outcome: "fixed" }], recordSince: NOW - 23 * HOUR },
      ),
    );
    expect(wordsOf(card)).toBe(
      [
        "Answers by model, last 24h on main",
        "",
        "40 answers, 10 of them by a fallback; 5 attempts refused with 401, 1 turn without an answer.",
        "- openai-codex/gpt-5.4 30 (75 %)",
        "- openai-codex/gpt-5.3-codex 10 (25 %), as a fallback",
        "- 401s: 5, first 2026-03-06T19:19:30.000Z, last 2026-03-06T19:19:30.000Z",
        "- Turns without an answer: 1, 2026-03-06T19:19:30.000Z",
        "- Repaired 2026-03-07T08:12:00.000Z",
        "Counts start at 2026-03-06T10:12:00.000Z.",
        "(image: chart of main)",
      ].join("\n"),
    );
  });

  test.each([
    ["good, when the selected model answered", historyOf(DAY, { 1: { served: [[GPT, 1]] } }), "good"],
    ["neutral, when nothing happened", historyOf(DAY), "neutral"],
    ["a warning, when a fallback answered", historyOf(DAY, { 1: { served: [[CODEX, 1, 1]] } }), "warning"],
    ["a warning, when there were 401s", historyOf(DAY, { 1: { unauthorized: 1 } }), "warning"],
    ["a warning, when nobody answered a turn", historyOf(DAY, { 1: { exhausted: 1 } }), "warning"],
    ["unknown, when the gateway was never read", historyOf(DAY, {}, { recordSince: null }), "unknown"],
    [
      "unknown, when it is not read any more",
      historyOf(DAY, { 1: { served: [[GPT, 1]] } }, { seenUntil: NOW - HOUR }),
      "unknown",
    ],
  ])("is %s", async (_, history, tone) => {
    expect((await show(history)).tone).toBe(tone);
  });

  test.each([
    ["some are known to be fallbacks", 6, "10 answers, at least 6 of them by a fallback;", "warning"],
    ["none is", 0, "10 answers, an unknown number of them by a fallback;", "unknown"],
  ])("counts fallbacks as far as they are known, where nothing tells of some and %s", async (_, fell, said, tone) => {
    const card = await show(historyOf(DAY, { 1: { served: [[CODEX, 10, fell, 4]] } }));
    expect(wordsOf(card)).toContain(said);
    expect(wordsOf(card)).toContain("Of 4 answers nothing tells why another model gave them");
    expect(card.tone).toBe(tone);
  });

  test("counts nothing where nothing is known", async () => {
    const words = wordsOf(await show(historyOf(DAY, {}, { recordSince: null })));
    expect(words).toContain("nothing is known of this time");
    expect(words).not.toMatch(/\b0\b/);
  });
});
