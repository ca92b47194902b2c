import {
  ago,
  code,
  note,
  strong,
  text,
  type Action,
  type Block,
  type Card,
  type Line,
  type Text,
} from "../../src/core/card.ts";
import { formatModel } from "../../src/core/model.ts";
import type { ConfigChange, EndlessTurn, Plan } from "../../src/core/plan.ts";
import type { Planned } from "../../src/core/repairs.ts";
import { diffValues } from "../../src/lib/diff.ts";
import { shorten } from "../../src/lib/redact.ts";
import { showValue } from "../../src/lib/show-value.ts";
import { say } from "../../src/words/say.ts";
import { listOf } from "./pinned.ts";

/** The plan, to be confirmed or cancelled by whoever asked for it, or by a second admin. */
export function writePlan({ plan, approvedBy }: Omit<Planned, "kind">, first?: Text): Card {
  const { task } = plan;
  const effects = [...plan.effects, ...toFiles(plan), ...(task.kind === "change" ? [writeProof(plan)] : [])];
  return {
    tone: "warning",
    title: say("fix.plan", { gateway: plan.gateway, title: plan.title }),
    blocks: [
      ...(first === undefined ? [] : [text(first)]),
      text(...plan.why),
      ...writeChanges(plan),
      ...(effects.length > 0 ? [text(say("fix.effects")), { kind: "list" as const, items: effects }] : []),
      writeWho(plan, approvedBy),
    ],
    actions: [
      { ...decision(toLabel(plan), "danger", plan, "confirm"), confirms: true },
      ...(approvedBy === null ? [decision(say("fix.cancel"), "plain", plan, "cancel")] : []),
    ],
  };
}

function toLabel({ task, title }: Plan): Text {
  if (task.kind === "undo" && task.over) return say("fix.overwrite");
  if (task.kind === "sign-in") return say("fix.sign-in");
  if (task.kind === "stop") return say("stops.confirm");
  return task.kind === "release" ? title : say("fix.confirm");
}

const writeWho = (plan: Plan, approvedBy: Planned["approvedBy"]): Block =>
  approvedBy === null
    ? note(say("fix.only", { name: strong(plan.by.name), at: ago(plan.expiresAt) }))
    : note(say("fix.approved", { name: strong(approvedBy.name) }));

const writeChanges = (plan: Plan): readonly Block[] => {
  if (plan.task.kind === "sign-in") return [];
  if (plan.task.kind === "stop") return [{ kind: "list", items: plan.task.turns.map(writeTurn) }];
  if (plan.task.kind === "release") return listOf(plan.task.sessions);
  const shown = plan.task.kind === "undo" ? plan.shows.flatMap(writeChange) : plan.steps.flatMap(writeStep);
  return [text(say("fix.changes")), ...shown];
};

const writeTurn = ({ session, agent }: EndlessTurn): Line => [
  say("stops.turn", { session: code(session), agent: code(agent) }),
];

/** Every write of a gateway writes its file anew. */
const toFiles = ({ task, files }: Plan): readonly Line[] => {
  if (task.kind === "release" || task.kind === "sign-in" || task.kind === "stop") return [];
  if (files.length === 0) return [[say("fix.comments")]];
  return [[say("fix.included", { files: code(files.join(", ")) })]];
};

const writeStep = ({ label, changes }: Plan["steps"][number], index: number, all: Plan["steps"]): readonly Block[] => [
  ...(all.length > 1
    ? [
        text(
          index > 0
            ? say("fix.next-step", { number: index + 1, label })
            : say("fix.step", { number: index + 1, label }),
        ),
      ]
    : []),
  ...changes.flatMap(writeChange),
];

const writeProof = ({ proves }: Plan): Line => {
  const wanted = [...new Set(proves.map((one) => formatModel(one.wanted)))].join(", ");
  return [say("fix.proof", { count: proves.length, models: code(wanted) })];
};

/** A button that decides a stored plan. */
const decision = (label: Text, style: Action["style"], { id, command }: Plan, decided: string): Action => ({
  label,
  style,
  command,
  args: { plan: id, decision: decided },
});

const MOST_LINES = 24;

/** Nested paths, what goes and what comes. */
function writeChange({ path, before, after }: ConfigChange): readonly Block[] {
  const lines = diffValues(before, after).map(({ path: inner, before: old, after: wanted }) => {
    const place = inner === "" || inner.startsWith("[") ? `${path.join(".")}${inner}` : `${path.join(".")}.${inner}`;
    return [place, ...show("−", old), ...show("+", wanted)].join("\n");
  });
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length - shown.length;
  return [
    { kind: "code", text: shown.join("\n") },
    ...(more > 0 ? [note(say("fix.more-lines", { count: more }))] : []),
  ];
}

const show = (sign: string, value: unknown): readonly string[] =>
  value === undefined ? [] : [`${sign} ${shorten(showValue(value), 160)}`];
