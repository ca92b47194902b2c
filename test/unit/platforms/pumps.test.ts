import { expect, test } from "vitest";
import { text, type SpokenCard } from "../../../src/core/card.ts";
import { speak } from "../../../src/words/speak.ts";
import { clip } from "../../../src/lib/clip.ts";
import { redact, shorten } from "../../../src/lib/redact.ts";
import { renderCard } from "../../../src/platforms/discord/out/render/card.ts";
import { oneLine as telegramLine, prose } from "../../../src/platforms/telegram/out/escape.ts";
import { toPlain } from "../../../src/platforms/terminal/plain.ts";

/** Each is what a careless expression looks at again and again. */
const PUMPS = [" ", "\n", "\n ", " a", "a.", "a@", "*", "`", "_", "/a-", "[", "\\", "\u001B[", "token:", "http://"];

const cardOf = (words: string): SpokenCard => speak({ tone: "good", title: words, blocks: [text(words)] }, "en");

test.each<[what: string, take: (words: string) => unknown]>([
  ["the redactor", redact],
  ["one line of a text", (words) => shorten(words, 100)],
  ["a clipped text", (words) => clip(words, 4_000)],
  ["a card in Discord", (words) => renderCard(cardOf(words))],
  ["a line in Telegram", telegramLine],
  ["a paragraph in Telegram", prose],
  ["a terminal", toPlain],
])("%s takes four times as long for four times as much, not sixteen times", (_what, take) => {
  for (const pump of PUMPS) {
    const [small, large] = [25_000, 100_000].map((size) => timeOf(take, pump.repeat(size / pump.length)));
    expect([pump, (large ?? 0) < 9 * (small ?? 0) + 60_000]).toEqual([pump, true]);
  }
});

/** Microseconds of the processor, which other programs do not add to; the best of three. */
const timeOf = (take: (words: string) => unknown, words: string): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.cpuUsage().user;
      take(words);
      return process.cpuUsage().user - before;
    }),
  );
