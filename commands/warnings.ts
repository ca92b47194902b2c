import { code, strong, text, when, type Action, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandContext, type CommandReply } from "../src/core/command.ts";
import type { Incident } from "../src/core/incident.ts";
import type { WarningActions } from "../src/core/warnings.ts";
import { MINUTE } from "../src/core/time.ts";
import { lengthOf } from "../src/lib/length.ts";
import { english } from "../src/words/speak.ts";
import { meantOf, shortCard, unclearCard } from "./short-card.ts";
import { readWarningArgs, untilOf, type WarningArgs } from "./warning-args.ts";
import { labelOf, writeDetails, writeList, writeStatus } from "./warning-cards.ts";

type Act = (context: CommandContext, args: WarningArgs) => Promise<Card>;

/** `/warnings`: what is wrong, where it is told, and why something was not told. */
export const warnings = (actions: WarningActions): Command => {
  const acts = actsOf(actions);
  const known = Object.keys(acts);
  return defineCommand({
    name: "warnings",
    summary: "Warnings: what is open, where they go, mute them, try them out",
    access: "admin",
    options: {
      action: {
        description: "status, list, here, second, stop, mute, unmute, ack, details, why or test",
        choices: () => known,
      },
      incident: { description: "Which incident, by its number; the newest open one when left out" },
      for: { description: "How long to mute: 30m, 1h, 2d or over", choices: () => LENGTHS },
    },
    async run(context, typed): Promise<CommandReply> {
      const args = readWarningArgs(typed, known);
      const act =
        args.unknown === undefined ? acts[args.action ?? (args.length === undefined ? "status" : "mute")] : null;
      const card = act
        ? await act(context, args)
        : unclearCard(
            "There is no such action",
            code(args.unknown ?? ""),
            ` is not known. Known: ${known.join(", ")}.${meantOf(args.unknown ?? "", known)}`,
          );
      return { card, visibility: "private" };
    },
  });
};

const LIST = new Intl.ListFormat("en");
/** How long a second room waits for somebody to acknowledge. */
const SECOND_AFTER = 15 * MINUTE;
const LENGTHS = ["1h", "4h", "24h", "over"];

function actsOf(actions: WarningActions): Readonly<Record<string, Act>> {
  const status: Act = async ({ now }) => writeStatus(await actions.status(now));
  return {
    status,
    why: status,
    list: async () => writeList((await actions.latest(50)).filter(({ openings }) => openings.length > 0).slice(0, 10)),
    async here({ caller, place, signal }) {
      const room = { platform: caller.platform, target: place };
      const outcome = await actions.setRoom(room, true, caller.name, signal);
      if ("refused" in outcome) return shortCard("No warnings can come here yet", outcome.refused);
      const { lacks } = outcome;
      const incomplete = lacks.length === 0 ? "" : ` They arrive incomplete: give the bot ${LIST.format(lacks)} here.`;
      return shortCard(
        "Warnings come here",
        "Open incidents are told here from now on; stop with ",
        code("/warnings stop"),
        `.${incomplete}`,
      );
    },
    async second({ caller, place, signal }, { length }) {
      const after = length === undefined ? SECOND_AFTER : untilOf(length, 0);
      if (after === null || after === "over") return unclearCard("After how long?", "15m, 30m or 1h, for example.");
      const room = { platform: caller.platform, target: place };
      const refused = await actions.setSecond(room, after, caller.name, signal);
      if (refused !== null) return shortCard("Nothing can come here yet", refused);
      const words = `What nobody acknowledged for ${lengthOf(after)} comes here; stop with `;
      return shortCard("This is a second room", words, code("/warnings stop"), ".");
    },
    async stop({ caller, place, signal }) {
      await actions.setRoom({ platform: caller.platform, target: place }, false, caller.name, signal);
      return shortCard("No more warnings here", "Start again with ", code("/warnings here"), ".");
    },
    async mute({ caller, now }, { incident, length }) {
      return onIncident(actions, incident, now, async (one) => {
        if (length === undefined) return chooseLength(one);
        const until = untilOf(length, now);
        if (until === null) return unclearCard("How long?", "Mute for 30m, 1h, 2d or over, for example.");
        const muted = await actions.mute(one.id, until, caller.name);
        const end: Line = until === "over" ? [" until it is over."] : [" until ", when(until), "."];
        const unmute: Action = {
          label: "Unmute",
          style: "plain",
          command: "warnings",
          args: { action: "unmute", incident: one.id },
        };
        return muted && { ...shortCard("Muted", strong(nameOf(muted)), ...end), actions: [unmute] };
      });
    },
    unmute: ({ caller, now }, { incident }) =>
      onIncident(actions, incident, now, async ({ id }) => {
        const unmuted = await actions.mute(id, null, caller.name);
        return unmuted && shortCard("Not muted any more", strong(nameOf(unmuted)));
      }),
    ack: ({ caller, now }, { incident }) =>
      onIncident(actions, incident, now, async ({ id }) => {
        const known = await actions.acknowledge(id, caller.name);
        const by = ` by ${known?.acknowledgedBy ?? caller.name}; the card says so everywhere.`;
        return known && shortCard("Acknowledged", strong(nameOf(known)), by);
      }),
    details: ({ now }, { incident }) =>
      onIncident(actions, incident, now, async (one) => writeDetails(one, await actions.members(one.id), now)),
    async test({ now, signal }) {
      const receipts = await actions.test(now, signal);
      if (receipts.length === 0)
        return shortCard("No rooms", "No room gets warnings yet: say ", code("/warnings here"), " in one.");
      const items = receipts.map(({ room, receipt }): Line => [...labelOf(room), `: ${receipt}`]);
      return { tone: "neutral", title: "Test alert", blocks: [{ kind: "list", items }] };
    },
  };
}

const nameOf = ({ gateway, title }: Incident): string =>
  english(title).includes(gateway) ? english(title) : `${gateway}: ${english(title)}`;

/** Mute opens its choices. */
function chooseLength(incident: Incident): Card {
  const choice = (label: string, length: string): Action => ({
    label,
    style: "plain",
    command: "warnings",
    args: { action: "mute", incident: incident.id, for: length },
  });
  return {
    tone: "neutral",
    title: "Mute for how long?",
    blocks: [text(strong(nameOf(incident)))],
    actions: [choice("1 h", "1h"), choice("4 h", "4h"), choice("24 h", "24h"), choice("Until it is over", "over")],
  };
}

/** The named incident, else the newest that is open. */
async function onIncident(
  actions: WarningActions,
  named: string | undefined,
  now: number,
  act: (incident: Incident) => Promise<Card | null>,
): Promise<Card> {
  const open = (await actions.status(now)).incidents.filter(({ incident }) => incident.phase !== "over");
  if (named === undefined && open.length === 0) return shortCard("Nothing is open", "There is no open incident.");
  const chosen = named === undefined ? (open.at(-1)?.incident ?? null) : await actions.find(named);
  const card = chosen && (await act(chosen));
  return card ?? unclearCard("There is no such incident", "See ", code("/warnings list"), ".");
}
