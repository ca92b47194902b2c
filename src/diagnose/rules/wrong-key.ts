import { defineCause } from "../cause.ts";
import { replaceKey } from "../commands.ts";

export const wrongKey = defineCause({
  id: "wrong-key",
  reasons: ["wrong-key"],
  severity: "critical",
  title: (provider) => `The key of ${provider} is refused`,
  why: ["The provider does not know the key, or it was revoked."],
  next: (provider, snapshot) => replaceKey(provider, snapshot),
});
