import type { Place } from "../place.ts";
import type { Sent } from "./sent.ts";

/**
 * Answers that stand in private chats, found by the message under which their buttons are: pressing one there
 * replaces the answer, as a dialogue in one place. In groups an answer is everybody's and stays. Forgotten
 * when the process ends; a press is then answered by a new message.
 */
export interface Shown {
  /** Keeps an answer as soon as it stands there, and returns it; one that does not get through is not kept. */
  keep(place: Place, sending: Promise<Sent>): Promise<Sent>;
  find(place: Place, message: number | null): Sent | null;
  /** Once nothing is on its way into this chat: somebody may press a button before Telegram told us that it is there. */
  settled(place: Place): Promise<void>;
}

const MOST_KEPT = 200;

export function createShown(): Shown {
  const kept = new Map<string, Sent>();
  const underWay = new Set<{ readonly chat: Place["chat"]; readonly sending: Promise<unknown> }>();

  function remember(sent: Sent): void {
    const last = sent.messages.at(-1);
    if (last === undefined || !isPrivate(sent.place)) return;
    kept.set(keyOf(sent.place, last.id), sent);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  return {
    async keep({ chat }, sending) {
      const one = { chat, sending: sending.then(remember) };
      underWay.add(one);
      try {
        await one.sending;
      } finally {
        underWay.delete(one);
      }
      return sending;
    },
    async settled({ chat }) {
      await Promise.allSettled([...underWay].filter((one) => one.chat === chat).map(({ sending }) => sending));
    },
    find: (place, message) => (message === null ? null : (kept.get(keyOf(place, message)) ?? null)),
  };
}

const keyOf = ({ chat }: Place, message: number): string => `${chat} ${message}`;

/** Only people have positive ids. */
const isPrivate = ({ chat }: Place): boolean => typeof chat === "number" && chat > 0;
