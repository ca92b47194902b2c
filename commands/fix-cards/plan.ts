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
import type { ConfigChange, Plan } from "../../src/core/plan.ts";
import type { Planned } from "../../src/core/repairs.ts";
import { diffValues } from "../../src/lib/diff.ts";
import { english } from "../../src/words/speak.ts";
import { redact, shorten } from "../../src/lib/redact.ts";
import { listOf } from "./pinned.ts";

/** The plan, to be confirmed or cancelled by whoever asked for it, or by a second admin. */
export function writePlan({ plan, approvedBy }: Omit<Planned, "kind">, first?: string): Card {
  const { task } = plan;
  const effects = [...plan.effects, ...toFiles(plan), ...(task.kind === "change" ? [writeProof(plan)] : [])];
  return {
    tone: "warning",
    title: `Plan for ${plan.gateway}: ${english(plan.title)}`,
    blocks: [
      ...(first === undefined ? [] : [text(first)]),
      text(...plan.why),
      ...writeChanges(plan),
      ...(effects.length > 0 ? [text("What else happens:"), { kind: "list" as const, items: effects }] : []),
      writeWho(plan, approvedBy),
    ],
    actions: [
      { ...decision(toLabel(plan), "danger", plan, "confirm"), confirms: true },
      ...(approvedBy === null ? [decision("Cancel", "plain", plan, "cancel")] : []),
    ],
  };
}

function toLabel({ task, title }: Plan): Text {
  if (task.kind === "undo" && task.over) return "Overwrite";
  if (task.kind === "sign-in") return "Sign in";
  return task.kind === "release" ? title : "Confirm";
}

const writeWho = (plan: Plan, approvedBy: Planned["approvedBy"]): Block =>
  approvedBy === null
    ? note("Only ", strong(plan.by.name), " can confirm this; it expires ", ago(plan.expiresAt), ".")
    : note(strong(approvedBy.name), " confirmed this. It begins when another admin confirms it too.");

const writeChanges = (plan: Plan): readonly Block[] => {
  if (plan.task.kind === "sign-in") return [];
  if (plan.task.kind === "release") return listOf(plan.task.sessions);
  const shown = plan.task.kind === "undo" ? plan.shows.map(writeChange) : plan.steps.flatMap(writeStep);
  return [text("What changes in the configuration:"), ...shown];
};

/** Every write of a gateway writes its file anew. */
const toFiles = ({ task, files }: Plan): readonly Line[] => {
  if (task.kind === "release" || task.kind === "sign-in") return [];
  if (files.length === 0)
    return [["Comments in the gateway's configuration file are lost: every write of the gateway does that."]];
  return [
    [
      "The gateway writes into the included ",
      code(files.join(", ")),
      ": comments in it are lost, and so are those in its main file if that is written too.",
    ],
  ];
};

const writeStep = ({ label, changes }: Plan["steps"][number], index: number, all: Plan["steps"]): readonly Block[] => [
  ...(all.length > 1 ? [text(`${index + 1}. `, label, index > 0 ? ", once the step before is proved" : "")] : []),
  ...changes.map(writeChange),
];

const writeProof = ({ proves }: Plan): Line => {
  const wanted = [...new Set(proves.map((one) => formatModel(one.wanted)))].join(", ");
  const turns = proves.length === 1 ? "one short turn" : `${proves.length} short turns, each`;
  return [
    `Proof: ${turns} in a session of its own, removed afterwards, must be answered by `,
    code(wanted),
    `. ${proves.length === 1 ? "It costs" : "Each costs"} what a short message of yours costs. If it fails, the change is undone.`,
  ];
};

/** A button that decides a stored plan. */
const decision = (label: Text, style: Action["style"], { id, command }: Plan, decided: string): Action => ({
  label,
  style,
  command,
  args: { plan: id, decision: decided },
});

const MOST_LINES = 24;

/** Nested paths, what goes and what comes; secrets are redacted where the configuration is read. */
function writeChange({ path, before, after }: ConfigChange): Block {
  const lines = diffValues(before, after).map(({ path: inner, before: old, after: wanted }) => {
    const place = inner === "" || inner.startsWith("[") ? `${path.join(".")}${inner}` : `${path.join(".")}.${inner}`;
    return [place, ...show("−", old), ...show("+", wanted)].join("\n");
  });
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length > shown.length ? [`… and ${lines.length - shown.length} more`] : [];
  return { kind: "code", text: [...shown, ...more].join("\n") };
}

const show = (sign: string, value: unknown): readonly string[] =>
  value === undefined ? [] : [`${sign} ${shorten(redact(JSON.stringify(value)), 160)}`];
