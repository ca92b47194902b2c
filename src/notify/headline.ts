import type { Message, Text } from "../core/card.ts";
import type { Incident, Topic } from "../core/incident.ts";
import { sayLength } from "../words/length.ts";
import { say } from "../words/say.ts";

/** The first line of a card: who has it, and what it does. The cause follows below. */
export const headlineOf = (topic: Topic): Text =>
  topic.members.length > 0 ? topic.title : toHeadline(topic.gateway, effectOf(topic));

/** `gateway: what is so` */
export const toHeadline = (gateway: string, effect: Text): Message => say("incidents.headline", { gateway, effect });

/** Whether the first line says the cause already, and not only what it does. */
export const saysCause = ({ members, cause, models }: Topic): boolean =>
  members.length > 0 || (cause !== "gateway-away" && cause !== "blind" && models === undefined);

/** What somebody in a chat notices of it. */
function effectOf({ cause, title, models }: Incident): Text {
  if (cause === "gateway-away") return say("incidents.unreachable");
  if (cause === "blind") return say("incidents.unread");
  if (models === undefined) return title;
  const { answering, configured } = models;
  return answering === null ? say("incidents.none-answers") : say("incidents.instead", { answering, configured });
}

/** The first line once a repair was proved, and before anybody was answered. */
export const repairedLine = ({ gateway, title, models }: Topic): Message =>
  say("incidents.repaired", {
    what:
      models === undefined
        ? toHeadline(gateway, title)
        : say("incidents.uses-again", { gateway, model: models.configured }),
  });

/** The first line once it is over. */
export function resolvedLine(topic: Topic): Message {
  if (topic.ended === "replaced") return say("incidents.closed", { gateway: topic.gateway });
  const lasted = lastedOf(topic);
  const end = endOf(topic);
  return lasted === null ? say("incidents.resolved", { end }) : say("incidents.resolved-after", { lasted, end });
}

function endOf({ cause, gateway, title, models, members: { length: count } }: Topic): Message {
  if (cause === "gateway-away")
    return count > 0 ? say("incidents.all-reachable", { count }) : say("incidents.reachable-again", { gateway });
  if (count > 0) return say("incidents.on-all", { title, count });
  if (cause === "blind") return say("incidents.readable-again", { gateway });
  return models === undefined
    ? toHeadline(gateway, title)
    : say("incidents.answers-again", { model: models.configured, gateway });
}

/** How long it lasted; null when the clocks that were asked do not agree. */
function lastedOf({ begunAt, goneSince, overAt }: Incident): Message | null {
  const end = goneSince ?? overAt;
  return end === null || end < begunAt ? null : sayLength(end - begunAt);
}
