import { code, strong, text, when, type Action, type Card, type Text } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandContext, type CommandReply } from "../src/core/command.ts";
import type { GatewayId } from "../src/core/gateway.ts";
import type { Topic } from "../src/core/incident.ts";
import type { WarningActions } from "../src/core/warnings.ts";
import { MINUTE } from "../src/core/time.ts";
import { sayLength } from "../src/words/length.ts";
import { say } from "../src/words/say.ts";
import { sayInTurn, sayListed } from "../src/words/sequence.ts";
import { shortCard, unclearCard, withHint } from "./short-card.ts";
import { readWarningArgs, untilOf, type WarningArgs } from "./warning-args.ts";
import { labelOf, nameOf, writeDetails, writeList, writeStatus } from "./warning-cards.ts";

type Act = (context: CommandContext, args: WarningArgs) => Promise<Card>;

/** `/warnings`: what is wrong, where it is told, and why something was not told. */
export const warnings = (actions: WarningActions, gateways: readonly GatewayId[]): Command => {
  const acts = actsOf(actions);
  const known = Object.keys(acts);
  return defineCommand({
    name: "warnings",
    summary: say("menu.warnings"),
    access: "admin",
    options: {
      action: {
        description: say("option.warnings"),
        choices: () => known,
      },
      incident: { description: say("option.incident") },
      for: { description: say("option.mute-for"), choices: () => LENGTHS },
    },
    async run(context, typed): Promise<CommandReply> {
      const args = readWarningArgs(typed, { actions: known, gateways });
      const act =
        args.unknown === undefined ? acts[args.action ?? (args.length === undefined ? "status" : "mute")] : null;
      const card = act
        ? await act(context, args)
        : unclearCard(
            say("alerts.no-action"),
            withHint(
              say("alerts.no-action-text", { given: code(args.unknown ?? ""), known: sayListed(known) }),
              args.unknown ?? "",
              known,
            ),
          );
      return { card, visibility: "private" };
    },
  });
};

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
      if ("refused" in outcome) return shortCard(say("alerts.not-here"), say("alerts.why", { why: outcome.refused }));
      const { lacks } = outcome;
      const told = say("alerts.here", { stop: code("/warnings stop") });
      const incomplete = lacks.length === 0 ? null : say("alerts.incomplete", { rights: lacks });
      return shortCard(say("start.room"), sayInTurn(told, incomplete));
    },
    async second({ caller, place, signal }, { length }) {
      const after = length === undefined ? SECOND_AFTER : untilOf(length, 0);
      if (after === null || after === "over")
        return unclearCard(say("alerts.after-how-long"), say("alerts.after-example"));
      const room = { platform: caller.platform, target: place };
      const refused = await actions.setSecond(room, after, caller.name, signal);
      if (refused !== null) return shortCard(say("alerts.nothing-here"), say("alerts.why", { why: refused }));
      const told = say("alerts.second-text", { length: sayLength(after), stop: code("/warnings stop") });
      return shortCard(say("alerts.second"), told);
    },
    async stop({ caller, place, signal }) {
      await actions.setRoom({ platform: caller.platform, target: place }, false, caller.name, signal);
      return shortCard(say("alerts.stop"), say("alerts.stop-text", { here: code("/warnings here") }));
    },
    async mute({ caller, now }, { length, ...which }) {
      return onIncident(actions, which, now, async (one) => {
        if (length === undefined) return chooseLength(one);
        const until = untilOf(length, now);
        if (until === null) return unclearCard(say("alerts.how-long"), say("alerts.mute-example"));
        const muted = await actions.mute(one.id, until, caller.name);
        const unmute: Action = {
          label: say("alerts.unmute"),
          style: "plain",
          command: "warnings",
          args: { action: "unmute", incident: one.id },
        };
        if (muted === null) return null;
        const name = strong(nameOf(muted));
        const told =
          until === "over"
            ? say("alerts.muted-over", { name })
            : say("alerts.muted-until", { name, until: when(until) });
        return { ...shortCard(say("alerts.muted"), told), actions: [unmute] };
      });
    },
    unmute: ({ caller, now }, which) =>
      onIncident(actions, which, now, async ({ id }) => {
        const unmuted = await actions.mute(id, null, caller.name);
        return unmuted && shortCard(say("alerts.unmuted"), strong(nameOf(unmuted)));
      }),
    ack: ({ caller, now }, which) =>
      onIncident(actions, which, now, async ({ id }) => {
        const known = await actions.acknowledge(id, caller.name);
        if (known === null) return null;
        const by = known.acknowledgedBy ?? caller.name;
        const told = say("alerts.acknowledged-by", { name: strong(nameOf(known)), by });
        return shortCard(say("alerts.acknowledged"), told);
      }),
    details: ({ now }, which) => onIncident(actions, which, now, (one) => Promise.resolve(writeDetails(one, now))),
    async test({ now, signal }) {
      const receipts = await actions.test(now, signal);
      if (receipts.length === 0)
        return shortCard(say("alerts.no-rooms"), say("alerts.no-rooms-text", { here: code("/warnings here") }));
      const items = receipts.map(({ room, receipt }) => [say("parts.of", { name: labelOf(room), what: receipt })]);
      return { tone: "neutral", title: say("alerts.test"), blocks: [{ kind: "list", items }] };
    },
  };
}

/** Mute opens its choices. */
function chooseLength(topic: Topic): Card {
  const choice = (label: Text, length: string): Action => ({
    label,
    style: "plain",
    command: "warnings",
    args: { action: "mute", incident: topic.id, for: length },
  });
  return {
    tone: "neutral",
    title: say("alerts.mute-for"),
    blocks: [text(strong(nameOf(topic)))],
    actions: [
      ...[1, 4, 24].map((count) => choice(say("alerts.hours", { count }), `${count}h`)),
      choice(say("alerts.until-over"), "over"),
    ],
  };
}

/** The named incident, else the newest that is open, of one gateway where it is named. */
async function onIncident(
  actions: WarningActions,
  { incident: named, gateway }: Pick<WarningArgs, "incident" | "gateway">,
  now: number,
  act: (topic: Topic) => Promise<Card | null>,
): Promise<Card> {
  const open = (await actions.status(now)).incidents.filter(
    ({ incident }) =>
      incident.phase !== "over" &&
      (gateway === undefined || [incident, ...incident.members].some((one) => one.gateway === gateway)),
  );
  if (named === undefined && open.length === 0)
    return shortCard(say("alerts.open", { count: 0 }), say("alerts.none-open", { list: code("/warnings list") }));
  const chosen = named === undefined ? (open.at(-1)?.incident ?? null) : await actions.find(named);
  const card = chosen && (await act(chosen));
  const list = code("/warnings list");
  const why =
    named === undefined
      ? say("quiet.see", { command: list })
      : say("alerts.no-incident-of", { given: code(named), list });
  return card ?? unclearCard(say("alerts.no-incident"), why);
}
