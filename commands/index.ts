import type { Command } from "../src/core/command.ts";
import type { HistorySource } from "../src/core/history.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { WarningActions } from "../src/core/warnings.ts";
import type { Repairs } from "../src/core/repairs.ts";
import type { AuditStore } from "../src/core/audit.ts";
import type { Digests } from "../src/core/digest.ts";
import type { QuietStore } from "../src/core/quiet.ts";
import type { Places } from "../src/core/places.ts";
import type { SeeCompanions } from "../src/core/companions.ts";
import type { Enrolment } from "../src/core/enrolment.ts";
import { admins } from "./admins.ts";
import { audit } from "./audit.ts";
import { companions } from "./companions.ts";
import { digest } from "./digest.ts";
import { fixCodex, fixRoute } from "./fix-codex.ts";
import { fixLog } from "./fix-log.ts";
import { help } from "./help.ts";
import { id } from "./id.ts";
import { leave } from "./leave.ts";
import { modelHistory } from "./model-history.ts";
import { modelStatus } from "./model-status.ts";
import { quiet } from "./quiet.ts";
import { releaseSessions } from "./release-sessions.ts";
import { setModel } from "./set-model.ts";
import { start } from "./start.ts";
import { undoFix } from "./undo-fix.ts";
import { warnings } from "./warnings.ts";

/** What commands work on. Each takes only the port it needs. */
export interface CommandPorts {
  readonly reports: ReportSource;
  readonly histories: HistorySource;
  readonly repairs: Repairs;
  readonly audit: AuditStore;
  readonly warnings: WarningActions;
  readonly enrolment: Enrolment;
  readonly quiets: QuietStore;
  readonly digests: Digests;
  readonly places: Places;
  readonly companions: SeeCompanions;
}

/** In the order they are published. */
export function createCommands({
  reports,
  histories,
  repairs,
  audit: auditStore,
  warnings: warningDesk,
  enrolment,
  quiets,
  digests,
  places,
  companions: seeCompanions,
}: CommandPorts): readonly Command[] {
  const commands: readonly Command[] = [
    modelStatus(reports),
    modelHistory(histories),
    fixCodex(repairs, reports),
    fixRoute(repairs, reports),
    setModel(repairs, reports),
    undoFix(repairs, reports),
    releaseSessions(repairs, reports),
    fixLog(repairs),
    audit(auditStore),
    warnings(warningDesk, reports.gateways),
    quiet(quiets, reports.gateways),
    digest(digests),
    admins(enrolment),
    leave(places),
    companions(seeCompanions),
    id(),
    start(enrolment, () => commands),
    help(() => commands, seeCompanions),
  ];
  return commands;
}
