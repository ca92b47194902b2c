import { OWN_VARIABLES, VARIABLES } from "../../config/variables.ts";
import { plainQuestion, type Question } from "../../platforms/shared/definition.ts";

export const GATEWAY: readonly Question[] = [
  {
    ...plainQuestion("OPENCLAW_GATEWAY_URL", "Address of the gateway"),
    required: true,
    initial: OWN_VARIABLES.shape.OPENCLAW_GATEWAY_URL.parse(undefined),
  },
  {
    ...plainQuestion(
      "OPENCLAW_GATEWAY_TOKEN",
      "Its token (on its host: gateway.auth.token in ~/.openclaw/openclaw.json)",
    ),
    kind: "secret",
  },
];

export const PASSWORD: Question = {
  ...plainQuestion("OPENCLAW_GATEWAY_PASSWORD", "Its password (on its host: gateway.auth.password)"),
  kind: "secret",
};

/** What is wrong with an answer; undefined when nothing is. `set` tells whether an empty one keeps a value. */
export function inspectAnswer(question: Question, typed: string | undefined, set: boolean): string | undefined {
  const value = (typed ?? "").trim();
  if (value === "") return question.required && !set ? "This one is needed." : undefined;
  const read = VARIABLES.shape[question.variable]?.safeParse(value);
  return read === undefined || read.success ? undefined : `It ${read.error.issues[0]?.message ?? "cannot be read"}.`;
}
