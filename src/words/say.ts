import type { GetICUArgs } from "@schummar/icu-type-parser";
import type { Message, Value } from "../core/card.ts";
import type { en } from "./en/index.ts";

/** The sentences, as English has them. */
type Catalogue = typeof en;
export type MessageId = keyof Catalogue;

/** What fills a sentence, read off its English. */
type ValuesOf<Id extends MessageId> = GetICUArgs<Catalogue[Id], { ICUArgument: Value; ICUNumberArgument: number }>;

/** A sentence of the catalogue: `say("parts.more", { count: 3 })`. */
export function say<Id extends MessageId>(
  id: Id,
  ...values: keyof ValuesOf<Id> extends never ? [] : [ValuesOf<Id>]
): Message;
export function say(id: string, values: Message["values"] = {}): Message {
  return { kind: "message", id, values };
}
