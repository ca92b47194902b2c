import { code } from "../../core/card.ts";
import type { Rule, RuleInput } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";

/** Another model than the selected one answers. The other rules say why; this one says that. */
export const silentFallback: Rule = {
  id: "silent-fallback",
  inspect(input) {
    const { snapshot, answering } = input;
    return answering
      .filter(({ agent, fallback }) => fallback && !isLeftBehind(agent, input))
      .map(({ agent, model, since }) => {
        const primary = snapshot.agents.find(({ id }) => id === agent)?.primary;
        return {
          rule: "silent-fallback",
          severity: "warning",
          title: say("turns.fallback"),
          explanation: [
            say("turns.fallback.why", {
              model: code(formatModel(model)),
              known: primary ? "yes" : "no",
              configured: code(primary ? formatModel(primary) : ""),
            }),
          ],
          remedy: null,
          agents: [agent],
          since,
        };
      });
  },
};

/**
 * A session that an earlier fallback holds goes on after the repair until it is released. The plan said so, and who
 * repaired it was offered to release it: that is no news, as long as nothing failed since.
 */
function isLeftBehind(agent: string, { lastTurns, failures, mended = null }: RuleInput): boolean {
  if (mended === null || !mended.agents.includes(agent)) return false;
  const witness = lastTurns.find((turn) => turn.agent === agent)?.witness ?? null;
  return (witness === "held" || witness === "pin") && !failures.some((one) => (one.agent ?? agent) === agent);
}
