import { code } from "../../core/card.ts";
import { defineSignature } from "../signature.ts";

export const modelRequestScope = defineSignature({
  id: "model-request-scope",
  severity: "critical",
  title: "A ChatGPT login is used on a public route",
  explanation: [
    "The provider misses the scope ",
    code("model.request"),
    ", which ChatGPT logins do not have: the route is the wrong one for this login. Check ",
    code("api"),
    " and ",
    code("baseUrl"),
    " of the provider. Adding scopes to the login breaks it altogether.",
  ],
  remedy: null,
  shows: ({ scopes }) => scopes.includes("model.request"),
});
