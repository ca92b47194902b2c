import type { Action, Text } from "../core/card.ts";
import type { Topic } from "../core/incident.ts";
import type { Instant } from "../core/time.ts";
import { say } from "../words/say.ts";
import { isMuted } from "./muted.ts";

/** The next step first; what else there is opens behind Mute and Details. What was repaired only waits. */
export function writeActions(topic: Topic, now: Instant): readonly Action[] {
  const { gateway, phase, mended, remedy, acknowledgedBy } = topic;
  const warnings = (label: Text, action: string): Action => ({
    label,
    style: "plain",
    command: "warnings",
    args: { action, incident: topic.id },
  });
  const details = warnings(say("incidents.do-details"), "details");
  const mute = isMuted(topic, now)
    ? warnings(say("incidents.do-unmute"), "unmute")
    : warnings(say("incidents.do-mute"), "mute");
  if (phase === "recovering" && mended)
    return [{ label: say("fix.undo"), style: "plain", command: "undo-fix", args: { gateway } }, details];
  return [
    ...(remedy === null || mended
      ? []
      : [{ label: say("incidents.do-fix"), style: "primary", command: "fix-codex", args: { gateway } } as const]),
    ...(acknowledgedBy === null ? [warnings(say("incidents.do-acknowledge"), "ack")] : []),
    mute,
    details,
  ];
}
