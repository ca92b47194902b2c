import { parseArgs } from "node:util";
import type { Finding } from "../core/finding.ts";
import { toExitCode } from "./doctor/finding.ts";
import { printFinding, printSum } from "./doctor/print.ts";
import { EXIT } from "./exit-codes.ts";
import { UsageError, type Shell, type Subcommand } from "./subcommand.ts";

export const doctor: Subcommand = {
  name: "doctor",
  usage: "doctor [--json]",
  summary: "check everything and say what to do; exits 0 all is well, 1 a problem to fix, 2 unknown",
  async run(shell) {
    const json = readFlag(shell);
    const { output, color, width, signal } = shell;
    // Loaded here, because the other subcommands need nothing of what the checks are made with.
    const { examine } = await import("./doctor/examine.ts");
    const findings: Finding[] = [];
    for await (const finding of examine(shell)) {
      if (signal.aborted) break;
      findings.push(finding);
      if (!json) output.write(printFinding(finding, { width, color }));
    }
    const exit = signal.aborted ? EXIT.cannotTell : toExitCode(findings);
    if (json) output.write(`${JSON.stringify({ version: shell.version, exit, checks: findings }, null, 2)}\n`);
    else output.write(signal.aborted ? "\nStopped before every check was made.\n" : printSum(findings));
    return exit;
  },
};

function readFlag({ args }: Shell): boolean {
  try {
    return parseArgs({ args: [...args], options: { json: { type: "boolean" } } }).values.json ?? false;
  } catch {
    throw new UsageError(`doctor takes only --json, not ${args.join(" ")}`);
  }
}
