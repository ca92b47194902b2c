import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { SessionRow } from "../../core/gateway.ts";
import { MINUTE } from "../../core/time.ts";
import { say } from "../../words/say.ts";

/** A model may think for a while, and a tool may build something. */
const PATIENCE = { model: 5 * MINUTE, tool: 10 * MINUTE } as const;

/** A run is under way, and for some minutes nothing has come of it. */
export const stalledTurn: Rule = {
  id: "stalled-turn",
  inspect({ snapshot, now }) {
    const stalled = snapshot.sessions.filter(({ idle }) => idle !== undefined && idle.for >= PATIENCE[idle.waitsFor]);
    return [...Map.groupBy(stalled, ({ agent }) => agent)].map(([agent, rows]) => toDiagnosis(agent, rows, now));
  },
};

function toDiagnosis(agent: string, rows: readonly SessionRow[], now: number): Diagnosis {
  const since = now - Math.max(...rows.map(({ idle }) => idle?.for ?? 0));
  const tools = rows.every(({ idle }) => idle?.waitsFor === "tool");
  return {
    rule: "stalled-turn",
    subject: agent,
    severity: "warning",
    title: say("turns.stalled", { count: rows.length }),
    explanation: [say("turns.stalled.why", { since: when(since), for: tools ? "tool" : "model" })],
    next: [say("turns.stalled.next", { stop: code("/stop") })],
    remedy: null,
    agents: [agent],
    since,
  };
}
