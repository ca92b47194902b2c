import { z } from "zod";
import type { CompanionNews } from "../../core/companions.ts";

/** Where companions tell each other what they should know at once; a channel is the database's, whatever the schema. */
export const NEWS = "openclaw_companion_news";

const SHAPE = z.tuple([z.string(), z.enum(["read", "set", "models"]), z.string()]);

export const writeNews = ({ kind, gateway }: CompanionNews, schema: string): string =>
  JSON.stringify([schema, kind, gateway]);

/** Null for what is said in another schema, or by a release that says it otherwise. */
export function readNews(said: string, schema: string): CompanionNews | null {
  try {
    const { data } = SHAPE.safeParse(JSON.parse(said));
    return data?.[0] === schema ? { kind: data[1], gateway: data[2] } : null;
  } catch {
    return null;
  }
}
