import { code, type Line, type Message, type Text } from "../../core/card.ts";
import { isObject, valueAt, type Json } from "../../core/json.ts";
import { formatModel } from "../../core/model.ts";
import type { ConfigChange, Examination, Proposal, Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { sayInTurn, sayNamed } from "../../words/sequence.ts";

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
    if (agent === undefined)
      return refuse(say("remedy.set-which-agent"), say("remedy.set-several", { agents: listed(agents) }));
    const now = snapshot.agents.find(({ id }) => id === agent);
    if (now === undefined)
      return refuse(say("remedy.set-no-agent"), say("remedy.set-agents", { agents: listed(agents) }));
    const names = models.map(formatModel);
    const lists = names.length > 0 ? say("remedy.set-lists", { models: listed(names) }) : say("remedy.set-lists-none");
    if (choice.model === null) return refuse(say("remedy.set-which-model"), lists);
    const wanted = models.find((one) => formatModel(one) === choice.model);
    if (wanted === undefined)
      return refuse(
        say("remedy.set-unlisted"),
        sayInTurn(say("remedy.set-not-here", { model: code(choice.model) }), lists),
      );
    if (now.primary !== null && formatModel(now.primary) === choice.model)
      return refuse(
        say("remedy.set-already"),
        say("remedy.set-already-why", { agent: code(agent), model: code(choice.model) }),
      );
    const { sets, moves } = toSets(examination, agent, choice.model);
    const others = moves.filter((id) => id !== agent);
    return {
      kind: "change",
      title: say("remedy.set", { agent }),
      why: [say("remedy.set-why", { agent: code(agent), model: code(choice.model) })],
      steps: [{ label: say("remedy.set-step"), sets }],
      effects: [
        [say("remedy.set-sessions", { command: code("/model") })],
        ...(others.length > 0 ? [[say("remedy.set-others", { agents: listed(others) })]] : []),
      ],
      proves: [agent, ...others].map((id) => ({ agent: id, wanted })),
    };
  },
};

const refuse = (title: Text, ...why: Line): Proposal => ({ kind: "refuse", title, why });

const listed = (names: readonly string[]): Message => sayNamed(names, MOST_NAMED, (named) => code(named.join(", ")));

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
