import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeCustomId } from "../../src/platforms/discord/custom-id.ts";
import { toChoices } from "../../src/platforms/discord/in/choices.ts";
import { readCaller, readInteraction, readOrigin, toTicket } from "../../src/platforms/discord/in/interaction.ts";
import { toNews } from "../../src/platforms/discord/wire/servers.ts";
import { readJoined, readLeft, readPlaced, readRaw } from "../../src/platforms/discord/wire/raw.ts";
import { readArguments } from "../../src/platforms/shared/typed.ts";
import { toIncoming } from "../../src/platforms/telegram/in/incoming.ts";
import { readUpdates } from "../../src/platforms/telegram/wire/update.ts";
import { createFromSchema, damaged, type Named } from "./from-schema.ts";

const readApi = (file: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/apis", file), "utf8"));
/** `#/components/schemas/X` in a document. */
const finderIn = (document: object) => (ref: string) =>
  ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined), document);

const SNOWFLAKE = fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String);
const COMMANDS = ["model-status", "fix-codex", "warnings", "start", "constructor"];
const WORDS = ["main", "30m", "mute", "#3", "gateway=main", "/warnings", '"two words"', "__proto__=1", "ü"];
const TYPED = fc
  .tuple(
    fc.constantFrom("/", "", "/ ", "//"),
    fc.constantFrom(...COMMANDS),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }),
  )
  .map(([begin, name, words]) => [`${begin}${name.replaceAll("-", "_")}`, ...words].join(" "));
const BUTTON = fc
  .tuple(
    fc.constantFrom(...COMMANDS),
    fc.dictionary(fc.constantFrom("gateway", "incident", "plan"), fc.string({ maxLength: 10 })),
  )
  .map(([command, args]) => writeCustomId({ command, args }) ?? "");

/** Dates, flags and counts are never below zero; ids of Discord are numbers in words. */
const natural = fc.nat({ max: 4_000_000_000 });
const ofDiscord: Named = (name) => {
  if (name === "id" || name.endsWith("_id") || name === "roles")
    return name === "roles" ? fc.array(SNOWFLAKE, { maxLength: 4 }) : SNOWFLAKE;
  if (name === "flags") return natural;
  return name === "custom_id" ? fc.oneof(BUTTON, fc.string({ maxLength: 100 })) : null;
};
const ofTelegram: Named = (name) => {
  if (name === "date" || name === "edit_date" || name === "update_id") return natural;
  if (name === "text") return fc.oneof(TYPED, fc.string());
  if (name === "data") return fc.string({ maxLength: 64 });
  if (name === "type") return fc.constantFrom("private", "group", "supergroup", "channel");
  return name === "status" ? fc.constantFrom("member", "left", "kicked", "administrator") : null;
};

const discord = createFromSchema(finderIn(readApi("discord.json")), ofDiscord);
const schema = (name: string): fc.Arbitrary<unknown> => discord({ $ref: `#/components/schemas/${name}` });
const updates = readApi("telegram-updates.json");
const UPDATE = createFromSchema(finderIn(updates), ofTelegram)(updates["update"]);

const VALUE = fc.oneof(TYPED, fc.string(), fc.integer(), fc.boolean());
const OPTION = fc.record(
  { name: fc.constantFrom("gateway", "action", "toString"), type: fc.constant(3), value: VALUE, focused: fc.boolean() },
  { requiredKeys: ["name", "type"] },
);
const DATA = fc.oneof(
  fc.record({
    id: SNOWFLAKE,
    name: fc.constantFrom(...COMMANDS),
    type: fc.constant(1),
    options: fc.array(OPTION, { maxLength: 4 }),
  }),
  fc.record({ component_type: fc.constantFrom(2, 3), custom_id: BUTTON }),
);
const OWNERS = fc.dictionary(fc.constantFrom("0", "1"), SNOWFLAKE);
const SHARED = {
  id: SNOWFLAKE,
  application_id: SNOWFLAKE,
  token: fc.string({ minLength: 1 }),
  type: fc.constantFrom(2, 3, 4, 5),
  version: fc.constant(1),
  channel: fc.record({ id: SNOWFLAKE, type: fc.constantFrom(0, 1, 3) }),
  channel_id: SNOWFLAKE,
  locale: fc.constantFrom("en-US", "de", "zh-CN", "xx"),
  authorizing_integration_owners: OWNERS,
  data: DATA,
};
/** Discord describes no interactions; their people and messages it does. */
const INTERACTION = fc.oneof(
  fc.record({ ...SHARED, user: schema("UserResponse") }),
  fc.record({ ...SHARED, guild_id: SNOWFLAKE, member: schema("GuildMemberResponse") }),
  fc.record({ ...SHARED, user: schema("UserResponse"), message: schema("MessageResponse") }),
);

export interface ChatEdge {
  readonly name: string;
  readonly input: fc.Arbitrary<unknown>;
  readonly take: (input: unknown) => void;
}

/** Returns whether it was read. */
function takeInteraction(input: unknown): boolean {
  for (const read of [readJoined, readLeft, readPlaced]) read(input);
  const joined = readJoined(input);
  if (joined !== null) toNews(joined);
  const raw = readRaw(input);
  if (raw === null) return false;
  const deed = readInteraction(raw);
  readCaller(raw, new Set(["1"]));
  const { at } = readOrigin(raw);
  if (!Number.isFinite(at)) throw new Error("an interaction has no time");
  toTicket(raw);
  if (deed.kind === "typing") toChoices(["main", "gw-2"], deed.typed);
  return true;
}

const OPTIONS = { gateway: { description: "One" }, rest: { description: "Other" } };

/** Returns whether everything in it that is looked at was read. */
function takeUpdate(input: unknown): boolean {
  const read = readUpdates([input]);
  if (read === null) return false;
  for (const update of read.updates) {
    const incoming = toIncoming({ update, since: null }, "bot", new Set(["1"]));
    if (incoming.kind === "command") readArguments(incoming.typed.rest, OPTIONS);
    if (!Number.isSafeInteger(update.update_id + 1)) throw new Error("an update cannot be confirmed");
  }
  return read.unread === 0;
}

const mustRead = (take: (input: unknown) => boolean) => (input: unknown) => {
  if (!take(input)) throw new Error("what the service may send is not read");
};

export const CHAT_EDGES: readonly ChatEdge[] = [
  { name: "an interaction of Discord", input: INTERACTION, take: mustRead(takeInteraction) },
  { name: "a damaged interaction of Discord", input: damaged(INTERACTION), take: takeInteraction },
  { name: "an update of Telegram", input: UPDATE, take: mustRead(takeUpdate) },
  { name: "a damaged update of Telegram", input: damaged(UPDATE), take: takeUpdate },
  { name: "an answer that is no list of updates", input: fc.jsonValue(), take: (input) => void readUpdates(input) },
];
