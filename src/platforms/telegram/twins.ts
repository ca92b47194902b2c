/** What is known of one chat's message ids, to find copies of a message whose delivery was in doubt. */
interface ChatMemory {
  readonly newest: number;
  readonly known: readonly number[];
  readonly doubts: ReadonlyMap<string, number>;
}

/**
 * Telegram has no idempotency key: when the answer to a send is lost, the message may stand in the chat or
 * not. It is sent again, and then the ids between the last one known before and the new one are looked at:
 * what is ours among them and unknown is the lost copy.
 */
export interface Twins {
  /** A message with this id is known to be in the chat, whoever wrote it. */
  seen(chat: number | string, message: number): void;
  /** A send of `label` may have arrived. Without any id known in the chat nothing can be told later. */
  doubt(chat: number | string, label: string): void;
  /** `label` arrived as `message`: ids, newest first, that may be earlier copies. Settles the doubt. */
  suspects(chat: number | string, label: string, message: number): readonly number[];
}

const MOST_CHATS = 500;
const MOST_KNOWN = 100;
const MOST_SUSPECTS = 10;

export function createTwins(): Twins {
  const chats = new Map<string, ChatMemory>();
  const recall = (chat: number | string): ChatMemory | undefined => chats.get(String(chat));
  const remember = (chat: number | string, memory: ChatMemory): void => {
    chats.delete(String(chat));
    chats.set(String(chat), memory);
    const oldest = chats.keys().next();
    if (chats.size > MOST_CHATS && !oldest.done) chats.delete(oldest.value);
  };
  return {
    seen(chat, message) {
      const before = recall(chat) ?? { newest: 0, known: [], doubts: new Map() };
      const known = [...before.known, message].slice(-MOST_KNOWN);
      remember(chat, { ...before, newest: Math.max(before.newest, message), known });
    },
    doubt(chat, label) {
      const before = recall(chat);
      if (before === undefined || before.doubts.has(label)) return;
      remember(chat, { ...before, doubts: new Map([...before.doubts, [label, before.newest]]) });
    },
    suspects(chat, label, message) {
      const before = recall(chat);
      const floor = before?.doubts.get(label);
      if (before === undefined || floor === undefined) return [];
      remember(chat, { ...before, doubts: new Map([...before.doubts].filter(([other]) => other !== label)) });
      return between(floor, message).filter((id) => !before.known.includes(id));
    },
  };
}

const between = (floor: number, top: number): readonly number[] =>
  Array.from({ length: Math.min(MOST_SUSPECTS, Math.max(0, top - floor - 1)) }, (_, index) => top - 1 - index);
