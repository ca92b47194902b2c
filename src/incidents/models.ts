import type { Incident } from "../core/incident.ts";
import type { GatewayReport } from "../core/report.ts";
import { RULE_FACTS } from "../core/rules.ts";

/** Adds which model answers instead of which, where that is what an incident does; it stays known while it ends. Pure. */
export function nameModels(incident: Incident, { agents }: GatewayReport): Incident {
  if (RULE_FACTS[incident.cause].role === "apart" || incident.phase === "over") return incident;
  const mine = agents.filter(({ setting }) => incident.agents.length === 0 || incident.agents.includes(setting.id));
  const bad = mine.filter(({ verdict }) => verdict === "silent-fallback" || verdict === "failing");
  const worst = bad.find(({ verdict }) => verdict === "failing") ?? bad[0];
  const configured = worst?.setting.primary?.model;
  if (worst === undefined || configured === undefined) return incident;
  const answering = worst.verdict === "failing" ? null : (worst.answering?.model.model ?? null);
  return { ...incident, models: { configured, answering } };
}
