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

/** What this process saw since it kept something last. */
interface ChatNews {
  readonly newest: number;
  readonly known: readonly number[];
  /** Null for those that were settled. */
  readonly doubts: ReadonlyMap<string, number | null>;
  readonly sent: ChatMemory["sent"];
}

/** Several processes may post to a chat in turn: each adds what it saw, and none takes its own for all there is. */
export interface ChatMemories {
  of(chat: Chat): ChatMemory;
  note(chat: Chat, news: Partial<ChatNews>): void;
  /** Reads what all processes kept. Neither this nor `save` rejects: failures are logged. Resolves to whether it was read. */
  load(chat: Chat): Promise<boolean>;
  /** The same, unless this process has read it before. */
  loadOnce(chat: Chat): Promise<void>;
  save(chat: Chat): Promise<void>;
}

const NOTHING: ChatMemory = { newest: 0, known: [], doubts: new Map(), sent: new Map(), whole: false };
const NO_NEWS: ChatNews = { newest: 0, known: [], doubts: new Map(), sent: new Map() };

const MOST_CHATS = 500;
export const MOST_KNOWN = 100;
const MOST_NAMED = 50;

interface Entry {
  readonly kept: ChatMemory;
  readonly news: ChatNews;
  /** Both together. */
  readonly now: ChatMemory;
}

/** Without a `memory` everything is forgotten with the process. */
export function createChatMemories(parts: {
  readonly memory?: PlatformMemory | undefined;
  readonly log: Log;
}): ChatMemories {
  const { memory, log } = parts;
  const chats = new Map<string, Entry>();
  const loads = new Map<string, Promise<unknown>>();

  const entryOf = (chat: Chat): Entry => chats.get(String(chat)) ?? { kept: NOTHING, news: NO_NEWS, now: NOTHING };
  const put = (chat: Chat, kept: ChatMemory, news: ChatNews): void => {
    chats.delete(String(chat));
    chats.set(String(chat), { kept, news, now: join(kept, news) });
    const [oldest] = chats.keys();
    if (chats.size <= MOST_CHATS || oldest === undefined) return;
    chats.delete(oldest);
    loads.delete(oldest);
  };
  const load: ChatMemories["load"] = async (chat) => {
    if (memory === undefined) return true;
    try {
      const kept = read(await memory.recall(nameOf(chat)));
      put(chat, kept, entryOf(chat).news);
      return true;
    } catch (error) {
      log.warn({ error: wordsOf(error) }, "telegram: what was sent to a chat earlier could not be read");
      return false;
    }
  };

  return {
    of: (chat) => entryOf(chat).now,
    note(chat, news) {
      const { kept, news: before } = entryOf(chat);
      put(chat, kept, add(before, news));
    },
    load,
    async loadOnce(chat) {
      const loading = loads.get(String(chat)) ?? load(chat);
      loads.set(String(chat), loading);
      await loading;
    },
    async save(chat) {
      const { news } = entryOf(chat);
      try {
        const text = await memory?.revise(nameOf(chat), (kept) => write(join(readAny(kept), news)));
        if (text === undefined) return;
        const since = entryOf(chat).news;
        // What came meanwhile is kept with all that was new before: adding it twice changes nothing.
        put(chat, read(text), since === news ? NO_NEWS : since);
      } catch (error) {
        log.warn({ error: wordsOf(error) }, "telegram: what was sent to a chat could not be kept");
      }
    },
  };
}

const nameOf = (chat: Chat): string => `telegram ${chat}`;

const add = (before: ChatNews, news: Partial<ChatNews>): ChatNews => {
  const { newest, known, doubts, sent } = { ...NO_NEWS, ...news };
  return {
    newest: Math.max(before.newest, newest),
    known: lastKnown([...before.known, ...known]),
    doubts: lastOf([...before.doubts, ...doubts]),
    sent: lastOf([...before.sent, ...sent]),
  };
};

function join(kept: ChatMemory, news: ChatNews): ChatMemory {
  const doubts = [...kept.doubts, ...news.doubts].filter(([label]) => news.doubts.get(label) !== null);
  return {
    newest: Math.max(kept.newest, news.newest),
    known: lastKnown([...kept.known, ...news.known]),
    doubts: lastOf(doubts.flatMap(([label, floor]) => (floor === null ? [] : [[label, floor] as const]))),
    sent: lastOf([...kept.sent, ...news.sent]),
    whole: kept.whole,
  };
}

const lastKnown = (ids: readonly number[]): readonly number[] => [...new Set(ids)].slice(-MOST_KNOWN);

/** Of several under one name the last one, and of all the latest. */
function lastOf<T>(named: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const ordered = new Map<string, T>();
  for (const [name, value] of named) {
    ordered.delete(name);
    ordered.set(name, value);
  }
  return new Map([...ordered].slice(-MOST_NAMED));
}

const Kept = z.object({
  newest: z.number(),
  known: z.array(z.number()),
  doubts: z.array(z.tuple([z.string(), z.number()])),
  sent: z.array(z.tuple([z.string(), z.object({ target: z.string(), message: z.string() })])),
});

function read(text: string | null): ChatMemory {
  if (text === null) return { ...NOTHING, whole: true };
  const { newest, known, doubts, sent } = Kept.parse(JSON.parse(text));
  return { newest, known, doubts: new Map(doubts), sent: new Map(sent), whole: true };
}

/** What nobody can read is written anew. */
function readAny(text: string | null): ChatMemory {
  try {
    return read(text);
  } catch {
    return read(null);
  }
}

const write = ({ newest, known, doubts, sent }: ChatMemory): string =>
  JSON.stringify({ newest, known, doubts: [...doubts], sent: [...sent] });

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown");
