import { readCarried } from "../../config/said.ts";
import type { Message } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { OWN_VARIABLES, VARIABLES } from "../../config/variables.ts";
import { plainQuestion, type Question } from "../../platforms/shared/definition.ts";

export const GATEWAY: readonly Question[] = [
  {
    ...plainQuestion("OPENCLAW_GATEWAY_URL", say("setup.gateway-url")),
    required: true,
    initial: OWN_VARIABLES.shape.OPENCLAW_GATEWAY_URL.parse(undefined),
  },
  {
    ...plainQuestion("OPENCLAW_GATEWAY_TOKEN", say("setup.gateway-token")),
    kind: "secret",
  },
];

export const PASSWORD: Question = {
  ...plainQuestion("OPENCLAW_GATEWAY_PASSWORD", say("setup.gateway-password")),
  kind: "secret",
};

/** What is wrong with an answer; undefined when nothing is. `set` tells whether an empty one keeps a value. */
export function inspectAnswer(question: Question, typed: string | undefined, set: boolean): Message | undefined {
  const value = (typed ?? "").trim();
  if (value === "") return question.required && !set ? say("setting.needed") : undefined;
  const read = VARIABLES.shape[question.variable]?.safeParse(value);
  return read === undefined || read.success
    ? undefined
    : say("setting.it", { what: readCarried(read.error.issues[0]?.message) ?? say("setting.unreadable") });
}
