import { code } from "../../core/card.ts";
import { defineCause } from "../cause.ts";
import { probe } from "../commands.ts";
import { providerOf } from "../routes.ts";

export const providerUnreachable = defineCause({
  id: "provider-unreachable",
  reasons: ["unreachable", "name-not-found"],
  severity: "critical",
  title: (provider) => `The gateway cannot reach ${provider}`,
  why: ["Nothing answers at its address: the connection is refused or lost, or its name cannot be found."],
  next(provider, snapshot) {
    const address = providerOf(snapshot, provider)?.baseUrl ?? null;
    return [
      ...(address === null
        ? []
        : ["Look whether the server at ", code(address), " runs and is in reach of the gateway host. "]),
      "To ask it now, run on the gateway host: ",
      probe(provider),
      ".",
    ];
  },
});
