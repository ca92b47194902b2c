import {
  ago,
  code,
  note,
  strong,
  text,
  when,
  type Action,
  type Block,
  type Card,
  type Line,
} from "../../src/core/card.ts";
import { formatModel } from "../../src/core/model.ts";
import type { ConfigChange, Plan } from "../../src/core/plan.ts";
import { diffValues } from "../../src/lib/diff.ts";
import { redact, shorten } from "../../src/lib/redact.ts";

/** The plan, to be confirmed or cancelled by whoever asked for it. */
export const writePlan = (plan: Plan): Card => ({
  tone: "warning",
  title: plan.title,
  blocks: [
    text(strong(plan.gateway), ": ", ...plan.why),
    text("What changes in the configuration:"),
    ...plan.steps.flatMap(writeStep),
    text("What else happens:"),
    { kind: "list", items: [...plan.effects, ...ALWAYS, writeProof(plan)] },
    note(
      "Only ",
      strong(plan.by.name),
      " can confirm this, until ",
      when(plan.expiresAt),
      " (",
      ago(plan.expiresAt),
      ").",
    ),
  ],
  actions: [
    { ...button("Confirm", "danger", plan.id, "confirm"), confirms: true },
    button("Cancel", "plain", plan.id, "cancel"),
  ],
});

const writeStep = ({ label, changes }: Plan["steps"][number], index: number, all: Plan["steps"]): readonly Block[] => [
  ...(all.length > 1 ? [text(`${index + 1}. ${label}${index > 0 ? ", once the step before is proved" : ""}`)] : []),
  ...changes.map(writeChange),
];

const ALWAYS: readonly Line[] = [
  ["Comments in the gateway's configuration file are lost: every write of the gateway does that."],
];

const writeProof = ({ proves }: Plan): Line => {
  const wanted = [...new Set(proves.map((one) => formatModel(one.wanted)))].join(", ");
  const turns = proves.length === 1 ? "one short turn" : `${proves.length} short turns, one an agent, each`;
  return [
    `Proof: ${turns} in a session of its own, removed afterwards, must be answered by `,
    code(wanted),
    `. ${proves.length === 1 ? "It costs" : "Each costs"} what a short message of yours costs. If it fails, the change is undone.`,
  ];
};

const button = (label: string, style: Action["style"], plan: string, decision: string): Action => ({
  label,
  style,
  command: "fix-codex",
  args: { plan, decision },
});

const MOST_LINES = 24;

/** Nested paths, before → after; secrets are redacted where the configuration is read. */
export function writeChange({ path, before, after }: ConfigChange): Block {
  const lines = diffValues(before, after).map(({ path: inner, before: old, after: wanted }) => {
    const place = inner === "" || inner.startsWith("[") ? `${path.join(".")}${inner}` : `${path.join(".")}.${inner}`;
    return `${place}\n  ${show(old)} → ${show(wanted)}`;
  });
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length > shown.length ? [`… and ${lines.length - shown.length} more`] : [];
  return { kind: "code", text: [...shown, ...more].join("\n") };
}

const show = (value: unknown): string =>
  value === undefined ? "(absent)" : shorten(redact(JSON.stringify(value)), 160);
