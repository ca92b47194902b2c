import { isDeepStrictEqual } from "node:util";
import { asRecord, type Body } from "./body.ts";
import { parseHtml, type Entity } from "./html.ts";
import {
  addMessage,
  chatOf,
  findMessage,
  takeMessageId,
  type FakeButton,
  type FakeMessage,
  type World,
} from "./world.ts";

/** The service says no; becomes `{ ok: false, error_code, description, parameters }`. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>>;
  constructor(code: number, description: string, parameters: Readonly<Record<string, number>> = {}) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

type Params = Readonly<Record<string, unknown>>;
type Method = (world: World, body: Body) => unknown;

const bad = (why: string): Refusal => new Refusal(400, `Bad Request: ${why}`);

/** Everything but `getUpdates`, which waits and so belongs to the server. */
export const METHODS: Readonly<Record<string, Method>> = {
  getme: (world) => ({ ...world.bot, can_join_groups: true, can_read_all_group_messages: false }),
  getwebhookinfo: (world) => ({ url: world.webhook, has_custom_certificate: false, pending_update_count: 0 }),
  deletewebhook(world) {
    world.webhook = "";
    return true;
  },
  getchat(world, { params }) {
    const id = chatIdOf(world, params);
    return { ...chatOf(id), accent_color_id: 0, max_reaction_count: 11 };
  },
  getchatmember(world, { params }) {
    const chat = chatIdOf(world, params);
    const id = Number(params["user_id"]);
    const status = world.statuses.get(`${chat}:${id}`) ?? "left";
    return {
      user: { id, is_bot: false, first_name: `Person ${id}` },
      status,
      ...(status === "kicked" && { until_date: 0 }),
    };
  },
  leavechat(world, { params }) {
    chatIdOf(world, params);
    return true;
  },
  getmycommands: (world, { params }) => world.menus.get(scopeOf(world, params)) ?? [],
  setmycommands(world, { params }) {
    const commands = listOf(params["commands"]).map((one) => {
      const { command, description } = asRecord(one);
      return { command: String(command), description: String(description) };
    });
    if (commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command))) throw bad("BOT_COMMAND_INVALID");
    world.menus.set(scopeOf(world, params), commands);
    return true;
  },
  sendmessage(world, { params }) {
    const content = textOf(params["text"], params["parse_mode"], "message text is empty", 4096);
    return post(world, params, { text: content.text, entities: content.entities });
  },
  sendphoto(world, { params, files }) {
    const [file] = files.values();
    if (file === undefined) throw bad("there is no photo in the request");
    return post(world, params, { ...captionOf(params), photo: storePhoto(world, file.bytes) });
  },
  editmessagetext(world, { params }) {
    const before = editable(world, params);
    if (before.text === undefined) throw bad("there is no text in the message to edit");
    const content = textOf(params["text"], params["parse_mode"], "message text is empty", 4096);
    return change(world, before, { ...before, ...content, ...markupOf(params) }, params);
  },
  editmessagecaption(world, { params }) {
    const before = editable(world, params);
    if (before.photo === undefined) throw bad("there is no caption in the message to edit");
    return change(world, before, { ...before, ...captionOf(params), ...markupOf(params) }, params);
  },
  editmessagemedia(world, { params, files }) {
    const before = editable(world, params);
    const [file] = files.values();
    if (file === undefined) throw bad("there is no media in the request");
    const { text: _, entities: __, ...rest } = before;
    const media = { ...captionOf(asRecord(params["media"])), photo: storePhoto(world, file.bytes) };
    return change(world, before, { ...rest, ...media, ...markupOf(params) }, params);
  },
  deletemessage(world, { params }) {
    const message = findMessage(world, chatIdOf(world, params), params["message_id"]);
    if (message === undefined) throw bad("message to delete not found");
    if (message.from?.id !== world.bot.id) throw bad("message can't be deleted");
    world.messages = world.messages.filter((one) => one !== message);
    return true;
  },
  sendchataction(world, { params }) {
    world.actions.push({ chat: chatIdOf(world, params), action: String(params["action"]) });
    return true;
  },
  answercallbackquery(world, { params }) {
    const query = String(params["callback_query_id"]);
    if (!world.queries.delete(query)) throw bad("query is too old and response timeout expired or query ID is invalid");
    world.toasts.push({ query, text: typeof params["text"] === "string" ? params["text"] : null });
    return true;
  },
};

/** Checks that the bot may write there at all. */
function chatIdOf(world: World, params: Params): number {
  const id = Number(params["chat_id"]);
  if (!Number.isInteger(id) || id === 0) throw bad("chat not found");
  const moved = world.moved.get(id);
  if (moved !== undefined)
    throw new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: moved });
  if (world.blocked.has(id)) throw new Refusal(403, "Forbidden: bot was blocked by the user");
  if (id > 0 && !world.started.has(id))
    throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
  return id;
}

function post(world: World, params: Params, content: Partial<FakeMessage>): FakeMessage {
  const chat = chatIdOf(world, params);
  const topic = Number(params["message_thread_id"] ?? 0);
  if (world.closedTopics.has(`${chat}:${topic}`)) throw bad("message thread not found");
  const quoted = asRecord(params["reply_parameters"]);
  const original = findMessage(world, chat, quoted["message_id"]);
  if (quoted["message_id"] !== undefined && original === undefined && quoted["allow_sending_without_reply"] !== true)
    throw bad("message to be replied not found");
  return addMessage(world, {
    message_id: takeMessageId(world, chat),
    date: Math.floor(Date.now() / 1_000),
    chat: chatOf(chat),
    from: world.bot,
    ...(topic > 0 ? { message_thread_id: topic, is_topic_message: true } : {}),
    ...(original === undefined ? {} : { reply_to_message: original }),
    ...content,
    ...markupOf(params),
  });
}

function editable(world: World, params: Params): FakeMessage {
  const message = findMessage(world, chatIdOf(world, params), params["message_id"]);
  if (message === undefined) throw bad("message to edit not found");
  if (message.from?.id !== world.bot.id) throw bad("message can't be edited");
  return message;
}

function change(world: World, before: FakeMessage, changed: FakeMessage, params: Params): FakeMessage {
  const { reply_markup: _, ...bare } = changed;
  const after = params["reply_markup"] === undefined ? bare : changed;
  if (isDeepStrictEqual(before, after))
    throw bad(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  world.messages = world.messages.map((one) => (one === before ? after : one));
  return after;
}

function textOf(
  raw: unknown,
  mode: unknown,
  empty: string,
  most: number,
): { text: string; entities: readonly Entity[] } {
  const given = typeof raw === "string" ? raw : "";
  const parsed = mode === "HTML" ? parseHtml(given) : { ok: true as const, text: given, entities: [] };
  if (!parsed.ok) throw bad(parsed.why);
  if (parsed.text.replaceAll(/[\s\p{C}]/gu, "") === "" && empty !== "") throw bad(empty);
  if (parsed.text.length > most) throw bad(most === 4096 ? "message is too long" : "message caption is too long");
  if (!parsed.text.isWellFormed()) throw bad("strings must be encoded in UTF-8");
  return { text: parsed.text, entities: parsed.entities };
}

function captionOf(params: Params): Pick<FakeMessage, "caption" | "entities"> {
  const { text, entities } = textOf(params["caption"], params["parse_mode"], "", 1024);
  return { caption: text, entities };
}

function markupOf(params: Params): Pick<FakeMessage, "reply_markup"> {
  if (params["reply_markup"] === undefined) return {};
  const rows = listOf(asRecord(params["reply_markup"])["inline_keyboard"]).map((row) => listOf(row).map(toButton));
  return { reply_markup: { inline_keyboard: rows } };
}

function toButton(raw: unknown): FakeButton {
  const { text, callback_data: data } = asRecord(raw);
  if (typeof data === "string" && Buffer.byteLength(data) > 64) throw bad("BUTTON_DATA_INVALID");
  return { text: String(text), ...(typeof data === "string" ? { callback_data: data } : {}) };
}

/** The same picture gets the same id, so that an edit to the same content is recognised. */
function storePhoto(world: World, bytes: Buffer): NonNullable<FakeMessage["photo"]> {
  const known = [...world.files].find(([, file]) => file.equals(bytes))?.[0];
  const id = known ?? `photo-${world.files.size + 1}`;
  world.files.set(id, bytes);
  return [{ file_id: id, width: 640, height: 360 }];
}

/** A scope names a chat only if the bot can see it. */
function scopeOf(world: World, params: Params): string {
  const { type = "default", chat_id: chat } = asRecord(params["scope"]);
  if (typeof chat === "number" && chat > 0 && !world.started.has(chat)) throw bad("chat not found");
  const scope = typeof chat === "number" ? `${String(type)}:${chat}` : String(type);
  const { language_code: language } = params;
  return typeof language === "string" ? `${scope} ${language}` : scope;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
