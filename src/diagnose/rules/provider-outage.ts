import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { leadWith, probe } from "../commands.ts";

export const providerOutage = defineCause({
  id: "provider-outage",
  reasons: ["server"],
  severity: "warning",
  title: (provider) => say("causes.outage", { provider }),
  why: say("causes.outage.why"),
  next: (provider, snapshot) => [say("causes.ask-it", { command: probe(provider) }), leadWith(provider, snapshot)],
});
