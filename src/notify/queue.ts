import type { Incident, Notice, Outbox, Topic } from "../core/incident.ts";
import type { QuietStore } from "../core/quiet.ts";
import type { Decision } from "../core/warnings.ts";
import { SECOND, type Instant } from "../core/time.ts";
import { decideNotice } from "./decide.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { silenceFor } from "./quiet.ts";
import { isAbout, OWN } from "./rooms/incident.ts";
import type { Rooms } from "./rooms/rooms.ts";
import type { Target } from "../core/rooms.ts";

export interface QueueParts {
  readonly outbox: Outbox;
  readonly rooms: Pick<Rooms, "audience">;
  readonly isFlapping: (incident: Incident, now: Instant) => boolean;
  readonly remindAfter: number;
  /** Times without a sound that were set ahead; none when absent. */
  readonly quiets?: Pick<QuietStore, "all">;
  /** How long an opening waits for others of the same cause (ms). */
  readonly gather: number;
  readonly newId: () => string;
}

/** A card that changes all the time is edited this often at most. */
const EDIT_PAUSE = 5 * SECOND;

/** Decides for every room what it is told of an incident, and queues it. Resolves to how many messages that is. */
export async function queueNotices(incident: Topic, parts: QueueParts, now: Instant): Promise<number> {
  const decisions = await decideAll(incident, parts, now);
  const notices = decisions.flatMap(({ to, decision }): readonly Notice[] =>
    decision.speak
      ? decision.kinds.map((kind) => ({
          id: parts.newId(),
          to,
          incident: incident.id,
          kind,
          createdAt: now,
          attempts: 0,
          dueAt: kind === "open" ? now + parts.gather : now,
        }))
      : [],
  );
  await parts.outbox.add(notices);
  return notices.length;
}

/** What everybody who listens would be told now, or the name of the silence. */
export async function decideAll(
  incident: Topic,
  { outbox, rooms, isFlapping, remindAfter, quiets }: QueueParts,
  now: Instant,
): Promise<readonly { readonly to: Target; readonly decision: Decision }[]> {
  const flapping = isFlapping(incident, now);
  const fingerprint = fingerprintOf(incident, flapping, now);
  const quiet = silenceFor(incident, (await quiets?.all()) ?? [], OWN, now);
  const decisions = (await rooms.audience()).map(async ({ to, onlyKnown, after }) => {
    // A room that takes nothing need not be told so.
    if (isAbout(incident, to)) return [];
    // In this order: what is sent in between stands in both, and in no case in neither.
    const queued = await outbox.queued(incident.id, to);
    const told = await outbox.told(incident.id, to);
    const isNew = told.card === null && queued.length === 0;
    if (isNew && onlyKnown) return [];
    if (isNew && after !== undefined && !isLeft(incident, after, now))
      return [{ to, decision: { speak: false, silence: "not-escalated" } as const }];
    const input = { quiet, incident, told, queued, fingerprint, flapping, now, remindAfter, editPause: EDIT_PAUSE };
    return [{ to, decision: decideNotice(input) }];
  });
  return (await Promise.all(decisions)).flat();
}

/** Open for so long, and nobody has said that they see to it. */
const isLeft = ({ phase, severity, acknowledgedBy, openings, begunAt }: Topic, after: number, now: Instant): boolean =>
  phase === "open" && severity !== "info" && acknowledgedBy === null && now - (openings.at(-1) ?? begunAt) >= after;
