import { createAudit } from "./answer/audit.ts";
import { findCommand, isProving, mayUse, readProblem } from "./answer/access.ts";
import { readMeant } from "./answer/meant.ts";
import type { Asking, Audience, Welcome } from "./answer/audience.ts";
import { ALLOWANCES, createBuckets, personOf } from "./answer/limits.ts";
import { showWaiting } from "./answer/waiting.ts";
import { createTurns } from "./answer/turns.ts";
import { adminsOnly, failed, notHere, stillBusy, tooMuch, unclear, unknown } from "./answer/words.ts";
import type { Caller, Command, CommandCall, CommandReply, TypingCall } from "./core/command.ts";
import type { AuditLog } from "./core/audit.ts";
import type { Log } from "./core/log.ts";
import type { Admitted, Answer } from "./core/platform.ts";
import type { Clock } from "./core/time.ts";
import { redact, shorten } from "./lib/redact.ts";
import { messageOf } from "./lib/message-of.ts";

export interface AnswerParts {
  readonly audience: Audience;
  /** Keeps every call that needs an admin; null keeps none. */
  readonly audit: AuditLog | null;
  readonly clock: Clock;
  readonly log: Log;
  /** The caller as an admin, where they are one of some gateway alone. */
  readonly toAdmin?: (caller: Caller) => Caller;
}

/**
 * The one place for all that people do: who is answered and how much, who may use what, and failures as replies.
 * Nothing rejects.
 */
export function createAnswer(commands: readonly Command[], parts: AnswerParts): Answer {
  const { audience, audit, clock, log, toAdmin = (caller) => caller } = parts;
  const buckets = createBuckets(clock);
  const turns = createTurns();
  const note = createAudit(clock, log, audit);

  const welcome = (asking: Asking): Promise<Welcome> =>
    audience.welcome(asking).catch((error: unknown) => {
      log.error({ why: whyOf(error) }, "whether somebody belongs here is unknown");
      return asking.caller.admin ? "alone" : "stranger";
    });

  const isWithin = ({ caller, origin, place }: CommandCall): boolean => {
    if (caller.admin) return buckets.take(`admin ${personOf(caller)}`, ALLOWANCES.admin);
    return (
      buckets.take(`person ${personOf(caller)}`, ALLOWANCES.person) &&
      buckets.take(`place ${origin.platform}:${place}`, ALLOWANCES.place) &&
      buckets.take("everybody", ALLOWANCES.everybody)
    );
  };
  /** Nobody tries one proof after another, and no crowd does it for them. */
  const mayProve = ({ caller, origin, place }: CommandCall): boolean =>
    buckets.take(`proof ${personOf(caller)}`, ALLOWANCES.proof) &&
    buckets.take(`proofs in ${origin.platform}:${place}`, ALLOWANCES.proofPlace);
  const mayTell = (what: string, { caller, origin, place }: CommandCall): boolean =>
    buckets.take(`${what} ${personOf(caller)} ${place}`, ALLOWANCES.telling) &&
    buckets.take(`${what} in ${origin.platform}:${place}`, ALLOWANCES.tellingPlace) &&
    (caller.admin || buckets.take("told", ALLOWANCES.tellingEverybody));
  const mayTellStranger = ({ caller, origin, place }: CommandCall): boolean =>
    buckets.take(`stranger ${personOf(caller)}`, ALLOWANCES.tellingStranger) &&
    buckets.take(`strangers in ${origin.platform}:${place}`, ALLOWANCES.tellingStrangers);

  const admit = async (asked: CommandCall): Promise<Admitted | null> => {
    // What they may do to which gateway is asked where it is done.
    const call = { ...asked, caller: toAdmin(asked.caller) };
    const how = await welcome(call);
    const proving = isProving(commands, call);
    if (how === "stranger" && !proving) return mayTellStranger(call) ? telling(notHere(call)) : null;
    if (!isWithin(call) || (proving && !mayProve(call))) return mayTell("much", call) ? telling(tooMuch()) : null;
    if (turns.isBusy(call.caller)) return mayTell("busy", call) ? telling(stillBusy()) : null;
    const answered = turns.run(call.caller, () => answerAdmitted(call));
    const isPrivate = how === "alone";
    // What is planned is asked of the gateway itself, which may take its time.
    const isPlanned = findCommand(commands, call.name)?.plans === true;
    return {
      isPrivate,
      async reply() {
        const shown = isPlanned ? await showWaiting(answered) : await answered;
        return isPrivate ? alone(shown) : shown;
      },
    };
  };

  const answerAdmitted = async (call: CommandCall): Promise<CommandReply> => {
    const command = findCommand(commands, call.name);
    if (!command) {
      const usable = commands.filter((one) => mayUse(one, call.caller)).map(({ name }) => name);
      return unknown(call.name, usable);
    }
    if (command.access === "admin") await note(command, call, call.caller.admin ? "allowed" : "refused");
    if (!mayUse(command, call.caller)) return adminsOnly(command, call.caller);
    const { name: _, args: typed, ...context } = call;
    const args = readMeant(command, typed);
    const problem = readProblem(command, args);
    if (problem !== null) return unclear(problem, command);
    try {
      return await command.run({ ...context, now: clock() }, args);
    } catch (error) {
      const why = whyOf(error);
      log.error({ command: command.name, why }, "command failed");
      return failed(command, why);
    }
  };

  const propose = async (asked: TypingCall): Promise<readonly string[]> => {
    const call = { ...asked, caller: toAdmin(asked.caller) };
    const command = findCommand(commands, call.name);
    if (command === undefined || !mayUse(command, call.caller)) return [];
    if ((await welcome(call)) === "stranger") return [];
    if (!buckets.take(`typing ${personOf(call.caller)}`, ALLOWANCES.typing)) return [];
    const option = Object.hasOwn(command.options, call.option) ? command.options[call.option] : undefined;
    return option?.proposals?.(call.args) ?? option?.choices?.(call.typed, call.args) ?? [];
  };

  const isWelcome = async (asking: Asking): Promise<boolean> => (await welcome(asking)) !== "stranger";

  const answer = async (asked: CommandCall): Promise<CommandReply> => {
    const call = { ...asked, caller: toAdmin(asked.caller) };
    const how = await welcome(call);
    if (how === "stranger" && !isProving(commands, call)) return notHere(call);
    return how === "alone" ? alone(await answerAdmitted(call)) : answerAdmitted(call);
  };
  return Object.assign(answer, { admit, propose, isWelcome });
}

const telling = (reply: CommandReply): Admitted => ({ isPrivate: true, reply: () => Promise.resolve(reply) });

const alone = (reply: CommandReply): CommandReply => ({ ...reply, visibility: "private" });

const whyOf = (error: unknown): string => shorten(redact(messageOf(error)), 300);
