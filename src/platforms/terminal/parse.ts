import type { CommandSummary } from "../../core/command.ts";
import { readArguments } from "../shared/typed.ts";

export interface Typed {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Reads `/model-status main agent=ops`, without the slash, too; null for a line of nothing. */
export function parseCommand(line: string, commands: readonly CommandSummary[]): Typed | null {
  const [, typed, rest = ""] = /^\/?(\S*)\s*([^]*)$/.exec(line.trim()) ?? [];
  if (typed === undefined || line.trim() === "") return null;
  const name = typed.toLowerCase().replaceAll("_", "-");
  return { name, args: readArguments(rest, commands.find((command) => command.name === name)?.options ?? {}) };
}
