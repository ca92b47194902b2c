import { defineCause, describeUntil } from "../cause.ts";
import { leadWith } from "../commands.ts";

export const usageLimit = defineCause({
  id: "usage-limit",
  reasons: ["plan-limit"],
  severity: "warning",
  title: (provider) => `The usage limit of the ${provider} plan is reached`,
  why: ["The plan is used up for now, and fallbacks answer until it resets."],
  next: (provider, snapshot, seen) => [...describeUntil(seen, snapshot.at), ...leadWith(provider, snapshot)],
});
