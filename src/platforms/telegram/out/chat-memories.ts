import { z } from "zod";
import type { Log } from "../../../core/log.ts";
import type { PlatformMemory } from "../../../core/platform.ts";

type Chat = number | string;

/** What is known of one chat's messages. */
interface ChatMemory {
  /** The highest id seen there, 0 when none was. */
  readonly newest: number;
  /** Ids seen there, ours and others', oldest first; the earliest are forgotten. */
  readonly known: readonly number[];
  /** Sends that may have arrived unseen, by label, with the newest id before. */
  readonly doubts: ReadonlyMap<string, number>;
  /** Where and as which messages a card stands that was posted under a key. */
  readonly sent: ReadonlyMap<string, { readonly target: string; readonly message: string }>;
  /** Whether this is all there is to know, with what earlier processes saw. */
  readonly whole: boolean;
}

export interface ChatMemories {
  of(chat: Chat): ChatMemory;
  change(chat: Chat, change: (before: ChatMemory) => ChatMemory): void;
  /** Adds what earlier processes kept; asks once per chat. Neither this nor `save` rejects: failures are logged. */
  load(chat: Chat): Promise<void>;
  save(chat: Chat): Promise<void>;
}

const NOTHING: ChatMemory = { newest: 0, known: [], doubts: new Map(), sent: new Map(), whole: false };

const MOST_CHATS = 500;
export const MOST_KNOWN = 100;
const MOST_NAMED = 50;

/** Without a `memory` everything is forgotten with the process. */
export function createChatMemories(parts: {
  readonly memory?: PlatformMemory | undefined;
  readonly log: Log;
}): ChatMemories {
  const { memory, log } = parts;
  const chats = new Map<string, ChatMemory>();
  const loads = new Map<string, Promise<void>>();

  const of = (chat: Chat): ChatMemory => chats.get(String(chat)) ?? NOTHING;
  const put = (chat: Chat, known: ChatMemory): void => {
    chats.delete(String(chat));
    chats.set(String(chat), trim(known));
    const [oldest] = chats.keys();
    if (chats.size <= MOST_CHATS || oldest === undefined) return;
    chats.delete(oldest);
    loads.delete(oldest);
  };

  const load = async (memory: PlatformMemory, chat: Chat): Promise<void> => {
    try {
      const kept = await memory.recall(nameOf(chat));
      put(chat, join(kept === null ? NOTHING : read(kept), of(chat)));
    } catch (error) {
      log.warn({ error: wordsOf(error) }, "telegram: what was sent to a chat earlier could not be read");
    }
  };

  return {
    of,
    change: (chat, change) => put(chat, change(of(chat))),
    load(chat) {
      const before = loads.get(String(chat));
      if (memory === undefined || before !== undefined) return before ?? Promise.resolve();
      const loading = load(memory, chat);
      loads.set(String(chat), loading);
      return loading;
    },
    async save(chat) {
      try {
        await memory?.keep(nameOf(chat), write(of(chat)));
      } catch (error) {
        log.warn({ error: wordsOf(error) }, "telegram: what was sent to a chat could not be kept");
      }
    },
  };
}

const nameOf = (chat: Chat): string => `telegram ${chat}`;

const join = (earlier: ChatMemory, now: ChatMemory): ChatMemory => ({
  newest: Math.max(earlier.newest, now.newest),
  known: [...new Set([...earlier.known, ...now.known])],
  doubts: new Map([...earlier.doubts, ...now.doubts]),
  sent: new Map([...earlier.sent, ...now.sent]),
  whole: true,
});

const trim = (memory: ChatMemory): ChatMemory => ({
  ...memory,
  known: memory.known.slice(-MOST_KNOWN),
  doubts: new Map([...memory.doubts].slice(-MOST_NAMED)),
  sent: new Map([...memory.sent].slice(-MOST_NAMED)),
});

const Kept = z.object({
  newest: z.number(),
  known: z.array(z.number()),
  doubts: z.array(z.tuple([z.string(), z.number()])),
  sent: z.array(z.tuple([z.string(), z.object({ target: z.string(), message: z.string() })])),
});

function read(text: string): ChatMemory {
  const { newest, known, doubts, sent } = Kept.parse(JSON.parse(text));
  return { newest, known, doubts: new Map(doubts), sent: new Map(sent), whole: true };
}

const write = ({ newest, known, doubts, sent }: ChatMemory): string =>
  JSON.stringify({ newest, known, doubts: [...doubts], sent: [...sent] });

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown");
