import type { Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { RepairDesk } from "../src/repair/desk.ts";
import { fixCodex } from "./fix-codex.ts";
import { fixLog } from "./fix-log.ts";
import { help } from "./help.ts";
import { modelStatus } from "./model-status.ts";
import { undoFix } from "./undo-fix.ts";

/** What commands work on. Each takes only the port it needs. */
export interface CommandPorts {
  readonly reports: ReportSource;
  readonly desk: RepairDesk;
}

/** In the order they are published. */
export function createCommands({ reports, desk }: CommandPorts): readonly Command[] {
  const commands: readonly Command[] = [
    modelStatus(reports),
    fixCodex(desk, reports),
    undoFix(desk, reports),
    fixLog(desk),
    help(() => commands),
  ];
  return commands;
}
