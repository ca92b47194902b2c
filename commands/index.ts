import type { Command } from "../src/core/command.ts";
import type { HistorySource } from "../src/core/history.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { WarningActions } from "../src/core/warnings.ts";
import type { RepairDesk } from "../src/core/repair-desk.ts";
import { fixCodex } from "./fix-codex.ts";
import { fixLog } from "./fix-log.ts";
import { help } from "./help.ts";
import { modelHistory } from "./model-history.ts";
import { modelStatus } from "./model-status.ts";
import { releaseSessions } from "./release-sessions.ts";
import { undoFix } from "./undo-fix.ts";
import { warnings } from "./warnings.ts";

/** What commands work on. Each takes only the port it needs. */
export interface CommandPorts {
  readonly reports: ReportSource;
  readonly histories: HistorySource;
  readonly desk: RepairDesk;
  readonly warnings: WarningActions;
}

/** In the order they are published. */
export function createCommands({ reports, histories, desk, warnings: warningDesk }: CommandPorts): readonly Command[] {
  const commands: readonly Command[] = [
    modelStatus(reports),
    modelHistory(histories),
    fixCodex(desk, reports),
    undoFix(desk, reports),
    releaseSessions(desk, reports),
    fixLog(desk),
    warnings(warningDesk),
    help(() => commands),
  ];
  return commands;
}
