import type { Incident } from "../core/incident.ts";
import { lengthOf } from "../lib/length.ts";
import { english } from "../words/speak.ts";
import type { Topic } from "./topic.ts";

/** The first line of a card: who has it, and what it does. The cause follows below. */
export const headlineOf = (topic: Topic): string =>
  topic.members.length > 0 ? english(topic.title) : `${topic.gateway}: ${effectOf(topic)}`;

/** What somebody in a chat notices of it. */
function effectOf({ cause, title, models }: Incident): string {
  if (cause === "gateway-away") return "unreachable";
  if (cause === "blind") return "cannot be read";
  if (models === undefined) return english(title);
  return models.answering === null ? "no model answers" : `${models.answering} answers instead of ${models.configured}`;
}

/** The first line once a repair was proved, and before anybody was answered. */
export const repairedLine = ({ gateway, title, models }: Topic): string =>
  models === undefined
    ? `Repaired: ${gateway}: ${english(title)}`
    : `Repaired: ${gateway} uses ${models.configured} again`;

/** The first line once it is over. */
export function resolvedLine(topic: Topic): string {
  if (topic.ended === "replaced") return `Closed: another gateway stands behind ${topic.gateway} now`;
  const lasted = lastedOf(topic);
  return `Resolved${lasted === null ? "" : ` after ${lasted}`}: ${endOf(topic)}`;
}

function endOf({ cause, gateway, title, models, members }: Topic): string {
  const many = members.length > 0 ? `all ${members.length} gateways` : null;
  if (cause === "gateway-away") return many === null ? `${gateway} is reachable again` : `${many} reachable again`;
  if (many !== null) return `${english(title)} (on ${many})`;
  if (cause === "blind") return `${gateway} can be read again`;
  return models === undefined ? `${gateway}: ${english(title)}` : `${models.configured} answers on ${gateway} again`;
}

/** How long it lasted; null when the clocks that were asked do not agree. */
function lastedOf({ begunAt, goneSince, overAt }: Incident): string | null {
  const end = goneSince ?? overAt;
  return end === null || end < begunAt ? null : lengthOf(end - begunAt);
}
