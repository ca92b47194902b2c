import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";

/** Another model than the selected one answers. The other rules say why; this one says that. */
export const silentFallback: Rule = {
  id: "silent-fallback",
  inspect({ snapshot, answering }) {
    return answering
      .filter(({ fallback }) => fallback)
      .map(({ agent, model, since }) => {
        const primary = snapshot.agents.find(({ id }) => id === agent)?.primary;
        return {
          rule: "silent-fallback",
          severity: "warning",
          title: "Another model answers than the configured one",
          explanation: [
            code(formatModel(model)),
            " answered last",
            ...(primary ? [" instead of ", code(formatModel(primary))] : []),
            "; the gateway's own status does not show it.",
          ],
          remedy: null,
          agents: [agent],
          since,
        };
      });
  },
};
