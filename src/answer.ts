import type { AuditEntry, AuditLog } from "./core/audit.ts";
import { code, text, type Line } from "./core/card.ts";
import { usageOf, type Command, type CommandCall, type CommandReply, type TypingCall } from "./core/command.ts";
import type { Log } from "./core/log.ts";
import type { Answer } from "./core/platform.ts";
import type { Clock } from "./core/time.ts";
import { redact, shorten } from "./lib/redact.ts";

/** Finds the command, checks access and arguments, and turns failures into replies. Never rejects. */
export function createAnswer(commands: readonly Command[], clock: Clock, log: Log, audit?: AuditLog): Answer {
  const note = createAudit(clock, log, audit);
  const find = (called: string): Command | undefined =>
    commands.find(({ name }) => name === called.replaceAll("_", "-"));
  const answer = async (call: CommandCall): Promise<CommandReply> => {
    const command = find(call.name);
    if (!command)
      return refuse(
        "There is no such command",
        code(`/${shorten(call.name, 40)}`),
        " is not known here; ",
        code("/help"),
        " lists what is.",
      );
    if (command.access === "admin") await note(command, call, call.caller.admin ? "allowed" : "refused");
    if (command.access === "admin" && !call.caller.admin) {
      return refuse(
        "Only admins may do that",
        code(`/${command.name}`),
        " is for the admins this bot was configured with.",
      );
    }
    const problem = readProblem(command, call.args);
    if (problem !== null) return refuse("That cannot be understood", `${problem} Usage: `, code(usageOf(command)));
    return run(command, call, clock, log);
  };
  const propose = async ({ name, option, typed, args, caller }: TypingCall): Promise<readonly string[]> => {
    const command = find(name);
    const mayAsk = command !== undefined && (command.access === "everyone" || caller.admin);
    return mayAsk ? (command.options[option]?.choices?.(typed, args) ?? []) : [];
  };
  return Object.assign(answer, { propose });
}

/** One row and one log line for each call that needs an admin. */
function createAudit(clock: Clock, log: Log, audit: AuditLog | undefined) {
  return async ({ name }: Command, { caller, args, place }: CallOfAdmin, decision: AuditEntry["decision"]) => {
    const words = Object.entries(args).map(([key, value]) => `${key}=${shorten(redact(value), 80)}`);
    const what = [`/${name}`, ...words].join(" ");
    const who = { platform: caller.platform, person: caller.id, place, what, decision };
    log.info(who, "a call that needs an admin");
    const entry = { at: clock(), name: caller.name, gateway: args["gateway"] ?? null, ...who };
    // A store in trouble keeps nobody from a repair; the log line stands.
    await audit?.add(entry).catch(() => log.warn({ what }, "the call was not kept"));
  };
}

type CallOfAdmin = Pick<CommandCall, "caller" | "args" | "place">;

async function run(command: Command, call: CommandCall, clock: Clock, log: Log): Promise<CommandReply> {
  const { caller, place, signal } = call;
  try {
    return await command.run({ caller, place, signal, now: clock() }, call.args);
  } catch (error) {
    const why = shorten(redact(error instanceof Error ? error.message : "unknown error"), 300);
    log.error({ command: command.name, why }, "command failed");
    return refuse("That did not work", code(`/${command.name}`), ` failed: ${why}`);
  }
}

function readProblem({ options }: Command, args: CommandCall["args"]): string | null {
  const unknown = Object.keys(args).find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined) return `"${shorten(unknown, 40)}" is not an option of this command.`;
  const missing = Object.entries(options).find(([name, option]) => option.required && !args[name]);
  return missing ? `"${missing[0]}" is missing: ${missing[1].description}.` : null;
}

const refuse = (title: string, ...line: Line): CommandReply => ({
  card: { tone: "neutral", title, blocks: [text(...line)] },
  visibility: "private",
});
