import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import { describeFailures, severityOf } from "../cause.ts";
import { probe } from "../commands.ts";
import { aboutOf, firstOf } from "../signature.ts";

/** What no other rule explains is told as it is: who, why as far as it is known, since when; to admins in its words. */
export const unexplained: Rule = {
  id: "unexplained",
  inspect(input) {
    const own = input.failures.filter(({ reason }) => reason !== "resting");
    const groups = Map.groupBy(own, ({ model, reason, status }) => JSON.stringify([model.provider, reason, status]));
    return [...groups.values()].flatMap((seen): readonly Diagnosis[] => {
      const [newest] = seen.toSorted((a, b) => b.lastAt - a.lastAt);
      if (newest === undefined) return [];
      const { model, reason, status, message } = newest;
      const what = reason === "other" ? "an error nobody has explained" : reason.replaceAll("-", " ");
      return [
        {
          rule: "unexplained",
          severity: severityOf(seen, "critical", input),
          title: `Requests to ${model.provider} fail: ${what}${status === null ? "" : ` (${status})`}`,
          explanation: [
            ...describeFailures(seen),
            " To ask the provider now, run on the gateway host: ",
            probe(model.provider),
            ".",
          ],
          ...(message !== null && { says: message }),
          remedy: null,
          agents: [...new Set(seen.flatMap(({ agent }) => agent ?? []))],
          about: aboutOf(seen),
          since: firstOf(seen),
        },
      ];
    });
  },
};
