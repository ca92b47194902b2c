import type { Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import { help } from "./help.ts";
import { modelStatus } from "./model-status.ts";

/** What commands work on. Each takes only the port it needs. */
export interface CommandPorts {
  readonly reports: ReportSource;
}

/** In the order they are published. */
export function createCommands(ports: CommandPorts): readonly Command[] {
  const commands: readonly Command[] = [modelStatus(ports.reports), help(() => commands)];
  return commands;
}
