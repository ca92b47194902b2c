import { toPlainJson } from "../platforms/terminal/plain.ts";
import { parseArgs } from "node:util";
import type { Text } from "../core/card.ts";
import type { Finding } from "../core/finding.ts";
import { say } from "../words/say.ts";
import { english, speakText } from "../words/speak.ts";
import { toExitCode } from "./doctor/finding.ts";
import type { Ask, Fixed } from "./doctor/fix.ts";
import { printFinding, printFixed, printSum } from "./doctor/print.ts";
import { loadEnvironment } from "./environment.ts";
import { EXIT } from "./exit-codes.ts";
import { meantOf, UsageError, type Shell, type Subcommand } from "./subcommand.ts";

export const doctor: Subcommand = {
  name: "doctor",
  usage: "doctor [--fix] [--json]",
  summary: say("shell.doctor"),
  async run(shell) {
    const { json, fix } = readFlags(shell);
    const { output, signal, language } = shell;
    const print = (finding: Finding): void => void (json || output.write(printFinding(finding, shell)));
    let findings = await look(shell, print);
    const fixed = fix && !signal.aborted ? await mendAll(findings, shell, json) : [];
    if (fixed.some(({ done }) => done)) {
      if (!json) output.write(`\n${speakText(say("keep.again"), language)}\n`);
      findings = await look(reload(shell), (finding) => finding.mark === "fine" || print(finding));
    }
    const exit = signal.aborted ? EXIT.cannotTell : toExitCode(findings);
    const told = {
      version: shell.version,
      exit,
      checks: findings.map(inEnglish),
      ...(fix && { fixed: fixed.map(inEnglish) }),
    };
    if (json) output.write(`${toPlainJson(told)}\n`);
    else if (signal.aborted) output.write(`\n${speakText(say("keep.stopped"), language)}\n`);
    else output.write(printSum(findings, language, fix));
    return exit;
  },
};

/** Programs read English, whoever runs them. */
const inEnglish = <T extends { readonly about: Text; readonly text: Text; readonly hint?: Text | null }>(told: T) => ({
  ...told,
  about: english(told.about),
  text: english(told.text),
  ...(told.hint != null && { hint: english(told.hint) }),
});

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
          .confirm(speakText(question, shell.language))
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
    const flags = ["--fix", "--json"];
    throw new UsageError(say("shell.takes-only", { name: "doctor", flags, typed: args.join(" "), meant }));
  }
}
