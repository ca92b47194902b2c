import { createFaults, type Faults } from "./faults.ts";
import type { FakeCall, FakeFile, FakeMessage, Json } from "./types.ts";

/** An interaction as Discord keeps it for 15 minutes. */
export interface Pending {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  /** The message a pressed button stands on. */
  readonly pressed: FakeMessage | undefined;
  acknowledged: boolean;
  /** Something was shown after the acknowledgement. */
  answered: boolean;
  expired: boolean;
  original: FakeMessage | undefined;
  choices: readonly Json[] | undefined;
}

/** Everything the stand-in knows. */
export interface World {
  readonly bot: { readonly id: string; readonly username: string; readonly discriminator: string };
  readonly applicationId: string;
  readonly guildId: string;
  readonly channels: Set<string>;
  readonly calls: FakeCall[];
  readonly messages: FakeMessage[];
  readonly pending: Map<string, Pending>;
  /** By place: `global` or a guild's id. */
  readonly commands: Map<string, Json[]>;
  readonly nonces: Map<string, FakeMessage>;
  readonly faults: Faults;
  token: string;
  /** Sessions that may still be started today. */
  startsLeft: number;
  /** Whether the bot was invited to the server. */
  invited: boolean;
  /** Other servers that strangers put the bot into, by id. */
  readonly elsewhere: Map<string, Json>;
  /** Whether anybody may add the bot to a server. */
  isPublic: boolean;
  /** People who are not in the server; all others are. */
  readonly outsiders: Set<string>;
  /** Rights that a channel takes from everybody, as bits, by its id. */
  readonly denied: Map<string, bigint>;
  /** An id that says when it was made: now, when nothing else is said. */
  id(at?: number): string;
}

const EPOCH = 1_420_070_400_000;

export function createWorld(token: string): World {
  let count = 0;
  const id = (at = Date.now()): string => ((BigInt(at - EPOCH) << 22n) + BigInt(count++)).toString();
  return {
    bot: { id: id(), username: "Companion", discriminator: "1234" },
    applicationId: id(),
    guildId: id(),
    channels: new Set([id()]),
    calls: [],
    messages: [],
    pending: new Map(),
    commands: new Map(),
    nonces: new Map(),
    faults: createFaults(),
    token,
    invited: true,
    startsLeft: 1_000,
    isPublic: false,
    elsewhere: new Map(),
    outsiders: new Set(),
    denied: new Map(),
    id,
  };
}

/** Adds a message; what it shows is written by {@link write}. */
export function addMessage(
  world: World,
  more: {
    readonly channelId: string;
    readonly ephemeral: boolean;
    readonly interaction?: string;
    readonly repliesTo?: string | undefined;
  },
): FakeMessage {
  const message: FakeMessage = {
    id: world.id(),
    channelId: more.channelId,
    interaction: more.interaction,
    ephemeral: more.ephemeral,
    repliesTo: more.repliesTo,
    deferred: false,
    deleted: false,
    edits: 0,
    content: "",
    embeds: [],
    components: [],
    attachments: [],
    files: [],
    get text() {
      return readText(message);
    },
    get buttons() {
      return message.components.flatMap((row) => list(row["components"])).map(readButton);
    },
  };
  world.messages.push(message);
  return message;
}

/** Takes over what a body states; the rest stays, as with Discord's edits. */
export function write(message: FakeMessage, body: Json, files: readonly FakeFile[]): void {
  if ("content" in body) message.content = text(body["content"]);
  if ("embeds" in body) message.embeds = list(body["embeds"]);
  if ("components" in body) message.components = list(body["components"]);
  if ("attachments" in body || files.length > 0) {
    message.attachments = list(body["attachments"]);
    message.files = files;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

const words = (...values: readonly unknown[]): string[] => values.map(text).filter((value) => value !== "");

/** What the embeds say anyway, as their first line, is read once. */
const contentOf = ({ content, embeds }: FakeMessage): string =>
  embeds.some((embed) => text(embed["title"]) !== "" && content.endsWith(` ${text(embed["title"])}`)) ? "" : content;

const readText = (message: FakeMessage): string =>
  [
    ...words(contentOf(message)),
    ...message.embeds.flatMap((embed) => [
      ...words(embed["title"], embed["description"]),
      ...list(embed["fields"]).flatMap((field) => words(field["name"], field["value"])),
    ]),
  ].join("\n");

const readButton = (button: Json): FakeMessage["buttons"][number] => ({
  label: text(button["label"]),
  customId: text(button["custom_id"]),
  disabled: button["disabled"] === true,
});
