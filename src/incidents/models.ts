import type { Incident } from "../core/incident.ts";
import { formatModel, type ModelRef } from "../core/model.ts";
import type { GatewayReport } from "../core/report.ts";
import { RULE_FACTS } from "../core/rules.ts";

/** Adds which model answers instead of which, where that is what an incident does; it stays known while it ends. Pure. */
export function nameModels(incident: Incident, { agents }: GatewayReport): Incident {
  if (RULE_FACTS[incident.cause].role === "apart" || incident.phase === "over") return incident;
  const mine = agents.filter(({ setting }) => incident.agents.length === 0 || incident.agents.includes(setting.id));
  const bad = mine.filter(({ verdict }) => verdict === "silent-fallback" || verdict === "failing");
  const worst = bad.find(({ verdict }) => verdict === "failing") ?? bad[0];
  const primary = worst?.setting.primary;
  if (!worst || !primary) return incident;
  const answering = worst.verdict === "failing" ? null : (worst.answering?.model ?? null);
  const models = toNames(primary, answering);
  return models === null ? incident : { ...incident, models };
}

/** Short, where that tells them apart; null where nothing does: then it is the way that differs, and not the model. */
function toNames(configured: ModelRef, answering: ModelRef | null): NonNullable<Incident["models"]> | null {
  if (answering?.model !== configured.model)
    return { configured: configured.model, answering: answering?.model ?? null };
  if (answering.provider === configured.provider) return null;
  return { configured: formatModel(configured), answering: formatModel(answering) };
}
