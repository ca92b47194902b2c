import { say } from "../../words/say.ts";
import { defineCause, describeUntil } from "../cause.ts";

export const rateLimit = defineCause({
  id: "rate-limit",
  reasons: ["rate-limit"],
  severity: "warning",
  title: (provider) => say("causes.rate-limit", { provider }),
  why: say("causes.rate-limit.why"),
  next: (_provider, snapshot, seen) => [describeUntil(seen, snapshot.at)],
});
