import { createHash } from "node:crypto";
import type { Card, SpokenCard } from "../../core/card.ts";
import type { AboutIncident } from "../../core/platform.ts";
import { MINUTE, type Instant } from "../../core/time.ts";
import { wordsOf } from "../../words/speak.ts";

/** Alertmanager's word for an end that is not there yet. */
const NEVER = "0001-01-01T00:00:00Z";

/**
 * A card as Alertmanager's webhook (version 4) tells it; `text` besides is what chats with incoming hooks show. What
 * is about no incident, such as a drill, ends by itself.
 */
export function writeAlert(card: SpokenCard, about: AboutIncident | undefined, now: Instant): object {
  const { title } = card;
  const isOver = about !== undefined && about.endsAt !== null;
  const status = isOver ? "resolved" : "firing";
  const labels = {
    alertname: about?.cause ?? "companion-notice",
    severity: about?.severity ?? "info",
    ...(about && { gateway: about.gateway, incident: about.incident }),
  };
  const annotations = { summary: title, description: describe(card) };
  const endsAt = about === undefined ? toTime(now + 5 * MINUTE) : about.endsAt === null ? NEVER : toTime(about.endsAt);
  const id = about?.incident ?? title;
  return {
    version: "4",
    groupKey: `{}:{incident="${id}"}`,
    truncatedAlerts: 0,
    status,
    receiver: "openclaw-companion",
    groupLabels: { alertname: labels.alertname },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: "",
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: toTime(about?.startsAt ?? now),
        endsAt,
        generatorURL: "",
        fingerprint: createHash("sha256").update(id).digest("hex").slice(0, 16),
      },
    ],
    text: `[${status.toUpperCase()}] ${title}`,
  };
}

const toTime = (at: Instant): string => new Date(at).toISOString();

/** The sentences of a card, without pictures and tables. */
const describe = ({ blocks }: Card<string>): string =>
  blocks.flatMap((block) => (block.kind === "text" || block.kind === "note" ? [wordsOf(block.text)] : [])).join("\n");
