import { code, heading, strong, type Block, type Card, type Text, type Tone } from "../src/core/card.ts";
import { unclearCard, withHint } from "./short-card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import { totalsOf, unknownOf } from "../src/core/history-totals.ts";
import { addUp } from "../src/core/history-sum.ts";
import { HISTORY_WINDOWS, type History, type HistorySource } from "../src/core/history.ts";
import { say } from "../src/words/say.ts";
import { sayKnown, sayListed } from "../src/words/sequence.ts";
import { writeFleet } from "./model-history-fleet.ts";
import { lengthOf } from "./lengths.ts";
import { writeHistory } from "./model-history-words.ts";

type Window = (typeof HISTORY_WINDOWS)[number];

const WINDOW_NAMES = HISTORY_WINDOWS.map(({ name }) => name);
/** More pictures would be a flood in a chat: of more gateways there is one picture of all. */
const MOST_PICTURES = 4;

/** `/model-history [gateway] [window]`: answers by model over time, with 401s and repairs. */
export const modelHistory = (histories: HistorySource): Command =>
  defineCommand({
    name: "model-history",
    summary: say("menu.model-history"),
    access: "everyone",
    options: {
      gateway: {
        description: say("option.all-gateways"),
        choices: () => histories.gateways,
        // What is written in two words may begin where the gateway would stand.
        takes: (value) =>
          histories.gateways.includes(value) ||
          findWindow(value) !== undefined ||
          /^(?:\d{1,4}|an?|last|past)$/i.test(value),
      },
      window: {
        description: say("option.window", { windows: sayListed(WINDOW_NAMES) }),
        choices: () => WINDOW_NAMES,
        closed: true,
        // One that there is not is refused as a window, not as a gateway.
        takes: (value) => findWindow(value) !== undefined || lengthOf(value) !== null,
      },
    },
    async run({ caller, now }, args) {
      const asked = readAsked(histories.gateways, args.gateway, args.window);
      if ("refusal" in asked) return { card: asked.refusal, visibility: "private" };
      const { gateways, window } = asked;
      const read = await Promise.all(gateways.map((id) => histories.read(id, now - window.length, now)));
      const fleet = read.length > MOST_PICTURES ? addUp(read) : null;
      const shown = fleet === null ? read : [fleet];
      const pictures = await Promise.all(shown.map((history) => histories.picture(history, caller.language)));
      const more = fleet === null ? [] : writeFleet(fleet, read);
      return { card: { ...writeCard(shown, pictures, more, window), tone: toneOf(read) }, visibility: "public" };
    },
  });

type Asked = { readonly gateways: readonly string[]; readonly window: Window } | { readonly refusal: Card };

/** Typed in a chat, `/model-history 7d` means the window: a window may stand where no gateway has its name. */
function readAsked(known: readonly string[], gateway: string | undefined, window: string | undefined): Asked {
  const named = known.filter((id) => id === gateway);
  const typed = [named.length > 0 ? undefined : gateway, window].flatMap((one) => one ?? []).join(" ");
  const found = findWindow(typed === "" ? "24h" : typed);
  if (found) return { gateways: named.length > 0 ? named : known, window: found };
  if (gateway === undefined || named.length > 0 || isLength(typed))
    return refuse(say("small.no-window"), "window", typed, WINDOW_NAMES);
  return refuse(say("small.no-gateway"), "gateway", gateway, known);
}

/** Whether it says how long, whatever there is a picture of: `2 weeks`, or hours without the word. */
const isLength = (typed: string): boolean => lengthOf(typed) !== null || /^\d+$/.test(typed);

/** As it is called, or as long as one of them: `7 days`, `a week`. */
function findWindow(typed: string): Window | undefined {
  const words = typed
    .trim()
    .toLowerCase()
    .replace(/^(?:the\s+)?(?:last|past)\s+/, "");
  const length = lengthOf(words) ?? lengthOf(`1 ${words}`);
  return HISTORY_WINDOWS.find((one) => one.name === words || one.length === length);
}

const refuse = (title: Text, kind: "window" | "gateway", name: string, known: readonly string[]): Asked => ({
  refusal: unclearCard(
    title,
    withHint(say("small.there-is-no", { kind, name: code(name), known: sayKnown(known) }), name, known),
  ),
});

/** Public: holds no session keys, profile names or error texts. */
function writeCard(
  histories: readonly History[],
  pictures: readonly Block[],
  more: readonly Block[],
  window: Window,
): Omit<Card, "tone"> {
  const blocks = histories.flatMap((history, index): readonly Block[] => [
    ...(histories.length > 1 ? [heading(strong(history.gateway))] : []),
    ...writeHistory(history),
    ...pictures.slice(index, index + 1),
  ]);
  const [only] = histories;
  return {
    title:
      only !== undefined && histories.length === 1 && only.gateway !== ""
        ? say("history.title-of", { window: window.name, gateway: only.gateway })
        : say("history.title", { window: window.name }),
    blocks: [...blocks, ...more],
  };
}

const TONES: readonly Tone[] = ["warning", "unknown", "good", "neutral"];

/** The worst of them; what is not known is never good. */
function toneOf(histories: readonly History[]): Tone {
  const tones = new Set(histories.map(toneOfOne));
  return TONES.find((tone) => tones.has(tone)) ?? "neutral";
}

function toneOfOne(history: History): Tone {
  const { answers, fallbacks, unknown, unauthorized, exhausted } = totalsOf(history);
  if (fallbacks > 0 || unauthorized || exhausted) return "warning";
  const { before, after } = unknownOf(history);
  if (before === history.span.to || after !== null || unknown > 0) return "unknown";
  return answers > 0 ? "good" : "neutral";
}
