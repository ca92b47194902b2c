import { ago, code, note, strong, text, when, type Block, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandContext, type CommandReply } from "../src/core/command.ts";
import type { Incident, Target } from "../src/core/incident.ts";
import { HOUR, type Instant } from "../src/core/time.ts";
import type { Silence, WarningDesk, WarningStatus } from "../src/core/warning-desk.ts";
import { lengthOf } from "../src/lib/length.ts";
import { say } from "./say.ts";

type Act = (
  context: CommandContext,
  args: { readonly incident: string | undefined; readonly for: string | undefined },
) => Promise<Card>;

/** `/warnings`: what is wrong, where it is told, and why something was not told. */
export const warnings = (desk: WarningDesk): Command => {
  const acts = actsOf(desk);
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
      const card = act ? await act(context, args) : say("There is no such action", `Known: ${known}.`);
      return { card, visibility: "private" };
    },
  });
};

function actsOf(desk: WarningDesk): Readonly<Record<string, Act>> {
  const status: Act = async ({ now }) => writeStatus(await desk.status(now));
  return {
    status,
    why: status,
    list: async () => writeList((await desk.latest(50)).filter(({ openings }) => openings.length > 0).slice(0, 10)),
    async here({ caller, place, now }) {
      await desk.setRoom({ platform: caller.platform, target: place }, true, caller.name, now);
      return say(
        "Warnings come here",
        "Open incidents are told here from now on; stop with ",
        code("/warnings stop"),
        ".",
      );
    },
    async stop({ caller, place, now }) {
      await desk.setRoom({ platform: caller.platform, target: place }, false, caller.name, now);
      return say("No more warnings here", "Start again with ", code("/warnings here"), ".");
    },
    async mute({ caller, now }, { incident, for: length = "1h" }) {
      const until = readUntil(length, now);
      if (until === null) return say("How long?", "Mute for 1h, 24h or over.");
      return onIncident(desk, incident, now, async (id) => {
        const muted = await desk.mute(id, until, caller.name);
        return (
          muted &&
          say(
            "Muted",
            strong(muted.title),
            until === "over" ? " until it is over." : " until ",
            ...(until === "over" ? [] : [when(until)]),
          )
        );
      });
    },
    unmute: ({ caller, now }, { incident }) =>
      onIncident(desk, incident, now, async (id) => {
        const unmuted = await desk.mute(id, null, caller.name);
        return unmuted && say("Not muted any more", strong(unmuted.title));
      }),
    ack: ({ caller, now }, { incident }) =>
      onIncident(desk, incident, now, async (id) => {
        const known = await desk.acknowledge(id, caller.name);
        return (
          known &&
          say(
            "Acknowledged",
            strong(known.title),
            ` by ${known.acknowledgedBy ?? caller.name}; the card says so everywhere.`,
          )
        );
      }),
    details: ({ now }, { incident }) =>
      onIncident(desk, incident, now, async (id) => {
        const found = await desk.find(id);
        return found && writeDetails(found, now);
      }),
    async test({ now, signal }) {
      const receipts = await desk.drill(now, signal);
      if (receipts.length === 0)
        return say("No rooms", "No room gets warnings yet: say ", code("/warnings here"), " in one.");
      const items = receipts.map(({ room, receipt }): Line => [...labelOf(room), `: ${receipt}`]);
      return { tone: "neutral", title: "Drill", blocks: [{ kind: "list", items }] };
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
  desk: WarningDesk,
  id: string | undefined,
  now: Instant,
  act: (id: string) => Promise<Card | null>,
): Promise<Card> {
  const open = (await desk.status(now)).incidents.filter(({ incident }) => incident.phase !== "over");
  const chosen = id ?? open.at(-1)?.incident.id;
  if (chosen === undefined) return say("Nothing is open", "There is no open incident.");
  return (await act(chosen)) ?? say("There is no such incident", "See ", code("/warnings list"), ".");
}

const SILENCES: Readonly<Record<Silence, string>> = {
  "below-threshold": "not told yet: below its threshold",
  "never-spoken": "over before it was told",
  muted: "silent: muted",
  unchanged: "told; nothing new to say",
  cooldown: "an edit follows in a few seconds",
  owed: "a message is on its way",
};

function writeStatus({ rooms, stopped, incidents }: WarningStatus): Card {
  const open = incidents.filter(({ incident }) => incident.phase !== "over");
  return {
    tone: open.length > 0 ? "warning" : "good",
    title: open.length > 0 ? `${open.length} open` : "Nothing is open",
    blocks: [
      text("Warnings go to: ", ...(rooms.length > 0 ? joinLines(rooms.map(labelOf)) : ["no room yet"])),
      ...(stopped.length > 0 ? [note("Stopped or lost: ", ...joinLines(stopped.map(labelOf)))] : []),
      ...incidents.flatMap(({ incident, decisions }): readonly Block[] => [
        text(strong(`${incident.gateway}: ${incident.title}`), ` (${incident.phase}), `, code(incident.id)),
        {
          kind: "list",
          items: decisions.map(({ to, decision }): Line => {
            const said = decision.speak
              ? `about to be told (${decision.kinds.join(", ")})`
              : `${decision.silence}: ${SILENCES[decision.silence]}`;
            return [...labelOf(to), ` ${said}`];
          }),
        },
      ]),
    ],
  };
}

const joinLines = (lines: readonly Line[]): Line =>
  lines.flatMap((line, index) => (index === 0 ? line : [", ", ...line]));

function writeList(incidents: readonly Incident[]): Card {
  const items = incidents.map((one): Line => {
    const end: Line =
      one.overAt === null ? [one.phase] : ["over after ", lengthOf((one.goneSince ?? one.overAt) - one.begunAt)];
    return [when(one.begunAt), ` ${one.gateway}: ${one.title}, `, ...end];
  });
  const none = text("None since the companion began to look.");
  return { tone: "neutral", title: "Incidents", blocks: items.length > 0 ? [{ kind: "list", items }] : [none] };
}

function writeDetails(incident: Incident, now: Instant): Card {
  const { toll, rules, begunAt, lastSeenAt, openings, acknowledgedBy } = incident;
  return {
    tone: "neutral",
    title: `${incident.gateway}: ${incident.title}`,
    blocks: [
      text(...incident.explanation),
      {
        kind: "fields",
        fields: [
          { label: "Began", value: [when(begunAt), " (", ago(begunAt), ")"] },
          { label: "Last seen", value: [when(lastSeenAt), `, for ${lengthOf((incident.overAt ?? now) - begunAt)}`] },
          { label: "Rules", value: [rules.join(", ")] },
          { label: "Opened", value: [`${openings.length} times`] },
          { label: "Answers", value: [`${toll.answers}, of them ${toll.fallbacks} by a fallback`] },
          { label: "401s", value: [String(toll.unauthorized)] },
          { label: "No answer", value: [`${toll.exhausted} turns`] },
          { label: "Acknowledged", value: [acknowledgedBy ?? "no"] },
        ],
      },
      note("Sessions and the provider's words are in the private part of ", code("/model-status"), "."),
    ],
  };
}

const labelOf = ({ platform, target }: Target): Line => [code(`${platform}:${target}`)];
