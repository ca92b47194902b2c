import { code, strong, when, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandContext, type CommandReply } from "../src/core/command.ts";
import { HOUR, type Instant } from "../src/core/time.ts";
import type { WarningActions } from "../src/core/warnings.ts";
import { shortCard } from "./short-card.ts";
import { labelOf, writeDetails, writeList, writeStatus } from "./warning-cards.ts";

type Act = (
  context: CommandContext,
  args: { readonly incident: string | undefined; readonly for: string | undefined },
) => Promise<Card>;

/** `/warnings`: what is wrong, where it is told, and why something was not told. */
export const warnings = (actions: WarningActions): Command => {
  const acts = actsOf(actions);
  return defineCommand({
    name: "warnings",
    summary: "Warnings: what is open, where they go, mute them, try them out",
    access: "admin",
    options: {
      action: {
        description: "status, list, here, stop, mute, unmute, ack, details, why or test",
        choices: () => Object.keys(acts),
      },
      incident: { description: "Which incident; the newest open one when left out" },
      for: { description: "How long to mute: 1h, 24h or over", choices: () => ["1h", "24h", "over"] },
    },
    async run(context, args): Promise<CommandReply> {
      const act = acts[args.action ?? "status"];
      const known = Object.keys(acts).join(", ");
      const card = act ? await act(context, args) : shortCard("There is no such action", `Known: ${known}.`);
      return { card, visibility: "private" };
    },
  });
};

function actsOf(actions: WarningActions): Readonly<Record<string, Act>> {
  const status: Act = async ({ now }) => writeStatus(await actions.status(now));
  return {
    status,
    why: status,
    list: async () => writeList((await actions.latest(50)).filter(({ openings }) => openings.length > 0).slice(0, 10)),
    async here({ caller, place, signal }) {
      const refused = await actions.setRoom({ platform: caller.platform, target: place }, true, caller.name, signal);
      return refused === null
        ? shortCard(
            "Warnings come here",
            "Open incidents are told here from now on; stop with ",
            code("/warnings stop"),
            ".",
          )
        : shortCard("No warnings can come here yet", refused);
    },
    async stop({ caller, place, signal }) {
      await actions.setRoom({ platform: caller.platform, target: place }, false, caller.name, signal);
      return shortCard("No more warnings here", "Start again with ", code("/warnings here"), ".");
    },
    async mute({ caller, now }, { incident, for: length = "1h" }) {
      const until = readUntil(length, now);
      if (until === null) return shortCard("How long?", "Mute for 1h, 24h or over.");
      return onIncident(actions, incident, now, async (id) => {
        const muted = await actions.mute(id, until, caller.name);
        return (
          muted &&
          shortCard(
            "Muted",
            strong(muted.title),
            until === "over" ? " until it is over." : " until ",
            ...(until === "over" ? [] : [when(until)]),
          )
        );
      });
    },
    unmute: ({ caller, now }, { incident }) =>
      onIncident(actions, incident, now, async (id) => {
        const unmuted = await actions.mute(id, null, caller.name);
        return unmuted && shortCard("Not muted any more", strong(unmuted.title));
      }),
    ack: ({ caller, now }, { incident }) =>
      onIncident(actions, incident, now, async (id) => {
        const known = await actions.acknowledge(id, caller.name);
        return (
          known &&
          shortCard(
            "Acknowledged",
            strong(known.title),
            ` by ${known.acknowledgedBy ?? caller.name}; the card says so everywhere.`,
          )
        );
      }),
    details: ({ now }, { incident }) =>
      onIncident(actions, incident, now, async (id) => {
        const found = await actions.find(id);
        return found && writeDetails(found, now);
      }),
    async test({ now, signal }) {
      const receipts = await actions.test(now, signal);
      if (receipts.length === 0)
        return shortCard("No rooms", "No room gets warnings yet: say ", code("/warnings here"), " in one.");
      const items = receipts.map(({ room, receipt }): Line => [...labelOf(room), `: ${receipt}`]);
      return { tone: "neutral", title: "Test alert", blocks: [{ kind: "list", items }] };
    },
  };
}

function readUntil(length: string, now: Instant): Instant | "over" | null {
  if (length === "over") return "over";
  const hours = /^(\d{1,3})h$/.exec(length)?.[1];
  return hours === undefined ? null : now + Number(hours) * HOUR;
}

/** The named incident, else the newest that is open. */
async function onIncident(
  actions: WarningActions,
  id: string | undefined,
  now: Instant,
  act: (id: string) => Promise<Card | null>,
): Promise<Card> {
  const open = (await actions.status(now)).incidents.filter(({ incident }) => incident.phase !== "over");
  const chosen = id ?? open.at(-1)?.incident.id;
  if (chosen === undefined) return shortCard("Nothing is open", "There is no open incident.");
  return (await act(chosen)) ?? shortCard("There is no such incident", "See ", code("/warnings list"), ".");
}
