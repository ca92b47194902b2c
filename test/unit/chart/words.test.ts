import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { writeSparklines } from "../../../src/chart/sparkline.ts";
import { describe as inWords } from "../../../src/chart/words.ts";
import type { Language } from "../../../src/core/card.ts";
import { DAY, HOUR, MINUTE } from "../../../src/core/time.ts";
import { renderText } from "../../../src/platforms/terminal/render.ts";
import { CODEX, GPT, historyOf, NOW } from "../parts/history-samples.ts";
import { english, speak, speakText } from "../../../src/words/speak.ts";

beforeEach(() => vi.stubEnv("TZ", "UTC"));
afterEach(() => vi.unstubAllEnvs());

describe("the description of a picture", () => {
  test("says what the picture shows", () => {
    const history = historyOf(
      DAY,
      {
        10: { served: [[GPT, 30]] },
        40: { served: [[CODEX, 4, 4]], unauthorized: 5, exhausted: 1 },
        44: { served: [[CODEX, 2, 2]], unauthorized: 2 },
      },
      { repairs: [{ at: NOW - 12 * HOUR, outcome: "fixed" }], recordSince: NOW - 23 * HOUR },
    );
    expect(english(inWords(history, "en"))).toBe(
      "Chart of the answers of main by model, 6 Mar 09:12 to 7 Mar 09:12 UTC: 36 answers, 6 by a fallback, " +
        "7 attempts refused with 401, 1 turn without an answer. openai-codex/gpt-5.4 answered 30, at 6 Mar 11:49. " +
        "openai-codex/gpt-5.3-codex answered 6, all as a fallback, between 6 Mar 19:19 and 6 Mar 20:19. " +
        "401s between 6 Mar 19:19 and 6 Mar 20:19. Turns without an answer at 6 Mar 19:19. " +
        "Repaired at 6 Mar 21:12. Counts start at 6 Mar 10:12.",
    );
  });

  test.each<[Language, string]>([
    [
      "de",
      "Diagramm der Antworten von main je Modell, 6. März 10:12 bis 7. März 10:12 MEZ: 6 Antworten, 6 durch Fallback, " +
        "5 Versuche mit 401 abgelehnt, keine Anfrage ohne Antwort. openai-codex/gpt-5.3-codex hat 6 Antworten gegeben, " +
        "alle als Fallback, am 6. März 20:19. 401 am 6. März 20:19.",
    ],
    [
      "zh-CN",
      "main 各模型应答的图表，3月6日 10:12 至 3月7日 10:12 GMT+1：6 次应答、6 次由备用模型应答、5 次尝试因 401 被拒绝、" +
        "没有无应答的轮次。openai-codex/gpt-5.3-codex 应答了 6 次，均作为备用模型，时间为 3月6日 20:19。401 时间为 3月6日 20:19。",
    ],
  ])("says it in %s, in the zone of the process", (language, words) => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const history = historyOf(DAY, { 40: { served: [[CODEX, 6, 6]], unauthorized: 5 } });
    expect(speakText(inWords(history, language), language)).toBe(words);
  });

  test.each([
    ["some are known to be fallbacks", 3, ": 9 answers, 3+ by a fallback, no 401s,"],
    ["none is", 0, ": 9 answers, no 401s,"],
  ])("counts fallbacks as far as they are known, where nothing tells of some and %s", (_, fell, words) => {
    const history = historyOf(DAY, { 40: { served: [[CODEX, 9, fell, 4]] } });
    expect(english(inWords(history, "en"))).toContain(words);
  });

  test.each([
    ["nothing happened", {}, "no answers, no 401s, no turn without an answer."],
    ["nothing was ever read", { recordSince: null }, "nothing is known of this time."],
    ["nothing was read lately", { seenUntil: NOW - HOUR }, "Nothing was read after 7 Mar 08:12."],
  ])("says so when %s", (_, more, words) => {
    expect(english(inWords(historyOf(DAY, {}, more), "en"))).toContain(words);
  });
});

describe("the table for terminals", () => {
  test("has a row of heights a model, on one scale, and rows for what went wrong", () => {
    const history = historyOf(
      HOUR,
      {
        0: { served: [[GPT, 4]] },
        1: { served: [[GPT, 4]] },
        30: {
          served: [
            [GPT, 1],
            [CODEX, 1, 1],
          ],
          unauthorized: 2,
        },
        59: { served: [[CODEX, 4, 4]], exhausted: 1 },
      },
      {
        repairs: [
          { at: NOW - MINUTE, outcome: "fixed" },
          { at: NOW - 30 * MINUTE, outcome: "undone" },
        ],
      },
    );
    const none = "·".repeat(14);
    expect(writeSparklines(history, "en")).toEqual({
      kind: "table",
      columns: ["", "sum", "each sign 2 min"],
      rows: [
        ["openai-codex/gpt-5.4", "9", `█${none}▁${none}`],
        ["openai-codex/gpt-5.3-codex", "5", `·${none}▁${none.slice(1)}▄`],
        ["401s", "2", `·${none}█${none}`],
        ["no answer", "1", `·${none}·${none.slice(1)}█`],
        ["repairs", "2", `${none}↶·${none.slice(1)}✓`],
      ],
    });
  });

  test("tells what is not known from what is none", () => {
    const history = historyOf(DAY, { 95: { served: [[GPT, 1]] } }, { recordSince: NOW - 6 * HOUR });
    expect(writeSparklines(history, "en")).toMatchObject({
      columns: ["", "sum", "each sign 1 h, ? unknown"],
      rows: [
        ["openai-codex/gpt-5.4", "1", `${"?".repeat(18)}·····█`],
        ["401s", "0", `${"?".repeat(18)}······`],
        ["no answer", "0", `${"?".repeat(18)}······`],
      ],
    });
  });

  test("stands in the terminal where the picture cannot", () => {
    const table = writeSparklines(historyOf(HOUR, { 59: { served: [[GPT, 1]] } }), "en");
    const card = {
      tone: "good" as const,
      title: "Answers",
      blocks: [{ kind: "image" as const, png: new Uint8Array(), alt: "a chart", otherwise: [table] }],
    };
    const shown = renderText(speak(card, "en"), { now: NOW, color: false, width: 80 });
    expect(shown).toContain("openai-codex/gpt-5.4");
    expect(shown).toContain("█");
    expect(shown).not.toContain("[picture");
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
