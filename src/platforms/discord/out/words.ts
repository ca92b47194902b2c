import { z } from "zod";

const Embed = z.object({
  color: z.number().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});

const Message = z.object({ embeds: z.array(Embed) });

/**
 * What a message says, to tell whether two say the same. Discord trims what it is sent, so white space does not
 * count. Empty for anything without embeds.
 */
export function readWords(message: unknown): string {
  const { success, data } = Message.safeParse(message);
  return success ? JSON.stringify(data.embeds).replaceAll(/\\n|\s/g, "") : "";
}
