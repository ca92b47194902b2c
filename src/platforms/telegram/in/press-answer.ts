import type { SpokenCard } from "../../../core/card.ts";
import { clip } from "../../../lib/clip.ts";
import { oneLine } from "../out/escape.ts";
import type { Wire } from "../wire/calls.ts";

/** Telegram's limit for what a press is answered with. */
const MOST = 200;

/** The one answer a press itself takes: it ends the spinner, and only whoever pressed sees it. */
export interface PressAnswer {
  /** Says what a card says, in short, until it is read; false when the press was answered already. */
  alert(card: SpokenCard): Promise<boolean>;
  /** Ends the spinner, unless that is done. */
  end(text?: string): Promise<void>;
}

export function createPressAnswer(wire: Pick<Wire, "toast">, query: string, signal: AbortSignal): PressAnswer {
  let isAnswered = false;
  const answer = async (text: string | null, alert: boolean): Promise<boolean> => {
    if (isAnswered) return false;
    isAnswered = true;
    return (await wire.toast(query, text, signal, alert)).ok;
  };
  return {
    alert: (card) => answer(clip(summarize(card), MOST), true),
    async end(text) {
      await answer(text ?? null, false);
    },
  };
}

/** Its title and its sentences, without what needs room. */
function summarize({ title, blocks }: SpokenCard): string {
  const sentences = blocks.flatMap((block) =>
    block.kind === "text" || block.kind === "note"
      ? [block.text.map((part) => (typeof part === "string" ? part : part.kind === "time" ? "" : part.text)).join("")]
      : [],
  );
  return [oneLine(title), ...sentences.map(oneLine)].join("\n");
}
