import { toPlainJson } from "../platforms/terminal/plain.ts";
import { parseArgs } from "node:util";
import type { Finding } from "../core/finding.ts";
import { toExitCode } from "./doctor/finding.ts";
import type { Ask, Fixed } from "./doctor/fix.ts";
import { printFinding, printFixed, printSum } from "./doctor/print.ts";
import { loadEnvironment } from "./environment.ts";
import { EXIT } from "./exit-codes.ts";
import { meantOf, UsageError, type Shell, type Subcommand } from "./subcommand.ts";

export const doctor: Subcommand = {
  name: "doctor",
  usage: "doctor [--fix] [--json]",
  summary: "check everything and say what to do; exits 0 all is well, 1 problem to fix, 2 cannot tell",
  async run(shell) {
    const { json, fix } = readFlags(shell);
    const { output, signal } = shell;
    const print = (finding: Finding): void => void (json || output.write(printFinding(finding, shell)));
    let findings = await look(shell, print);
    const fixed = fix && !signal.aborted ? await mendAll(findings, shell, json) : [];
    if (fixed.some(({ done }) => done)) {
      if (!json) output.write("\nLooked at again:\n");
      findings = await look(reload(shell), (finding) => finding.mark === "fine" || print(finding));
    }
    const exit = signal.aborted ? EXIT.cannotTell : toExitCode(findings);
    const told = { version: shell.version, exit, checks: findings, ...(fix && { fixed }) };
    if (json) output.write(`${toPlainJson(told)}\n`);
    else output.write(signal.aborted ? "\nStopped before every check was made.\n" : printSum(findings, fix));
    return exit;
  },
};

/** All findings, each told as soon as it is there. */
async function look(shell: Shell, tell: (finding: Finding) => void): Promise<readonly Finding[]> {
  // Loaded here, because the other subcommands need nothing of what the checks are made with.
  const { examine } = await import("./doctor/examine.ts");
  const findings: Finding[] = [];
  for await (const finding of examine(shell)) {
    if (shell.signal.aborted) break;
    findings.push(finding);
    tell(finding);
  }
  return findings;
}

async function mendAll(findings: readonly Finding[], shell: Shell, json: boolean): Promise<readonly Fixed[]> {
  const [{ fixAll }, { createPrompts }] = await Promise.all([import("./doctor/fix.ts"), import("./setup/prompts.ts")]);
  const ask: Ask = async (question) =>
    shell.interactive && !json
      ? createPrompts(shell)
          .confirm(question)
          .then((answer) => answer ?? false)
      : null;
  if (!json) shell.output.write("\n");
  const fixed = await fixAll(findings, ask);
  for (const one of fixed) if (!json) shell.output.write(printFixed(one, shell));
  return fixed;
}

/** With the file of settings as it is now. */
function reload(shell: Shell): Shell {
  const { envFile } = shell;
  if (envFile.state === "none") return shell;
  const before = envFile.state === "read" ? new Set(envFile.used) : new Set<string>();
  const own = Object.fromEntries(Object.entries(shell.env).filter(([name]) => !before.has(name)));
  const { env, file } = loadEnvironment(envFile.path, own);
  return { ...shell, env, envFile: file };
}

function readFlags({ args }: Shell): { readonly json: boolean; readonly fix: boolean } {
  try {
    const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" }, fix: { type: "boolean" } } });
    return { json: values.json ?? false, fix: values.fix ?? false };
  } catch {
    const meant = meantOf(args[0] ?? "", ["--fix", "--json"]);
    throw new UsageError(`doctor takes only --fix and --json, not ${args.join(" ")}${meant}`);
  }
}
