import type { Place } from "../place.ts";
import type { Sent } from "./outlet.ts";

/**
 * Answers that stand in private chats, found by the message under which their buttons are: pressing one there
 * replaces the answer, as a dialogue in one place. In groups an answer is everybody's and stays. Forgotten
 * when the process ends; a press is then answered by a new message.
 */
export interface Shown {
  keep(sent: Sent): void;
  find(place: Place, message: number | null): Sent | null;
}

const MOST_KEPT = 200;

export function createShown(): Shown {
  const kept = new Map<string, Sent>();
  return {
    keep(sent) {
      const last = sent.messages.at(-1);
      if (last === undefined || !isPrivate(sent.place)) return;
      kept.set(keyOf(sent.place, last.id), sent);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    },
    find: (place, message) => (message === null ? null : (kept.get(keyOf(place, message)) ?? null)),
  };
}

const keyOf = ({ chat }: Place, message: number): string => `${chat} ${message}`;

/** Only people have positive ids. */
const isPrivate = ({ chat }: Place): boolean => typeof chat === "number" && chat > 0;
