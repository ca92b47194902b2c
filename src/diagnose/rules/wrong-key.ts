import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { replaceKey } from "../commands.ts";

export const wrongKey = defineCause({
  id: "wrong-key",
  reasons: ["wrong-key"],
  severity: "critical",
  title: (provider) => say("causes.wrong-key", { provider }),
  why: say("causes.wrong-key.why"),
  next: (provider, snapshot) => [replaceKey(provider, snapshot)],
});
