import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import { say } from "../../words/say.ts";
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
      const { model, reason: kind, status, message } = newest;
      const { provider } = model;
      const reason = say("causes.reason", { reason: kind.replaceAll("-", "_") });
      return [
        {
          rule: "unexplained",
          severity: severityOf(seen, "critical", input),
          title:
            status === null
              ? say("causes.unexplained", { provider, reason })
              : say("causes.unexplained-status", { provider, reason, status }),
          explanation: [describeFailures(seen)],
          next: [say("causes.ask-provider", { command: probe(provider) })],
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
