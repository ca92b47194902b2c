import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { CODEX, isLegacyRefusal } from "../routes.ts";
import { aboutOf } from "../signature.ts";

/** Since 2026.6.1 the provider is called `openai`; a configuration may still name the retired one. */
export const legacyRef: Rule = {
  id: "legacy-ref",
  inspect({ snapshot, failures }) {
    // Before 2026.8.1 an entry or a login may still make something of the old name: there it must have shown.
    if (snapshot.release.codexRefs !== "fail" && !failures.some((one) => isLegacyRefusal(one, snapshot))) return [];
    return snapshot.agents.flatMap((agent) => {
      const first = [agent.primary, ...agent.fallbacks].find((ref) => ref?.provider === CODEX);
      if (!first) return [];
      const leads = agent.primary?.provider === CODEX;
      return [
        {
          rule: "legacy-ref",
          severity: leads ? ("critical" as const) : ("warning" as const),
          title: say("routes.legacy-ref"),
          explanation: [
            say("routes.legacy-ref.why", { old: code(formatModel(first)), current: code(`openai/${first.model}`) }),
          ],
          remedy: "rename-refs",
          agents: [agent.id],
          about: aboutOf(failures.filter((one) => isLegacyRefusal(one, snapshot))),
        },
      ];
    });
  },
};
