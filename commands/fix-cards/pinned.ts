import { code, note, text, type Action, type Block, type Line } from "../../src/core/card.ts";
import type { Plan } from "../../src/core/plan.ts";
import { formatModel } from "../../src/core/model.ts";
import { say } from "../../src/words/say.ts";
import type { PinnedSession } from "../../src/core/gateway.ts";

/** What stays where it is, by whose choice. */
export const writePinned = (pinned: readonly PinnedSession[]): readonly Block[] => {
  const [own, chosen] = [pinned.filter(({ by }) => by === "gateway"), pinned.filter(({ by }) => by === "person")];
  return [
    ...(own.length > 0 ? [text(say("pinned.own"))] : []),
    ...listOf(own),
    ...(chosen.length > 0 ? [note(say("pinned.chosen"))] : []),
    ...listOf(chosen),
  ];
};

/** The button that releases them, as its plan has it; none where there is nothing of the gateway's own. */
export const toRelease = (release: Plan | null): readonly Action[] =>
  release === null
    ? []
    : [
        {
          label: release.title,
          style: "primary",
          command: release.command,
          args: { plan: release.id, decision: "confirm" },
          confirms: true,
        },
      ];

const MOST_SHOWN = 15;

export function listOf(pinned: readonly PinnedSession[]): readonly Block[] {
  if (pinned.length === 0) return [];
  const items = pinned
    .slice(0, MOST_SHOWN)
    .map(({ session, model }): Line => [code(session), " → ", code(formatModel(model))]);
  const more = pinned.length - items.length;
  return [{ kind: "list", items: more > 0 ? [...items, [say("parts.and-more", { count: more })]] : items }];
}
