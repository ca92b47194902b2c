import { defineCause, describeUntil } from "../cause.ts";

export const rateLimit = defineCause({
  id: "rate-limit",
  reasons: ["rate-limit"],
  severity: "warning",
  title: (provider) => `Requests to ${provider} come too fast`,
  why: [
    "The provider allows only so many requests or tokens a minute (rate limit). It ends by itself; fewer turns at once, or a higher tier at the provider, prevent it.",
  ],
  next: (_provider, snapshot, seen) => describeUntil(seen, snapshot.at),
});
