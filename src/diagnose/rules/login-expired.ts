import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";
import { signIn } from "../commands.ts";

export const loginExpired = defineCause({
  id: "login-expired",
  reasons: ["login-expired"],
  severity: "critical",
  remedy: "sign-in",
  title: (provider) => say("causes.login-expired", { provider }),
  why: say("causes.login-expired.why"),
  next: (provider) => [signIn(provider)],
});
