import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { leadWith, probe } from "../commands.ts";

export const emptyAccount = defineCause({
  id: "empty-account",
  reasons: ["empty-account"],
  severity: "critical",
  title: (provider) => say("causes.empty-account", { provider }),
  why: say("causes.empty-account.why"),
  next: (provider, snapshot) => [
    say("causes.empty-account.next", { command: probe(provider) }),
    leadWith(provider, snapshot),
  ],
});
