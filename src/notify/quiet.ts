import type { Topic } from "../core/incident.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { KeptQuiet, Quiet } from "../core/quiet.ts";
import type { Instant } from "../core/time.ts";

/** The name of a silence that was set ahead. */
export type SetSilence = "maintenance" | "quiet-hours";

/**
 * The silence that holds for what a card tells of; null when none does. It has to hold for every gateway it tells of;
 * what concerns the companion itself (`own`) is never silent. Pure.
 */
export function silenceFor(
  topic: Topic,
  quiets: readonly KeptQuiet[],
  own: GatewayId,
  now: Instant,
): SetSilence | null {
  const gateways = topic.members.length > 0 ? topic.members.map(({ gateway }) => gateway) : [topic.gateway];
  const all = gateways.map((gateway) => (gateway === own ? null : silenceOf(gateway, quiets, now)));
  if (all.every((one) => one === "maintenance")) return "maintenance";
  return topic.severity !== "critical" && all.every((one) => one !== null) ? "quiet-hours" : null;
}

function silenceOf(gateway: GatewayId, quiets: readonly KeptQuiet[], now: Instant): SetSilence | null {
  const held = quiets.filter(({ quiet }) => (quiet.gateway ?? gateway) === gateway && isNow(quiet, now));
  if (held.some(({ quiet }) => quiet.kind === "maintenance")) return "maintenance";
  return held.length > 0 ? "quiet-hours" : null;
}

/** Hours that end before they begin end on the next day. */
function isNow({ kind, from, until }: Quiet, now: Instant): boolean {
  if (kind === "maintenance") return from <= now && now < until;
  const date = new Date(now);
  const minute = date.getHours() * 60 + date.getMinutes();
  return from <= until ? from <= minute && minute < until : minute >= from || minute < until;
}
