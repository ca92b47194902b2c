import { code, note, strong, text, type Block, type Card } from "../../src/core/card.ts";
import { toRelease, writePinned } from "./pinned.ts";
import type { Prescription, Unreachable } from "../../src/core/repairs.ts";
import { sayBefore } from "../../src/words/sequence.ts";
import { say } from "../../src/words/say.ts";

/** What is said when there is nothing to confirm. */
export function writePrescription(prescription: Exclude<Prescription, { kind: "plan" }>, gateway: string): Card {
  switch (prescription.kind) {
    case "healthy":
      return {
        tone: "good",
        title: say("fix.nothing-to-do"),
        blocks: [text(say("fix.no-fault", { gateway: strong(gateway) }))],
      };
    case "pinned":
      return {
        tone: "warning",
        title: say("fix.pinned"),
        blocks: [
          text(say("parts.of-which", { name: strong(gateway) })),
          ...writePinned(prescription.pinned),
          note(say("fix.nothing-changed")),
        ],
        actions: toRelease(prescription.plan),
      };
    case "unreachable":
      return writeUnreachable(prescription, gateway);
    case "instruct": {
      const steps = { kind: "code" as const, text: prescription.commands.join("\n") };
      const blocks = [
        text(...sayBefore(say("parts.of-which", { name: strong(gateway) }), prescription.why)),
        text(say("fix.on-host")),
        steps,
        note(say("fix.nothing-changed")),
      ];
      return { tone: "warning", title: prescription.title, blocks };
    }
    case "refuse":
      return {
        tone: "neutral",
        title: prescription.title,
        blocks: [
          text(...sayBefore(say("parts.of-which", { name: strong(gateway) }), prescription.why)),
          note(say("fix.nothing-changed")),
        ],
      };
  }
}

/** What helps a gateway that a wrong entry keeps from starting: tools of the gateway itself refuse such a file from 2026.6.1 on. */
const HOST_SIDE: readonly Block[] = [
  text(say("fix.host-side")),
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
    say("fix.host-editor", {
      entry: code("models.providers.openai-codex"),
      doctor: code("openclaw doctor --fix"),
      fix: code("/fix-codex"),
    }),
  ),
];

/** Where a gateway cannot be asked what there is to do; `gateway`: null where only a button named it. */
export function writeUnreachable({ why, fix, isDown }: Unreachable, gateway: string | null): Card {
  const sentence = say("parts.sentence", { sentence: why });
  const first = gateway === null ? sentence : say("parts.of", { name: strong(gateway), what: sentence });
  return {
    tone: "unknown",
    title: say("fix.unrepairable"),
    blocks: [
      text(say("parts.in-turn", { first, next: say("fix.nothing-changed") })),
      ...(fix === null ? [] : [text(say("links.to-do", { fix }))]),
      ...(isDown ? HOST_SIDE : []),
    ],
  };
}
