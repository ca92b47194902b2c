import type { Json } from "./types.ts";

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);
const length = (value: unknown): number => (typeof value === "string" ? value.length : 0);

/** What Discord would find wrong with a message, by its documented limits; undefined when it is fine. */
export function complaint(body: Json): string | undefined {
  const embeds = list(body["embeds"]);
  const rows = list(body["components"]);
  const buttons = rows.flatMap((row) => list(row["components"]));
  const fields = embeds.flatMap((embed) => list(embed["fields"]));
  const total = [
    ...embeds.flatMap((embed) => [embed["title"], embed["description"]]),
    ...fields.flatMap((field) => [field["name"], field["value"]]),
  ]
    .map(length)
    .reduce((sum, size) => sum + size, 0);
  const ids = buttons.map((button) => button["custom_id"]);
  const rules: readonly (readonly [boolean, string])[] = [
    [length(body["content"]) > 2000, "content"],
    [embeds.length > 10, "embeds"],
    [total > 6000, "embeds in total"],
    [embeds.some((embed) => length(embed["title"]) > 256), "title"],
    [embeds.some((embed) => length(embed["description"]) > 4096), "description"],
    [embeds.some((embed) => list(embed["fields"]).length > 25), "fields"],
    [fields.some((field) => length(field["name"]) > 256 || blank(field["name"])), "field name"],
    [fields.some((field) => length(field["value"]) > 1024 || blank(field["value"])), "field value"],
    [rows.length > 5, "rows"],
    [rows.some((row) => list(row["components"]).length > 5 || list(row["components"]).length === 0), "row"],
    [buttons.some((button) => length(button["custom_id"]) > 100 || blank(button["custom_id"])), "custom_id"],
    [buttons.some((button) => length(button["label"]) > 80 || blank(button["label"])), "label"],
    [new Set(ids).size !== ids.length, "custom_id duplicated"],
    [list(body["attachments"]).length > 10, "attachments"],
  ];
  return rules.find(([broken]) => broken)?.[1];
}

const blank = (value: unknown): boolean => typeof value !== "string" || value.trim() === "";
