import type { Card } from "../core/card.ts";
import type { DrawHistory } from "../core/history.ts";
import type { Incident, Notice, NoticeKind, Told, Topic } from "../core/incident.ts";
import type { AboutIncident, ChatPlatform } from "../core/platform.ts";
import type { PostedRef } from "../core/posted.ts";
import { HOUR, type Clock, type Instant } from "../core/time.ts";
import { writeIncident, writeReply } from "./card.ts";
import { fingerprintOf } from "./fingerprint.ts";

export interface SendParts {
  /** Draws the history of a gateway, for the notice that a trouble is over. */
  readonly draw?: DrawHistory;
  readonly isFlapping: (incident: Topic, now: Instant) => boolean;
  readonly clock: Clock;
}

/** Sends one message, as things stand now, and says what the room was told then; null when there is nothing to send. */
export async function send(
  notice: Notice,
  incident: Topic,
  told: Told,
  platform: ChatPlatform,
  parts: SendParts,
  signal: AbortSignal,
): Promise<{ readonly told: Told; readonly ref: PostedRef } | null> {
  const now = parts.clock();
  const flapping = parts.isFlapping(incident, now);
  const { target } = notice.to;
  if (notice.kind === "open" || notice.kind === "update") {
    const fingerprint = fingerprintOf(incident, flapping, now);
    if (notice.kind === "update" && (told.card === null || told.fingerprint === fingerprint)) return null;
    // Nobody waits for what came and went long ago.
    if (told.card === null && incident.overAt !== null && now - incident.overAt > HOUR) return null;
    const replacing = told.card === null ? {} : { replacing: told.card };
    const how = { key: notice.id, about: aboutOf(incident), ...replacing, ...(notice.kind === "open" && MENTION) };
    const card = await platform.post(target, writeIncident(incident, flapping, now), how, signal);
    return { told: toTold(incident, told, card, fingerprint, now), ref: card };
  }
  if (told.card === null || isOutdated(notice.kind, incident)) return null;
  const reply = await withPicture(writeReply(notice.kind, incident, told.announced, now), notice, incident, parts);
  const ref = await platform.post(
    target,
    reply,
    {
      key: notice.id,
      about: aboutOf(incident),
      answering: told.card,
      ...(notice.kind === "escalation" && MENTION),
    },
    signal,
  );
  return { told: { ...told, soundedAt: now, announced: announcedBy(notice.kind, incident) }, ref };
}

/** Who is mentioned is called: when something begins, comes again or grows worse, never that it lasts or is over. */
const MENTION = { mention: true } as const;

const aboutOf = ({ id, gateway, cause, severity, begunAt, goneSince, overAt }: Incident): AboutIncident => ({
  incident: id,
  gateway,
  cause,
  severity,
  startsAt: begunAt,
  endsAt: overAt === null ? null : (goneSince ?? overAt),
});

/** The end of a trouble with answers is told with a picture of it; without one when it cannot be drawn. */
async function withPicture(card: Card, { kind }: Notice, incident: Topic, parts: SendParts): Promise<Card> {
  const { begunAt, gateway, impact, members } = incident;
  const counted = impact.fallbacks + impact.unauthorized + impact.exhausted > 0;
  if (kind !== "recovery" || !counted || members.length > 0 || !parts.draw) return card;
  const picture = await parts.draw(gateway, begunAt - HOUR, parts.clock()).catch(() => null);
  return picture === null ? card : { ...card, blocks: [...card.blocks, picture] };
}

/** Nobody is told of an end that was not one, nor that something lasts which is over. */
const isOutdated = (kind: NoticeKind, { phase }: Incident): boolean => (kind === "recovery") !== (phase === "over");

const announcedBy = (kind: NoticeKind, { severity }: Incident): Told["announced"] =>
  kind === "recovery" ? null : severity;

/** A card that says it is over has told the end; one that was just posted has made a sound. */
function toTold(incident: Topic, told: Told, card: PostedRef, fingerprint: string, now: Instant): Told {
  const isNew = told.card === null;
  const announced = incident.phase === "over" ? null : isNew ? incident.severity : told.announced;
  return { card, fingerprint, editedAt: now, soundedAt: isNew ? now : told.soundedAt, announced };
}
