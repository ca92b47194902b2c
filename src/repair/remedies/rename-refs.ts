import { code } from "../../core/card.ts";
import type { Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { renameRetired, retiredUsers } from "./retired.ts";
import { CODEX, disagreement, isDiagnosed, provedAside, sessionsStay } from "./shared.ts";

/** Since 2026.6.1 the provider is called `openai`: every reference to the retired name is rewritten. */
export const renameRefs: Remedy = {
  id: "rename-refs",
  propose(examination) {
    if (!isDiagnosed(examination, "legacy-ref")) return null;
    const sets = renameRetired(examination.document);
    if (sets.length === 0) return null;
    const proves = retiredUsers(examination);
    return (
      disagreement(examination) ?? {
        kind: "change",
        title: say("remedy.rename"),
        why: [say("remedy.rename-why", { old: code(`${CODEX}/…`), now: code("openai/…") })],
        steps: [{ label: say("remedy.rename-step"), sets }],
        effects: [...sessionsStay(examination), ...provedAside(proves)],
        proves,
      }
    );
  },
};
