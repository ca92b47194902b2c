import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { login } from "../commands.ts";

export const providerForbids = defineCause({
  id: "provider-forbids",
  reasons: ["forbidden"],
  severity: "critical",
  title: (provider) => say("causes.forbids", { provider }),
  why: say("causes.forbids.why"),
  next: (provider) => [say("causes.forbids.next", { command: login(provider) })],
});
