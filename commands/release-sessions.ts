import { code, note, strong, text, type Action, type Block, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { Stray } from "../src/core/gateway-admin.ts";
import { formatModel } from "../src/core/model.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { RepairDesk, StrayView } from "../src/core/repair-desk.ts";
import { chooseGateway } from "./fix-codex.ts";
import { say } from "./say.ts";

/** `/release-sessions [gateway]`: sessions that stay on a fallback although the cause is gone. */
export const releaseSessions = (desk: RepairDesk, reports: ReportSource): Command =>
  defineCommand({
    name: "release-sessions",
    summary: "Sessions that stay on a fallback although its cause is gone: listed, and released when you say so",
    access: "admin",
    options: {
      gateway: { description: "Which gateway; not needed when there is one", choices: () => reports.gateways },
      confirm: { description: "yes: release them", hidden: true },
    },
    async run({ caller, signal }, { gateway, confirm }) {
      const chosen = chooseGateway(reports, gateway);
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const view =
        confirm === "yes"
          ? await desk.releaseStrays(chosen.id, caller, signal)
          : await desk.viewStrays(chosen.id, signal);
      return { card: writeView(view, chosen.id), visibility: "private" };
    },
  });

function writeView(view: StrayView, gateway: string): Card {
  if (view.kind === "unreachable") return say("The gateway cannot be reached", `${view.why}. What to do: ${view.fix}.`);
  const { strays, released } = view;
  if (strays.length === 0 && released.length === 0)
    return say(
      "No session stays on another model",
      strong(gateway),
      ": every session is set to the model of its agent.",
    );
  return {
    tone: strays.some(({ by }) => by === "gateway") ? "warning" : "good",
    title: released.length > 0 ? "Sessions released" : "Sessions set to another model than their agent",
    blocks: [
      text(strong(gateway), ":"),
      ...(released.length > 0 ? [text("From their next turn on these are answered by their agent's model:")] : []),
      ...listOf(released),
      ...writeStrays(strays),
    ],
    actions: toRelease(strays, gateway),
  };
}

/** What stays where it is, by whose choice. */
export const writeStrays = (strays: readonly Stray[]): readonly Block[] => {
  const [own, chosen] = [strays.filter(({ by }) => by === "gateway"), strays.filter(({ by }) => by === "person")];
  return [
    ...(own.length > 0
      ? [text("The gateway itself left these on a fallback, and they stay there until they are released or reset:")]
      : []),
    ...listOf(own),
    ...(chosen.length > 0 ? [note("People chose the model of these; they stay as they are:")] : []),
    ...listOf(chosen),
  ];
};

/** The button that releases them; none where there is nothing of the gateway's own. */
export function toRelease(strays: readonly Stray[], gateway: string): readonly Action[] {
  const count = strays.filter(({ by }) => by === "gateway").length;
  if (count === 0) return [];
  const label = count === 1 ? "Release 1 session" : `Release ${count} sessions`;
  return [{ label, style: "primary", command: "release-sessions", args: { gateway, confirm: "yes" } }];
}

const MOST_SHOWN = 15;

function listOf(strays: readonly Stray[]): readonly Block[] {
  if (strays.length === 0) return [];
  const items = strays
    .slice(0, MOST_SHOWN)
    .map(({ session, model }): Line => [code(session), " → ", code(formatModel(model))]);
  const more = strays.length - items.length;
  return [{ kind: "list", items: more > 0 ? [...items, [`and ${more} more`]] : items }];
}
