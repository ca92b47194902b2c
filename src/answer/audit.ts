import type { AuditEntry, AuditLog } from "../core/audit.ts";
import type { Command, CommandCall } from "../core/command.ts";
import type { Log } from "../core/log.ts";
import type { Clock } from "../core/time.ts";
import { redact, shorten } from "../lib/redact.ts";

type CallOfAdmin = Pick<CommandCall, "caller" | "args" | "place">;

/** One row and one log line for each call that needs an admin. */
export function createAudit(clock: Clock, log: Log, audit: AuditLog | null) {
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
