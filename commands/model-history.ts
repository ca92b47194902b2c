import { code, heading, strong, text, type Block, type Card, type Line, type Tone } from "../src/core/card.ts";
import { meantOf, unclearCard } from "./short-card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import { totalsOf, unknownOf } from "../src/core/history-totals.ts";
import { HISTORY_WINDOWS, type History, type HistorySource } from "../src/core/history.ts";
import { writeHistory } from "./model-history-words.ts";

type Window = (typeof HISTORY_WINDOWS)[number];

const WINDOW_NAMES = HISTORY_WINDOWS.map(({ name }) => name);
/** More pictures would be a flood in a chat. */
const MOST_PICTURES = 4;

/** `/model-history [gateway] [window]`: answers by model over time, with 401s and repairs. */
export const modelHistory = (histories: HistorySource): Command =>
  defineCommand({
    name: "model-history",
    summary: "A chart of answers by model over time, with 401s and repairs",
    access: "everyone",
    options: {
      gateway: {
        description: "One gateway; all of them when left out",
        choices: () => histories.gateways,
        takes: (value) => histories.gateways.includes(value) || findWindow(value) !== undefined,
      },
      window: {
        description: `How far back: ${WINDOW_NAMES.join(", ")}; 24h when left out`,
        choices: () => WINDOW_NAMES,
        takes: (value) => findWindow(value) !== undefined,
      },
    },
    async run({ now }, args) {
      const asked = readAsked(histories.gateways, args.gateway, args.window);
      if ("refusal" in asked) return { card: asked.refusal, visibility: "private" };
      const { gateways, window } = asked;
      const shown = await Promise.all(
        gateways.slice(0, MOST_PICTURES).map((id) => histories.read(id, now - window.length, now)),
      );
      const pictures = await Promise.all(shown.map((history) => histories.picture(history)));
      return { card: writeCard(shown, pictures, gateways.slice(MOST_PICTURES), window), visibility: "public" };
    },
  });

type Asked = { readonly gateways: readonly string[]; readonly window: Window } | { readonly refusal: Card };

/** Typed in a chat, `/model-history 7d` means the window: a window may stand where no gateway has its name. */
function readAsked(known: readonly string[], gateway: string | undefined, window: string | undefined): Asked {
  const isWindow = gateway !== undefined && window === undefined && !known.includes(gateway) && findWindow(gateway);
  if (isWindow) return { gateways: known, window: isWindow };
  const found = findWindow(window ?? "24h");
  if (!found) return refuse("No window has that name", "window", window ?? "", WINDOW_NAMES);
  if (gateway === undefined) return { gateways: known, window: found };
  if (!known.includes(gateway)) return refuse("No gateway has that name", "gateway", gateway, known);
  return { gateways: [gateway], window: found };
}

const findWindow = (typed: string): Window | undefined =>
  HISTORY_WINDOWS.find(({ name }) => name === typed.trim().toLowerCase());

const refuse = (title: string, kind: string, name: string, known: readonly string[]): Asked => ({
  refusal: unclearCard(
    title,
    `There is no ${kind} `,
    code(name),
    `. Known: ${known.join(", ")}.${meantOf(name, known)}`,
  ),
});

/** Public: holds no session keys, profile names or error texts. */
function writeCard(
  histories: readonly History[],
  pictures: readonly Block[],
  left: readonly string[],
  window: Window,
): Card {
  const blocks = histories.flatMap((history, index): readonly Block[] => [
    ...(histories.length > 1 ? [heading(strong(history.gateway))] : []),
    ...writeHistory(history),
    ...pictures.slice(index, index + 1),
  ]);
  const names: Line = left.flatMap((id, index) => (index === 0 ? [code(id)] : [", ", code(id)]));
  return {
    tone: toneOf(histories),
    title: `Answers by model, last ${window.name}${histories.length === 1 ? ` on ${histories[0]?.gateway ?? ""}` : ""}`,
    blocks: left.length === 0 ? blocks : [...blocks, text("Ask by name for ", ...names, ".")],
  };
}

const TONES: readonly Tone[] = ["warning", "unknown", "good", "neutral"];

/** The worst of them; what is not known is never good. */
function toneOf(histories: readonly History[]): Tone {
  const tones = new Set(histories.map(toneOfOne));
  return TONES.find((tone) => tones.has(tone)) ?? "neutral";
}

function toneOfOne(history: History): Tone {
  const { answers, fallbacks, unauthorized, exhausted } = totalsOf(history);
  if (fallbacks > 0 || unauthorized || exhausted) return "warning";
  const { before, after } = unknownOf(history);
  if (before === history.span.to || after !== null) return "unknown";
  return answers > 0 ? "good" : "neutral";
}
