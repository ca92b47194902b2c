import { code, type Line } from "../../core/card.ts";
import { isObject, valueAt, type Json } from "../../core/json.ts";
import { formatModel } from "../../core/model.ts";
import type { ConfigChange, Examination, Proposal, Remedy } from "../../core/plan.ts";

const DEFAULTS = ["agents", "defaults", "model"];
const MOST_NAMED = 12;

/** The model an agent is set to, as an admin chose it: only one that the gateway lists. */
export const setModel: Remedy = {
  id: "set-model",
  chosen: true,
  command: "set-model",
  propose(examination) {
    const { choice, snapshot, models } = examination;
    if (choice === null) return null;
    const agents = snapshot.agents.map(({ id }) => id);
    const agent = choice.agent ?? (agents.length === 1 ? agents[0] : undefined);
    if (agent === undefined) return refuse("Which agent?", ["This gateway has several: ", code(listed(agents)), "."]);
    const now = snapshot.agents.find(({ id }) => id === agent);
    if (now === undefined) return refuse("No agent has that name", ["Known: ", code(listed(agents)), "."]);
    const names = models.map(formatModel);
    const lists: Line =
      names.length > 0 ? ["The gateway lists ", code(listed(names)), "."] : ["The gateway lists no models."];
    if (choice.model === null) return refuse("Which model?", lists);
    const wanted = models.find((one) => formatModel(one) === choice.model);
    if (wanted === undefined)
      return refuse("The gateway does not list that model", [code(choice.model), " is not to be had here. ", ...lists]);
    if (now.primary !== null && formatModel(now.primary) === choice.model)
      return refuse("It is set already", [code(agent), " is set to ", code(choice.model), "."]);
    const { sets, moves } = toSets(examination, agent, choice.model);
    const others = moves.filter((id) => id !== agent);
    return {
      kind: "change",
      title: `Set the model of ${agent}`,
      why: [code(agent), " will be answered by ", code(choice.model), "; its fallbacks stay as they are."],
      steps: [{ label: "set the model", sets }],
      effects: [
        ["Sessions with a model of their own, chosen with ", code("/model"), " in the chat, keep it."],
        ...(others.length > 0
          ? [["Also answered by it then: ", code(listed(others)), ", without a model of their own."] as Line]
          : []),
      ],
      proves: [agent, ...others].map((id) => ({ agent: id, wanted })),
    };
  },
};

const refuse = (title: string, why: Line): Proposal => ({ kind: "refuse", title, why });

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return `${names.slice(0, MOST_NAMED).join(", ")}${more}`;
}

interface Setting {
  readonly sets: readonly Omit<ConfigChange, "before">[];
  /** The agents whose model that is. */
  readonly moves: readonly string[];
}

/** Where an agent has a place of its own it is set there, and nobody else's model moves; else the one for all is. */
function toSets({ document, snapshot }: Examination, agent: string, model: string): Setting {
  const entry = ["agents", "entries", agent];
  if (isObject(valueAt(document, entry)))
    return { sets: [toSet([...entry, "model"], valueAt(document, [...entry, "model"]), model)], moves: [agent] };
  const list = valueAt(document, ["agents", "list"]);
  const rows: readonly Json[] = Array.isArray(list) ? list : [];
  if (rows.some((row) => isObject(row) && row["id"] === agent)) {
    const after = rows.map((row) =>
      isObject(row) && row["id"] === agent ? { ...row, model: withPrimary(row["model"], model) } : row,
    );
    return { sets: [{ path: ["agents", "list"], after }], moves: [agent] };
  }
  const isOwn = (id: string): boolean =>
    valueAt(document, ["agents", "entries", id, "model"]) !== undefined ||
    rows.some((row) => isObject(row) && row["id"] === id && row["model"] !== undefined);
  return {
    sets: [toSet(DEFAULTS, valueAt(document, DEFAULTS) ?? {}, model)],
    moves: snapshot.agents.flatMap(({ id }) => (isOwn(id) ? [] : [id])),
  };
}

const toSet = (path: readonly string[], now: Json | undefined, model: string): Omit<ConfigChange, "before"> =>
  isObject(now) ? { path: [...path, "primary"], after: model } : { path, after: model };

const withPrimary = (now: Json | undefined, model: string): Json =>
  isObject(now) ? { ...now, primary: model } : model;
