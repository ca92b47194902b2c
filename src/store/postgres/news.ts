import { z } from "zod";
import type { CompanionNews } from "../../core/companions.ts";

/** Where companions tell each other what they should know at once; a channel is the database's, whatever the schema. */
export const NEWS = "openclaw_companion_news";

const GATEWAY = { gateway: z.string() };
const SHAPE = z.tuple([
  z.string(),
  z.discriminatedUnion("kind", [
    z.object({ kind: z.enum(["read", "set", "models"]), ...GATEWAY }),
    z.object({ kind: z.literal("queued") }),
    z.object({ kind: z.literal("changed"), topic: z.string() }),
    z.object({ kind: z.literal("restarts"), ...GATEWAY, within: z.number().nonnegative() }),
  ]),
]);

export const writeNews = (news: CompanionNews, schema: string): string => JSON.stringify([schema, news]);

/** Null for what is said in another schema, or by a release that says it otherwise. */
export function readNews(said: string, schema: string): CompanionNews | null {
  try {
    const { data } = SHAPE.safeParse(JSON.parse(said));
    return data?.[0] === schema ? data[1] : null;
  } catch {
    return null;
  }
}
