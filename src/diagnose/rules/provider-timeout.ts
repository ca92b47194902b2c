import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { probe } from "../commands.ts";

export const providerTimeout = defineCause({
  id: "provider-timeout",
  reasons: ["timeout"],
  severity: "warning",
  title: (provider) => say("causes.timeout", { provider }),
  why: say("causes.timeout.why"),
  next: (provider) => [say("causes.timeout.next", { command: probe(provider) })],
});
