import { keptEnglish, type Card, type Language, type Text } from "./card.ts";
import type { CommandCall, CommandReply, CommandSummary, TypingCall } from "./command.ts";
import type { Instant } from "./time.ts";
import type { PlaceNews } from "./places.ts";
import type { PostedRef } from "./posted.ts";

/** All that people do goes through here: who is answered, and how often, is decided behind it. */
export interface Answer {
  /** Commands and presses, for where nobody is put off. */
  (call: CommandCall): Promise<CommandReply>;
  /**
   * The same in two steps: whether there is an answer at all is known before anything is shown. Null: nothing is
   * said, and nothing shown, not even that it was heard.
   */
  readonly admit: (call: CommandCall) => Promise<Admitted | null>;
  /** Whether somebody would be answered at all, without an answer. */
  readonly isWelcome: (asking: Pick<CommandCall, "caller" | "origin" | "place">) => Promise<boolean>;
  /** What is proposed while an option is typed; nothing where nothing may be told. */
  readonly propose: (call: TypingCall) => Promise<readonly string[]>;
}

/** A call that is answered. */
export interface Admitted {
  /** Only the caller may see that there is an answer. */
  readonly isPrivate: boolean;
  reply(): Promise<CommandReply>;
}

/** How a platform stands with its service, for health checks and for `doctor`. */
export type PlatformStatus =
  | { readonly state: "starting" }
  | { readonly state: "ready"; readonly as: string }
  | { readonly state: "waiting"; readonly why: string };

/** Ended for a reason only the operator can mend, such as a token the service refuses. */
export class PlatformRefused extends Error {
  readonly platform: string;
  /** Half a sentence for people; the error's own message is its English. */
  readonly why: Text;
  /** What to do, without its full stop. */
  readonly fix: Text;
  constructor(platform: string, why: Text, fix: Text) {
    super(`${platform}: ${keptEnglish(why)}`);
    this.name = "PlatformRefused";
    this.platform = platform;
    this.why = why;
    this.fix = fix;
  }
}

/** How a card relates to what stands in the chat already. */
export interface PostOptions {
  /** Changed in place; the card is posted anew when that message is gone, or not this platform's. */
  readonly replacing?: PostedRef;
  /** A new message is a reply to this one, which pings nobody; no reply when it is gone or elsewhere. */
  readonly answering?: PostedRef;
  /**
   * Names this very message. Posting under the same key again, also from a later process, does not make a second
   * one as far as the service allows: Discord for some minutes, Telegram as long as the chat's
   * {@link PlatformMemory} lasts. The card that stands is the one posted last.
   */
  readonly key?: string;
  /** Somebody has to look: a new message mentions the one person or role of the settings, where one is set. */
  readonly mention?: true;
  /** The language of whoever asked; that of the settings when absent, as for what nobody asked for. */
  readonly language?: Language;
  /** What the card is about, for platforms whose readers are programs. */
  readonly about?: AboutIncident;
}

/** An incident as programs are told of it. */
export interface AboutIncident {
  readonly incident: string;
  readonly gateway: string;
  /** The rule that names it. */
  readonly cause: string;
  readonly severity: string;
  readonly startsAt: Instant;
  /** Null while it lasts. */
  readonly endsAt: Instant | null;
}

/** Short texts by name that a platform has to know again after a restart. */
export interface PlatformMemory {
  /** Null when nothing is kept under this name. */
  recall(name: string): Promise<string | null>;
  /** Takes the place of what was kept under this name. */
  keep(name: string, text: string): Promise<void>;
  /**
   * Keeps what `change` makes of what is kept, whoever else changes it meanwhile; resolves to what is kept then. Pure,
   * because it may be called again.
   */
  revise(name: string, change: (kept: string | null) => string): Promise<string>;
}

/**
 * A card that did not get through. `later`: the same post may succeed without anybody's help, or after the whole
 * bot was mended. `gone`: nothing gets through to that target: it does not exist, or the bot may not write there.
 * `refused`: this very card will never be accepted.
 */
export class PostFailed extends Error {
  readonly kind: "later" | "gone" | "refused";
  /** Half a sentence for people, who know which room it is about; the error's own message names it, in English. */
  readonly why: Text;
  /** Milliseconds the service asks to wait; only with `later`. */
  readonly retryAfter?: number;
  /** What somebody can do about it, as a sentence without its full stop; left out where nothing fits. */
  readonly fix?: Text;
  constructor(kind: PostFailed["kind"], why: Text, retryAfter?: number, fix?: Text, what?: string) {
    super(what === undefined ? keptEnglish(why) : `${what}: ${keptEnglish(why)}`);
    this.name = "PostFailed";
    this.kind = kind;
    this.why = why;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
    if (fix !== undefined) this.fix = fix;
  }
}

/** A server or chat the bot is in. */
export interface Community {
  readonly id: string;
  readonly name: string | null;
  /** What `post` takes as targets in it, as far as they are known. */
  readonly rooms: ReadonlySet<string>;
}

/** That another program uses the same bot, as people are told; each without its full stop. */
export interface SharedBot {
  readonly why: Text;
  /** What to do. */
  readonly fix: Text;
}

/** That a chat, with all that is in it, has another id from now on. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

export interface ChatPlatform {
  readonly id: string;
  /** Nobody but this process can serve it. */
  readonly isLocal?: true;
  /**
   * Serves commands until `signal` aborts; resolves after an orderly stop. Outages are waited out with
   * back-off; rejects with {@link PlatformRefused} when only the operator can help.
   */
  serve(commands: readonly CommandSummary[], answer: Answer, signal: AbortSignal): Promise<void>;
  /**
   * Posts a card to a channel or chat, or replaces one posted before. Returns where it now stands, which may be
   * another target than asked for. Rejects with {@link PostFailed}, in bounded time.
   */
  post(target: string, card: Card, how?: PostOptions, signal?: AbortSignal): Promise<PostedRef>;
  status(): PlatformStatus;
  /**
   * Tells of every target that may take posts again since something changed there: the bot joined, its rights or
   * the channel were changed. A chat stands for all its topics; null for every target of this platform. A hint, which
   * is tried. Returns what ends it.
   */
  onRoomMayWork?(heard: (target: string | null) => void): () => void;
  /** Tells whenever another program shows that it uses the same bot. Returns what ends it. */
  onShared?(heard: (told: SharedBot) => void): () => void;
  /** Tells of chats that got another id, by the service's own word; the same may be told more than once. Returns what ends it. */
  onMoved?(heard: (move: Move) => void): () => void;
  /**
   * Whether a card would get through to `target`, tried without one: rejects with {@link PostFailed} when not.
   * Resolves to what the bot may not do there, by the service's own names, so that cards arrive incomplete.
   */
  probe?(target: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Takes over settings that were corrected meanwhile, such as a token in a file; false while they are the same. */
  renew?(): Promise<boolean>;
  /** Tells of each server or chat the bot is in or was taken out of, as the service tells it. Returns what ends it. */
  onPlace?(heard: (news: PlaceNews) => void): () => void;
  /** Takes the bot out of a server or chat; false when it is in none of this id. Rejects when that fails. */
  leave?(community: string, signal?: AbortSignal): Promise<boolean>;
  /** A target for each listed admin that nobody else reads; those who cannot be written to first are left out. */
  adminRooms?(signal?: AbortSignal): Promise<readonly string[]>;
  /** Where the bot is, as far as the service tells without being asked; null before it has told. */
  communities?(): readonly Community[] | null;
  /** Whether somebody belongs to a server or chat now. Rejects when that cannot be told. */
  isMember?(community: string, person: string, signal?: AbortSignal): Promise<boolean>;
}
