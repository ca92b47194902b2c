import { code } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";

/** A proxy between the gateway and the models answers with another model than it was asked for. */
export const proxySubstitutes: Rule = {
  id: "proxy-substitutes",
  inspect: ({ answering }) =>
    answering.flatMap(({ agent, model, since, reported }): readonly Diagnosis[] =>
      reported === null
        ? []
        : [
            {
              rule: "proxy-substitutes",
              subject: model.provider,
              severity: "warning",
              title: `What ${model.provider} answers with is another model`,
              explanation: [
                code(formatModel(model)),
                " was asked, and the answer says that it comes from ",
                code(reported),
                ". The gateway does not notice. Look at the routes and fallbacks of that proxy.",
              ],
              remedy: null,
              agents: [agent],
              since,
            },
          ],
    ),
};
