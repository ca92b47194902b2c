import { code, type Line } from "../core/card.ts";
import type { Finding } from "../core/incident.ts";
import type { GatewayReport } from "../core/report.ts";
import { RULE_FACTS, RULE_IDS, type RuleId } from "../core/rules.ts";

const AWAY = "gateway-away";
const BLIND = "blind";
const IN_RECORD = RULE_IDS.filter((id) => RULE_FACTS[id].seen === "record");

/** What every rule says of a gateway now. What cannot be read is unknown, never clear. Pure. */
export function readFindings(report: GatewayReport): readonly Finding[] {
  return [...readLink(report), ...IN_RECORD.flatMap((id) => readRule(id, report))];
}

function readRule(rule: RuleId, report: GatewayReport): readonly Finding[] {
  if (report.reading.state === "unreadable") return [{ rule, state: "unknown", why: report.reading.why }];
  const cannot = report.cannotTell.find((one) => one.rule === rule);
  if (cannot) return [{ rule, state: "unknown", why: cannot.why }];
  const found = report.diagnoses.filter((one) => one.rule === rule);
  if (found.length === 0) return [{ rule, state: "clear" }];
  const [first] = found;
  return first ? [{ ...first, state: "found", agents: [...new Set(found.flatMap(({ agents }) => agents))] }] : [];
}

/** A gateway that is away and one that may not be read are two troubles; neither looks healthy. */
function readLink({ link, reading }: GatewayReport): readonly Finding[] {
  const away: Finding = { rule: AWAY, state: "clear" };
  const blind: Finding = { rule: BLIND, state: "clear" };
  const found = { state: "found" as const, remedy: null, agents: [] };
  switch (link.state) {
    case "connecting":
      return [
        { rule: AWAY, state: "unknown", why: "it is being connected to" },
        { rule: BLIND, state: "unknown", why: "it is being connected to" },
      ];
    case "waiting": {
      const step: Line = link.fix === undefined ? [] : [" What to do: ", code(link.fix), "."];
      const explanation = [`${link.why}. Nothing can be said about its models until it answers.`, ...step];
      return [{ ...found, rule: AWAY, severity: "critical", title: "The gateway is away", explanation }, blind];
    }
    case "pairing":
    case "refused": {
      const explanation = [`I cannot see: ${link.why}. What to do: `, code(link.fix), "."];
      return [
        away,
        { ...found, rule: BLIND, severity: "warning", title: "The companion cannot read this gateway", explanation },
      ];
    }
    case "ready": {
      if (reading.state === "current" || (reading.since === null && !reading.failed)) return [away, blind];
      const explanation = [`I cannot see: ${reading.why}.`];
      return [
        away,
        { ...found, rule: BLIND, severity: "warning", title: "The companion cannot read this gateway", explanation },
      ];
    }
  }
}
