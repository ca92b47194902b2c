import type { Language } from "../core/card.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { SUBCOMMANDS } from "./index.ts";
import { meantOf } from "./subcommand.ts";

/** How it is called, and what each subcommand does. */
export async function writeUsage(language: Language): Promise<string> {
  const all = await Promise.all(SUBCOMMANDS.map((one) => one.load()));
  // Beneath each other: side by side they are wider than most terminals.
  const lines = all.flatMap((one) => [`  ${one.usage}`, `      ${speakText(one.summary, language)}`]);
  const [head, tail] = [say("shell.usage-any"), say("shell.settings-from")];
  return [speakText(head, language), "", ...lines, "", speakText(tail, language)].join("\n");
}

/** For whoever called something that is no subcommand. */
export async function writeUnknown(name: string, language: Language): Promise<string> {
  const meant = meantOf(name, [...SUBCOMMANDS.map((one) => one.name), "--help", "--version"]);
  return `${speakText(say("shell.no-subcommand", { name, meant }), language)}\n\n${await writeUsage(language)}`;
}
