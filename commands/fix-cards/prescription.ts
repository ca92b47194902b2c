import { code, note, strong, text, type Block, type Card } from "../../src/core/card.ts";
import { toRelease, writePinned } from "./pinned.ts";
import type { Prescription, Unreachable } from "../../src/core/repairs.ts";
import { say } from "../../src/words/say.ts";
import { shortCard } from "../short-card.ts";

/** What is said when there is nothing to confirm. */
export function writePrescription(prescription: Exclude<Prescription, { kind: "plan" }>, gateway: string): Card {
  switch (prescription.kind) {
    case "healthy":
      return {
        tone: "good",
        title: "Nothing to do",
        blocks: [text(strong(gateway), ": no fault was found, and nothing was changed.")],
      };
    case "pinned":
      return {
        tone: "warning",
        title: "The route is right; sessions stay on the fallback",
        blocks: [text(strong(gateway), ":"), ...writePinned(prescription.pinned), note("Nothing was changed.")],
        actions: toRelease(prescription.plan),
      };
    case "unreachable": {
      const { why, fix } = prescription;
      const blocks = [
        text(strong(gateway), ": ", say("parts.sentence", { sentence: why }), " Nothing was changed."),
        ...(fix ? [text(say("links.to-do", { fix }))] : []),
      ];
      return {
        tone: "unknown",
        title: "The gateway cannot be repaired from here now",
        blocks: [...blocks, ...HOST_SIDE],
      };
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

/** What helps a gateway that a wrong entry keeps from starting: tools of the gateway itself refuse such a file from 2026.6.1 on. */
const HOST_SIDE: readonly Block[] = [
  text("If it does not start at all, a provider entry may keep it from starting. On its host:"),
  {
    kind: "code",
    text: [
      "openclaw gateway status        # its log names the entry",
      "cp ~/.openclaw/openclaw.json ~/openclaw.json.before-repair",
      "openclaw config unset models.providers.openai-codex",
      "openclaw gateway restart",
    ].join("\n"),
  },
  note(
    "Where the third command refuses (from 2026.6.1 until 2026.8.1), remove ",
    code("models.providers.openai-codex"),
    " from the file with an editor. Do not use ",
    code("openclaw doctor --fix"),
    " for it: that moves a wrong route along. When the gateway is back, ",
    code("/fix-codex"),
    " sees to the rest.",
  ),
];

/** Where a gateway cannot be asked what there is to do. */
export const writeUnreachable = ({ why, fix }: Unreachable): Card =>
  shortCard(
    "The gateway cannot be reached",
    say("parts.sentence", { sentence: why }),
    ...(fix === null ? [] : [" ", say("links.to-do", { fix })]),
  );
