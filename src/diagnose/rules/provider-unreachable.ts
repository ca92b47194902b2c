import { code } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { probe } from "../commands.ts";
import { providerOf } from "../routes.ts";

export const providerUnreachable = defineCause({
  id: "provider-unreachable",
  reasons: ["unreachable", "name-not-found"],
  severity: "critical",
  title: (provider) => say("causes.unreachable", { provider }),
  why: say("causes.unreachable.why"),
  next(provider, snapshot) {
    const address = providerOf(snapshot, provider)?.baseUrl ?? null;
    return [
      address === null ? null : say("causes.unreachable.look", { address: code(address) }),
      say("causes.ask-it", { command: probe(provider) }),
    ];
  },
});
