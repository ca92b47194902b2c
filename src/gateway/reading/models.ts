import { z } from "zod";
import type { ModelRef } from "../../core/model.ts";

const MODELS = z.object({ models: z.array(z.object({ id: z.string(), provider: z.string() })).catch([]) });

/** The models that `models.list` names; none where the reply cannot be read. */
export function readModels(reply: unknown): readonly ModelRef[] {
  const read = MODELS.safeParse(reply);
  return (read.success ? read.data.models : []).map(({ id, provider }) => ({
    provider,
    model: id.startsWith(`${provider}/`) ? id.slice(provider.length + 1) : id,
  }));
}
