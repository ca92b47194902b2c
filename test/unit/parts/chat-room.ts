import type { Card, SpokenCard } from "../../../src/core/card.ts";
import { speak } from "../../../src/words/speak.ts";
import { PostFailed, type AboutIncident, type ChatPlatform, type PostOptions } from "../../../src/core/platform.ts";
import type { PostedRef } from "../../../src/core/posted.ts";

/** A message that stands in a room. */
interface Standing {
  readonly id: string;
  readonly room: string;
  readonly key: string;
  readonly repliesTo: string | null;
  readonly title: string;
  readonly card: Card;
  readonly deleted: boolean;
}

/** What goes wrong with the next posts: nothing arrives, it arrives and the answer is lost, the room is gone. */
export type Trouble = "lost" | "answer-lost" | "gone" | "refused";

/** A chat service in this process: it keeps what stands, and knows a message by its key. */
export interface ChatRoom {
  readonly platform: ChatPlatform;
  readonly standing: () => readonly Standing[];
  /** Every message and edit since this was asked last: `1 post main: …`. */
  happened(): readonly string[];
  fail(trouble: Trouble, times?: number): void;
  /** From now on a room takes nothing (or not this card), or everything again. */
  close(room: string, trouble: Trouble, title?: RegExp): void;
  open(room: string): void;
  /** A topic that is closed: what goes to it stands in `elsewhere`. */
  detour(room: string, elsewhere: string | null): void;
  /** The service says that something changed there. */
  hint(room: string | null): void;
  /** The titles of cards that mentioned whoever is to be called. */
  readonly mentioned: () => readonly string[];
  /** What each post and edit was said to be about. */
  readonly about: () => readonly AboutIncident[];
  /** How often somebody tried to post there. */
  readonly tries: (room: string) => number;
  /** How often it was asked where admins can be written to. */
  readonly asked: () => number;
  delete(title: RegExp): void;
  /** A chat gets another id. */
  move(from: string, to: string): void;
}

export function createChatRoom(id = "room"): ChatRoom {
  let messages: readonly Standing[] = [];
  let log: string[] = [];
  let asked = 0;
  let troubles: Trouble[] = [];
  const mentioned: string[] = [];
  const about: AboutIncident[] = [];
  const moved = new Map<string, string>();
  const closed = new Map<string, { readonly trouble: Trouble; readonly title: RegExp }>();
  const detours = new Map<string, string>();
  const tried = new Map<string, number>();
  const listeners = new Set<(target: string | null) => void>();

  const change = (message: Standing, card: SpokenCard, room: string): string => {
    if (message.card !== card) log.push(`${room} edit ${card.title}`);
    messages = messages.map((one) => (one.id === message.id ? { ...one, title: card.title, card } : one));
    return message.id;
  };
  const put = (room: string, card: SpokenCard, { replacing, answering, key = "" }: PostOptions): string => {
    const there = (message: string | undefined): Standing | undefined =>
      messages.find((one) => one.id === message && !one.deleted);
    const before =
      there(replacing?.message) ??
      messages.find((one) => key !== "" && one.key === key && one.room === room && !one.deleted);
    if (before) return change(before, card, before.room);
    const message = `m${messages.length + 1}`;
    const repliesTo = there(answering?.message)?.id ?? null;
    messages = [...messages, { id: message, room, key, repliesTo, title: card.title, card, deleted: false }];
    log.push(`${room} ${repliesTo === null ? "post" : "reply"} ${card.title}`);
    return message;
  };
  const post = (target: string, said: Card, how: PostOptions = {}): PostedRef => {
    const card = speak(said, "en");
    tried.set(target, (tried.get(target) ?? 0) + 1);
    const shut = closed.get(target);
    const trouble = shut?.title.test(card.title) ? shut.trouble : troubles.shift();
    if (trouble === "lost") throw new PostFailed("later", "connection cut");
    if (trouble === "gone" || trouble === "refused") throw new PostFailed(trouble, `it is ${trouble}`);
    const elsewhere = how.replacing === undefined ? detours.get(target) : undefined;
    const room = elsewhere ?? moved.get(target) ?? target;
    const message = put(room, card, how);
    if (trouble === "answer-lost") throw new PostFailed("later", "connection cut");
    const stands = messages.find((one) => one.id === message)?.room ?? room;
    if (how.mention) mentioned.push(card.title);
    if (how.about) about.push(how.about);
    const ref = { platform: id, target: stands, message };
    return elsewhere === undefined ? ref : { ...ref, detour: "the topic is closed" };
  };
  return {
    platform: {
      id,
      status: () => ({ state: "ready", as: id }),
      serve: () => Promise.resolve(),
      post: async (target, card, how) => post(target, card, how),
      onRoomMayWork(heard) {
        listeners.add(heard);
        return () => listeners.delete(heard);
      },
      async probe(target) {
        const shut = closed.get(target)?.trouble;
        if (shut === "gone") throw new PostFailed("gone", "it is gone");
        if (shut === "lost") throw new PostFailed("later", "connection cut");
        return [];
      },
      adminRooms() {
        asked += 1;
        return Promise.resolve(["ada"]);
      },
    },
    close: (room, trouble, title = /^/) => void closed.set(room, { trouble, title }),
    open: (room) => void closed.delete(room),
    detour: (room, elsewhere) => void (elsewhere === null ? detours.delete(room) : detours.set(room, elsewhere)),
    hint(target) {
      for (const heard of listeners) heard(target);
    },
    mentioned: () => mentioned,
    about: () => about,
    asked: () => asked,
    tries: (room) => tried.get(room) ?? 0,
    standing: () => messages.filter(({ deleted }) => !deleted),
    happened() {
      const all = log;
      log = [];
      return all;
    },
    fail: (trouble, times = 1) => void (troubles = [...troubles, ...Array.from({ length: times }, () => trouble)]),
    delete: (title) =>
      void (messages = messages.map((one) => (title.test(one.title) ? { ...one, deleted: true } : one))),
    move: (from, to) => {
      moved.set(from, to);
      messages = messages.map((one) => (one.room === from ? { ...one, room: to } : one));
    },
  };
}
