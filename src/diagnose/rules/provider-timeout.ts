import { defineCause } from "../cause.ts";
import { probe } from "../commands.ts";

export const providerTimeout = defineCause({
  id: "provider-timeout",
  reasons: ["timeout"],
  severity: "warning",
  title: (provider) => `Requests to ${provider} take too long`,
  why: ["The gateway gave up waiting: the provider or a local model is slow, or the network loses what it sends."],
  next: (provider) => ["To see how long one small question takes, run on the gateway host: ", probe(provider), "."],
});
