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
  type Tone,
} from "../src/core/card.ts";
import { formatModel } from "../src/core/model.ts";
import type { ConfigChange, Plan } from "../src/core/plan.ts";
import type { RepairState } from "../src/core/repair.ts";
import type { Prescription, Progress } from "../src/core/repair-desk.ts";
import { toRelease, writeStrays } from "./release-sessions.ts";
import { diffValues } from "../src/lib/diff.ts";
import { redact, shorten } from "../src/lib/redact.ts";

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
  actions: [button("Confirm", "danger", plan.id, "confirm"), button("Cancel", "plain", plan.id, "cancel")],
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

/** What is said when there is nothing to confirm. */
export function writePrescription(prescription: Exclude<Prescription, { kind: "plan" }>, gateway: string): Card {
  switch (prescription.kind) {
    case "healthy":
      return {
        tone: "good",
        title: "Nothing to do",
        blocks: [text(strong(gateway), ": no fault was found, and nothing was changed.")],
      };
    case "unreachable": {
      const { why, fix } = prescription;
      const blocks = [
        text(strong(gateway), `: ${why}. Nothing was changed.`),
        ...(fix ? [text(`What to do: ${fix}.`)] : []),
      ];
      return { tone: "unknown", title: "The gateway cannot be repaired from here now", blocks: [...blocks, HOST_SIDE] };
    }
    case "instruct": {
      const steps = { kind: "code" as const, text: prescription.commands.join("\n") };
      const blocks = [
        text(strong(gateway), ": ", ...prescription.why),
        text("On the gateway host:"),
        steps,
        note("Nothing was changed."),
      ];
      return { tone: "warning", title: prescription.title, blocks };
    }
    case "refuse":
      return {
        tone: "neutral",
        title: prescription.title,
        blocks: [text(strong(gateway), ": ", ...prescription.why), note("Nothing was changed.")],
      };
  }
}

const HOST_SIDE = note(
  "If it does not start at all: on its host look at ",
  code("openclaw gateway status"),
  " and its log, back up ",
  code("~/.openclaw/openclaw.json"),
  ", correct or remove the provider entry under models.providers that the log names, and start it again.",
);

const TITLES: Readonly<Record<RepairState, string>> = {
  planned: "Planned",
  cancelled: "Cancelled",
  applying: "Applying the repair",
  proving: "Proving the repair",
  reverting: "Undoing the change",
  fixed: "Fixed",
  reverted: "Not fixed; the change was undone",
  undoing: "Undoing the repair",
  overwriting: "Undoing the repair",
  undone: "Undone",
  unclear: "The repair did not end as planned",
};
const TONES: Readonly<Record<RepairState, Tone>> = {
  planned: "warning",
  cancelled: "neutral",
  applying: "neutral",
  proving: "neutral",
  reverting: "warning",
  fixed: "good",
  reverted: "warning",
  undoing: "neutral",
  overwriting: "neutral",
  undone: "good",
  unclear: "critical",
};

/** How a repair ended that a restart interrupted, for a place where others read too. */
export const writeResumed = ({ plan, state }: Progress): Card => ({
  tone: TONES[state],
  title: TITLES[state],
  blocks: [
    text(strong(plan.gateway), `: ${plan.title}`),
    note("A restart of the companion interrupted it. ", code("/fix-log"), " tells admins what happened."),
  ],
});

/** One repair as it goes on: the same card, edited. */
export const writeProgress = ({ plan, state, lines, strays }: Progress): Card => ({
  tone: TONES[state],
  title: TITLES[state],
  blocks: [
    text(strong(plan.gateway), `: ${plan.title}`),
    { kind: "list", items: lines.map(({ at, text: words }): Line => [when(at), ` ${words}`]) },
    ...writeStrays(strays),
  ],
  ...(state === "fixed" && {
    actions: [
      ...toRelease(strays, plan.gateway),
      { label: "Undo", style: "plain" as const, command: "undo-fix", args: { gateway: plan.gateway } },
    ],
  }),
});
