import { defineCause } from "../cause.ts";
import { login } from "../commands.ts";

export const providerForbids = defineCause({
  id: "provider-forbids",
  reasons: ["forbidden"],
  severity: "critical",
  title: (provider) => `Access to ${provider} is forbidden`,
  why: [
    "The provider knows who asks and does not allow it: the account, its region or the model is closed to this login or key.",
  ],
  next: (provider) => [
    "Look at the account there; to use another login or key, run on the gateway host: ",
    login(provider),
    ".",
  ],
});
