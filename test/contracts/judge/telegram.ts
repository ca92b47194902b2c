import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import description from "../../fixtures/apis/telegram.json" with { type: "json" };
import { list, object, type Json } from "../../fixtures/distil/raw.ts";
import { complaintsOf, type Complaints, type RecordedCall } from "./verdict.ts";

const METHODS: Json = description.methods;

const visible = (text: string): string =>
  text.replace(/<\/?[a-zA-Z][^<>]*>/g, "").replace(/&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);/g, "_");

const LENGTHS: Readonly<Record<string, (text: string) => number>> = {
  "x-characters": (text) => text.length,
  "x-bytes": (text) => Buffer.byteLength(text),
  // Limits hold for what is read; only HTML is ever sent.
  "x-shown": (text) => visible(text).length,
};

function openValidator(): (method: string, fields: Json) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const [keyword, lengthOf] of Object.entries(LENGTHS)) {
    ajv.addKeyword({
      keyword,
      type: "string",
      errors: false,
      compile:
        ([least, most]: readonly [number, number]) =>
        (text: string): boolean =>
          lengthOf(text) >= least && lengthOf(text) <= most,
    });
  }
  const compiled = new Map<string, ValidateFunction>();
  return (method, fields) => {
    const validate = compiled.get(method) ?? ajv.compile({ ...fields, types: description.types });
    compiled.set(method, validate);
    return validate;
  };
}

const validatorOf = openValidator();

/** What Telegram would refuse in a call; its path ends in the method's name. */
export function judgeTelegramCall({ path, body = {} }: RecordedCall): Complaints {
  const called = path.split("?", 1)[0]?.split("/").at(-1) ?? "";
  const method = Object.keys(METHODS).find((name) => name.toLowerCase() === called.toLowerCase());
  if (method === undefined) return [`${called} is not in test/fixtures/apis/telegram.json`];
  const validate = validatorOf(method, object(METHODS[method]));
  const parameters = object(body);
  return [...(validate(parameters) ? [] : complaintsOf(validate.errors)), ...rulesOf(method, parameters)];
}

const MODES: ReadonlySet<unknown> = new Set(["none", "HTML", "MarkdownV2", "Markdown"]);

/** What the documents say in prose alone. */
function rulesOf(method: string, parameters: Json): Complaints {
  const { chat_id: chat, message_id: message, inline_message_id: inline, parse_mode: mode = "none" } = parameters;
  const isEdit = method.startsWith("editMessage");
  const isNamed = inline === undefined ? chat !== undefined && message !== undefined : chat === undefined;
  const buttons = list(object(parameters["reply_markup"])["inline_keyboard"]).flat().map(object);
  const texts = ["text", "caption"].flatMap((key) => {
    const text = parameters[key];
    return typeof text === "string" && mode === "HTML" ? markupRules(text) : [];
  });
  return [
    ...(isEdit && !isNamed ? ["an edit needs a chat and a message, or an inline message"] : []),
    ...(mode !== "none" && parameters["entities"] !== undefined ? ["a parse mode beside entities"] : []),
    ...(MODES.has(mode) ? [] : ["a parse mode nobody knows"]),
    ...(method === "sendMessage" && String(parameters["text"]).trim() === "" ? ["an empty message"] : []),
    ...(buttons.length > 100 ? [`${buttons.length} buttons`] : []),
    ...buttons.flatMap(buttonRules),
    ...(list(parameters["commands"]).length > 100 ? ["more than 100 commands"] : []),
    ...list(parameters["commands"])
      .map((one) => String(object(one)["command"]))
      .filter((name) => !/^[a-z0-9_]{1,32}$/.test(name))
      .map((name) => `"${name}" is no name of a command`),
    ...["message_id", "message_thread_id"]
      .filter((key) => parameters[key] !== undefined && !(Number(parameters[key]) > 0))
      .map((key) => `${key} is not positive`),
    ...texts,
  ];
}

const LOOKS: ReadonlySet<string> = new Set(["text", "icon_custom_emoji_id", "style"]);

function buttonRules(button: Json): Complaints {
  const actions = Object.keys(button).filter((key) => !LOOKS.has(key));
  return [
    ...(actions.length === 1 ? [] : [`a button with ${actions.length} actions`]),
    ...(button["text"] === "" ? ["a button without a text"] : []),
  ];
}

const TAGS: ReadonlySet<string> = new Set(
  "a b blockquote code del em i ins pre s span strike strong tg-emoji tg-spoiler u".split(" "),
);
const MARK = /<(\/?)([a-zA-Z][\w-]*)[^<>]*>|</g;

/** Whether tags are known, closed and in order; Telegram lets a lone `&` pass. */
function markupRules(text: string): Complaints {
  const open: string[] = [];
  const complaints: string[] = [];
  for (const [mark, slash, name = ""] of text.matchAll(MARK)) {
    if (mark === "<") complaints.push('a bare "<"');
    else if (!TAGS.has(name.toLowerCase())) complaints.push(`<${name}> is no tag of Telegram's`);
    else if (slash === "") open.push(name);
    else if (open.pop() !== name) complaints.push(`</${name}> closes nothing`);
  }
  return [...complaints, ...open.map((name) => `<${name}> is not closed`)];
}
