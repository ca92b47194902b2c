import { worst, type Diagnosis } from "../core/diagnosis.ts";
import type { Finding } from "../core/incident.ts";
import type { GatewayReport } from "../core/report.ts";
import { RULE_FACTS, RULE_IDS, type RuleId } from "../core/rules.ts";
import { say } from "../words/say.ts";
import type { Found } from "./group.ts";
import { isSameSubject, subjectsOf } from "./subjects.ts";

const AWAY = "gateway-away";
const BLIND = "blind";
const IN_RECORD = RULE_IDS.filter((id) => RULE_FACTS[id].seen === "record");

/** What every rule says of a gateway now. What cannot be read is unknown, never clear. Pure. */
export function readFindings(report: GatewayReport): readonly Finding[] {
  return [...readLink(report), ...IN_RECORD.flatMap((id) => readRule(id, report))];
}

function readRule(rule: RuleId, report: GatewayReport): readonly Finding[] {
  if (report.reading.state === "unreadable") return [{ rule, state: "unknown", why: report.reading.why }];
  if (report.onHold) return [{ rule, state: "unknown", why: say("status.under-way") }];
  const cannot = report.cannotTell.find((one) => one.rule === rule);
  if (cannot) return [{ rule, state: "unknown", why: cannot.why }];
  const found = report.diagnoses.filter((one) => one.rule === rule).reduce<readonly Found[]>(add, []);
  return found.length === 0 ? [{ rule, state: "clear" }] : found;
}

/** One thing has one finding of a rule, under the words of the first; two things have two. */
function add(all: readonly Found[], { subject, ...next }: Diagnosis): readonly Found[] {
  const subjects = subjectsOf({ ...next, ...(subject !== undefined && { subject }) });
  const same = all.filter((one) => isSameSubject(one.subjects ?? [], subjects));
  const [first = next] = same;
  const merged: Found = {
    ...first,
    state: "found",
    subjects: [...new Set([...same.flatMap((one) => one.subjects ?? []), ...subjects])].toSorted(),
    severity: worst([...same.map(({ severity }) => severity), next.severity]),
    agents: [...new Set([...same.flatMap(({ agents }) => agents), ...next.agents])],
  };
  return [...all.filter((one) => !same.includes(one)), merged];
}

/** A gateway that is away and one that may not be read are two troubles; neither looks healthy. */
function readLink({ link, reading }: GatewayReport): readonly Finding[] {
  const away: Finding = { rule: AWAY, state: "clear" };
  const blind: Finding = { rule: BLIND, state: "clear" };
  const found = { state: "found" as const, remedy: null, agents: [] };
  switch (link.state) {
    case "connecting":
      return [
        { rule: AWAY, state: "unknown", why: say("gaps.connecting") },
        { rule: BLIND, state: "unknown", why: say("gaps.connecting") },
      ];
    case "waiting": {
      const explanation = [say("incidents.away.why", { why: link.why })];
      const next = link.fix === undefined ? {} : { next: [say("parts.sentence", { sentence: link.fix })] };
      return [
        { ...found, rule: AWAY, severity: "critical", title: say("incidents.away"), explanation, ...next },
        blind,
      ];
    }
    case "pairing":
    case "refused": {
      const explanation = [say("incidents.blind.why", { why: link.why })];
      const next = [say("parts.sentence", { sentence: link.fix })];
      return [away, { ...found, rule: BLIND, severity: "warning", title: say("incidents.blind"), explanation, next }];
    }
    case "ready": {
      if (reading.state === "current" || (reading.since === null && !reading.failed)) return [away, blind];
      const explanation = [say("incidents.blind.why", { why: reading.why })];
      return [away, { ...found, rule: BLIND, severity: "warning", title: say("incidents.blind"), explanation }];
    }
  }
}
