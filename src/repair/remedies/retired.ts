import type { JsonObject } from "../../core/json.ts";
import type { Answerer, ConfigChange, Examination } from "../../core/plan.ts";
import { rewriteRefs } from "./refs.ts";
import { usersOf } from "./proving.ts";
import { CODEX } from "./shared.ts";

/** References to the provider as it was called up to 2026.5, under the name it has since. */
export const renameRetired = (document: JsonObject): readonly Omit<ConfigChange, "before">[] =>
  rewriteRefs(document, (ref) => (ref.startsWith(`${CODEX}/`) ? `openai/${ref.slice(CODEX.length + 1)}` : ref));

/** Who must answer once they are renamed. */
export const retiredUsers = (examination: Examination): readonly Answerer[] =>
  usersOf(examination, CODEX).map(({ wanted, ...one }) => ({
    ...one,
    wanted: { provider: "openai", model: wanted.model },
  }));
