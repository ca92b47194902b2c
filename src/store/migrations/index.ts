import type { Migration } from "kysely/migration";
import { evidence } from "./0001-evidence.ts";
import { repairs } from "./0002-repairs.ts";
import { incidents } from "./0003-incidents.ts";
import { platformMemory } from "./0004-platform-memory.ts";
import { releases } from "./0005-releases.ts";
import { repairOwed } from "./0006-repair-owed.ts";
import { judgements } from "./0007-judgements.ts";
import { reasons } from "./0009-reasons.ts";
import { plans } from "./0010-plans.ts";
import { audit } from "./0011-audit.ts";
import { roomFaults } from "./0012-room-faults.ts";
import { incidentGroups } from "./0013-incident-groups.ts";
import { identity } from "./0018-identity.ts";
import { gatewayChanges } from "./0019-gateway-changes.ts";
import { retriedTurns } from "./0020-retried-turns.ts";
import { rests } from "./0021-rests.ts";
import { sums } from "./0032-sums.ts";
import { enrolment } from "./0040-enrolment.ts";
import { quiet } from "./0041-quiet.ts";
import { places } from "./0042-places.ts";
import { cost } from "./0043-cost.ts";
import { standings } from "./0050-standings.ts";
import { sumsAtOnce } from "./0054-sums-at-once.ts";
import { attemptEntry } from "./0055-attempt-entry.ts";
import { sideTurns } from "./0056-side-turns.ts";
import { failureSums } from "./0057-failure-sums.ts";
import { readOnce } from "./0058-read-once.ts";
import { unauthorized } from "./0059-unauthorized.ts";

/** Applied in the order of their names; one that was released is never changed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-evidence": evidence,
  "0002-repairs": repairs,
  "0003-incidents": incidents,
  "0004-platform-memory": platformMemory,
  "0005-releases": releases,
  "0006-repair-owed": repairOwed,
  "0007-judgements": judgements,
  "0009-reasons": reasons,
  "0010-plans": plans,
  "0011-audit": audit,
  "0012-room-faults": roomFaults,
  "0013-incident-groups": incidentGroups,
  "0018-identity": identity,
  "0019-gateway-changes": gatewayChanges,
  "0020-retried-turns": retriedTurns,
  "0021-rests": rests,
  "0032-sums": sums,
  "0040-enrolment": enrolment,
  "0041-quiet": quiet,
  "0042-places": places,
  "0043-cost": cost,
  "0050-standings": standings,
  "0054-sums-at-once": sumsAtOnce,
  "0055-attempt-entry": attemptEntry,
  "0056-side-turns": sideTurns,
  "0057-failure-sums": failureSums,
  "0058-read-once": readOnce,
  "0059-unauthorized": unauthorized,
};
