import { defineCause } from "../cause.ts";
import { leadWith, probe } from "../commands.ts";

export const providerOutage = defineCause({
  id: "provider-outage",
  reasons: ["server"],
  severity: "warning",
  title: (provider) => `The servers of ${provider} fail`,
  why: [
    "The provider answers with errors of its own; nothing is wrong with this gateway. Its status page may say more.",
  ],
  next: (provider, snapshot) => [
    "To ask it now, run on the gateway host: ",
    probe(provider),
    ".",
    ...leadWith(provider, snapshot),
  ],
});
