import { isObject, list, object, type Json } from "../../fixtures/distil/raw.ts";
import type { Complaints } from "./verdict.ts";

// What Discord's documents say in prose alone.

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const isName = (name: unknown): boolean => typeof name === "string" && NAME.test(name) && name === name.toLowerCase();

/** Names, descriptions and the order of options of commands that are registered. */
export function commandRules(template: string, method: string, body: unknown): Complaints {
  if (!template.endsWith("/commands") || body === undefined) return [];
  const commands = (Array.isArray(body) ? body : [body]).map(object);
  const names = commands.map(({ type = 1, name }) => `${String(type)} ${String(name)}`);
  return [
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `command ${name} is there twice`),
    ...commands
      .filter(({ type = 1 }) => type === 1)
      .flatMap(({ name, description, options }) => [
        ...(isName(name) ? [] : [`"${String(name)}" is no name of a command`]),
        ...(description === undefined || description === "" ? [`${String(name)} has no description`] : []),
        ...optionRules(list(options).map(object), String(name)),
      ]),
    ...(method === "GET" ? ["commands are not sent with GET"] : []),
  ];
}

function optionRules(options: readonly Json[], at: string): Complaints {
  const names = options.map(({ name }) => name);
  const optional = options.findIndex(({ required }) => required !== true);
  return options.flatMap((option, i) => {
    const name = `${at} ${String(option["name"])}`;
    return [
      ...(isName(option["name"]) ? [] : [`"${name}" is no name of an option`]),
      ...(names.indexOf(option["name"]) === i ? [] : [`${name} is there twice`]),
      ...(option["required"] === true && optional >= 0 && optional < i
        ? [`${name} is required after an optional one`]
        : []),
      ...(option["autocomplete"] === true && list(option["choices"]).length > 0
        ? [`${name} has choices and autocomplete`]
        : []),
      ...optionRules(list(option["options"]).map(object), name),
    ];
  });
}

const COMPONENTS_V2 = 1 << 15;
const NEW_MESSAGE = 4;
const isEmpty = (value: unknown): boolean => value === undefined || value === null || list(value).length === 0;

/** What a message may hold. */
export function messageRules(template: string, method: string, body: unknown): Complaints {
  const isCallback = template.endsWith("/callback");
  const isMessage = isCallback || template.startsWith("/webhooks/") || template.includes("/messages");
  if (!isMessage || !isObject(body)) return [];
  const isNew = isCallback ? body["type"] === NEW_MESSAGE : method === "POST";
  const message = isCallback ? body["data"] : body;
  if (!isObject(message)) return isCallback && isNew ? ["a message is missing"] : [];
  const { content, embeds, components, attachments, sticker_ids: stickers, poll } = message;
  const isSilent = content === undefined || content === null || content === "";
  const isBare = [embeds, components, attachments, stickers].every(isEmpty) && poll === undefined;
  const isV2 = (Number(message["flags"] ?? 0) & COMPONENTS_V2) !== 0;
  return [
    ...(isNew && isSilent && isBare ? ["an empty message (50006)"] : []),
    ...(isV2 && !(isSilent && isEmpty(embeds)) ? ["content or embeds beside components of version 2"] : []),
    ...(!isV2 && list(components).length > 5 ? ["more than 5 rows of components"] : []),
    ...(!isV2 && list(components).some((one) => object(one)["type"] !== 1) ? ["a component outside a row"] : []),
    ...(typeof content === "string" && content.length > 2000 ? ["content over 2000 characters"] : []),
    ...embedRules(list(embeds).map(object)),
    ...componentRules(list(components)),
  ];
}

function embedRules(embeds: readonly Json[]): Complaints {
  const fields = embeds.flatMap(({ fields }) => list(fields).map(object));
  const texts = [
    ...embeds.flatMap(({ title, description, footer, author }) => [
      title,
      description,
      object(footer)["text"],
      object(author)["name"],
    ]),
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
  const total = texts.reduce<number>((sum, one) => sum + (typeof one === "string" ? one.length : 0), 0);
  return [
    ...(total > 6000 ? [`embeds of ${total} characters together`] : []),
    ...(fields.some(({ name, value }) => name === "" || value === "")
      ? ["an embed's field without name or value"]
      : []),
  ];
}

const BUTTON = 2;
const [LINK, PREMIUM] = [5, 6];

function componentRules(components: readonly unknown[]): Complaints {
  const all = flatten(components);
  const ids = all.flatMap(({ custom_id: id }) => (typeof id === "string" ? [id] : []));
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `custom_id ${id} is there twice`),
    ...all.filter(({ type }) => type === BUTTON).flatMap(buttonRules),
  ];
}

function buttonRules({ style, url, custom_id: id, label, emoji }: Json): Complaints {
  if (style === PREMIUM) return [];
  return [
    ...(style === LINK && (url === undefined || id !== undefined) ? ["a link needs an address and no custom_id"] : []),
    ...(style !== LINK && (id === undefined || url !== undefined) ? ["a button needs a custom_id and no address"] : []),
    ...(label === undefined && emoji === undefined ? ["a button without a label"] : []),
  ];
}

const flatten = (components: readonly unknown[]): readonly Json[] =>
  components
    .filter(isObject)
    .flatMap((one) => [
      one,
      ...flatten(list(one["components"])),
      ...flatten(one["accessory"] === undefined ? [] : [one["accessory"]]),
    ]);
