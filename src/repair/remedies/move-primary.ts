import { code } from "../../core/card.ts";
import { isObject, valueAt } from "../../core/json.ts";
import { formatModel } from "../../core/model.ts";
import type { Examination, Remedy } from "../../core/plan.ts";
import { CODEX, DEFAULT_MODEL, isDiagnosed, isFrom, sessionsStay } from "./shared.ts";

/** A restricted key cannot be widened from here, but the same model is there with the ChatGPT login. */
export const movePrimary: Remedy = {
  id: "move-primary",
  propose(examination) {
    if (!isDiagnosed(examination, "restricted-key")) return null;
    const provider = isFrom(examination, "2026.6.1") ? "openai" : CODEX;
    const agents = examination.snapshot.agents.filter(
      ({ primary }) => primary !== null && hasKey(examination, primary.provider),
    );
    const first = agents[0]?.primary;
    if (
      !first ||
      first.provider === provider ||
      !isShared(
        examination,
        agents.map(({ id }) => id),
      )
    )
      return null;
    const wanted = { provider, model: first.model };
    const route = valueAt(examination.document, DEFAULT_MODEL);
    const path = isObject(route) ? [...DEFAULT_MODEL, "primary"] : [...DEFAULT_MODEL];
    return {
      kind: "change",
      title: "Move the primary model to the signed-in route",
      why: [
        "The key of ",
        code(first.provider),
        " may not write responses. The ChatGPT login serves the same model as ",
        code(formatModel(wanted)),
        ", and counts against that plan instead of the key's account.",
      ],
      steps: [{ label: "move the primary", sets: [{ path, after: formatModel(wanted) }] }],
      effects: [["The gateway need not restart."], ...sessionsStay(examination)],
      proves: agents.map(({ id }) => ({ agent: id, wanted })),
    };
  },
};

const hasKey = ({ snapshot }: Examination, provider: string): boolean =>
  snapshot.providers.some(({ id, hasKey: has }) => id === provider && has);

/** Only the common default is moved; an agent's own choice is its owner's. */
function isShared({ document }: Examination, ids: readonly string[]): boolean {
  const entries = valueAt(document, ["agents", "entries"]);
  const own = isObject(entries) ? ids.filter((id) => valueAt(entries, [id, "model"]) !== undefined) : [];
  return own.length === 0;
}
