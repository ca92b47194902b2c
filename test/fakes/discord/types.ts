export type Json = Readonly<Record<string, unknown>>;

/** One call of the bot, decoded; what the API documents judge. */
export interface FakeCall {
  readonly platform: "discord";
  readonly method: string;
  /** With `/api/v10` in front, as it was called. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType: string;
  readonly files: readonly FakeFile[];
  /** What the fake answered; undefined while it has not, or never will. */
  status?: number;
  answer?: unknown;
}

export interface FakeFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

interface FakeButton {
  readonly label: string;
  readonly customId: string;
  readonly disabled: boolean;
}

/** A message as it stands now. */
export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  /** The token of the interaction it answers. */
  readonly interaction: string | undefined;
  readonly ephemeral: boolean;
  /** The id of the message it is a reply to. */
  readonly repliesTo: string | undefined;
  /** The bot "is thinking": acknowledged, not answered yet. */
  deferred: boolean;
  deleted: boolean;
  edits: number;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  attachments: readonly Json[];
  files: readonly FakeFile[];
  /** Everything a reader can read: content that no title repeats, titles, descriptions, fields. */
  readonly text: string;
  readonly buttons: readonly FakeButton[];
}

/** Somebody in the chat. */
export interface Person {
  readonly id?: string;
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly channel?: string;
  /** When, in milliseconds; now when left out. What is old comes after an outage, and its token is dead. */
  readonly at?: number;
  /** The bot's server when left out; `elsewhere` is a server the bot is not in, where a person brought the app along. */
  readonly where?: "direct" | "friends" | "elsewhere";
}

/** What somebody did, to see what came of it. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  /** Every message that answers it and is still there, placeholders left out. */
  replies(): readonly FakeMessage[];
  /** Waits for the first of them. */
  reply(): Promise<FakeMessage>;
}

export type Effect =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is cut before anything was done. */
  | { readonly kind: "cut" }
  /** It is done, but the answer is lost. */
  | { readonly kind: "cut-after" }
  /** It is done at once, and answered late. */
  | { readonly kind: "slow"; readonly after: number }
  | { readonly kind: "hang" }
  /** It is done, and no answer ever comes. */
  | { readonly kind: "hang-after" };

export interface Fault {
  /** How many calls it hit so far. */
  hits(): number;
  end(): void;
}
