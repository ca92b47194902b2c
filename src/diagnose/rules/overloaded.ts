import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { leadWith } from "../commands.ts";

export const overloaded = defineCause({
  id: "overloaded",
  reasons: ["overloaded"],
  severity: "warning",
  title: (provider) => say("causes.overloaded", { provider }),
  why: say("causes.overloaded.why"),
  next: (provider, snapshot) => [leadWith(provider, snapshot)],
});
