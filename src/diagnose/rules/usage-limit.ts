import { say } from "../../words/say.ts";
import { defineCause, describeUntil } from "../cause.ts";
import { leadWith } from "../commands.ts";

export const usageLimit = defineCause({
  id: "usage-limit",
  reasons: ["plan-limit"],
  severity: "warning",
  title: (provider) => say("causes.usage-limit", { provider }),
  why: say("causes.usage-limit.why"),
  next: (provider, snapshot, seen) => [describeUntil(seen, snapshot.at), leadWith(provider, snapshot)],
});
