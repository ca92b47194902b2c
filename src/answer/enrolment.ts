import { isWithBot } from "./audience.ts";
import type { Text } from "../core/card.ts";
import type { AuditLog } from "../core/audit.ts";
import type { Caller } from "../core/command.ts";
import type { Admin, Claimant, CodeUse, Enrolment, EnrolmentStore, KeptCode } from "../core/enrolment.ts";
import type { Log } from "../core/log.ts";
import { isSameRoom } from "../core/rooms.ts";
import type { WarningActions } from "../core/warnings.ts";
import { hashSetupCode, isSameHash } from "../lib/setup-code.ts";
import { say } from "../words/say.ts";

export interface EnrolmentParts {
  readonly store: EnrolmentStore;
  readonly setRoom: WarningActions["setRoom"];
  readonly audit: AuditLog;
  readonly log: Log;
}

/** Knows who became an admin with a code, and takes codes. */
export interface Enrolling extends Enrolment {
  /** The caller as an admin, where they became one with a code. */
  toAdmin(caller: Caller): Caller;
  /** Reads it again: another companion may have taken codes meanwhile. */
  reload(): Promise<void>;
}

const NOT_VALID = say("answer.code-not-valid");
const IN_PRIVATE = say("answer.code-in-private");

/** Reads who is an admin before it resolves. */
export async function createEnrolment({ store, setRoom, audit, log }: EnrolmentParts): Promise<Enrolling> {
  let admins = await store.admins();
  const reload = async (): Promise<void> => void (admins = await store.admins());

  const carryOut = async (use: CodeUse, { caller, signal }: Claimant): Promise<Text | null> => {
    if (use.as === "room") {
      const outcome = await setRoom(use.room, true, caller.name, signal);
      return "refused" in outcome ? outcome.refused : null;
    }
    await store.addAdmin(use.who);
    await reload();
    return null;
  };

  /** What a code is taken for: by the first who may, and by them again where a companion died before it was done or said. */
  const take = async ({ id, taken }: KeptCode, use: CodeUse): Promise<CodeUse | null> => {
    if (taken !== null) return isSameUse(taken.for, use) ? taken.for : null;
    return (await store.takeCode(id, use)) ? use : null;
  };

  /** Of a room nobody can tell here whether somebody has ended its warnings since. */
  const isStillSo = async (use: CodeUse): Promise<boolean> => {
    await reload();
    return use.as === "admin" && admins.some((admin) => isSamePerson(admin, use.who));
  };

  return {
    admins: () => admins,
    reload,
    toAdmin: (caller) =>
      !caller.admin && admins.some((admin) => isSamePerson(admin, caller)) ? { ...caller, admin: true } : caller,
    async remove(platform, id) {
      const was = await store.removeAdmin(platform, id);
      await reload();
      return was;
    },
    async use(code, by) {
      const kept = findCode(await store.codes(by.now), code);
      if (kept === null) return { as: "refused", why: NOT_VALID };
      const use = decideUse(kept, by);
      const { id, taken } = kept;
      if (use === null) return { as: "refused", why: taken === null ? IN_PRIVATE : NOT_VALID };
      const meant = await take(kept, use);
      if (meant === null) return { as: "refused", why: NOT_VALID };
      if (taken?.isDone === true) return (await isStillSo(use)) ? use : { as: "refused", why: NOT_VALID };
      const why = await carryOut(use, by).catch(async (error: unknown) => {
        await store.giveBack(id, meant);
        throw error;
      });
      if (why !== null) {
        await store.giveBack(id, meant);
        return { as: "refused", why };
      }
      await store.useCode(id, use);
      const { caller, place, now: at } = by;
      const what = use.as === "admin" ? "became an admin with a code of setup" : "made a room with a code of setup";
      const who = { platform: caller.platform, person: caller.id, place, what };
      log.info(who, "a code of setup was used");
      await audit.add({ ...who, at, name: caller.name, gateway: null, decision: "allowed" }).catch(() => {
        log.warn(who, "that was not kept for /audit");
      });
      return use;
    },
  };
}

const isSamePerson = (a: Pick<Admin, "platform" | "id">, b: Pick<Admin, "platform" | "id">): boolean =>
  a.platform === b.platform && a.id === b.id;

function isSameUse(a: CodeUse, b: CodeUse): boolean {
  if (a.as === "admin") return b.as === "admin" && isSamePerson(a.who, b.who);
  return b.as === "room" && isSameRoom(a.room, b.room);
}

/** Each comparison takes as long whatever the two have in common. */
function findCode(codes: readonly KeptCode[], code: string): KeptCode | null {
  const hash = hashSetupCode(code);
  return codes.find((one) => isSameHash(one.hash, hash)) ?? null;
}

/** Null where it means nothing, as between two people. */
function decideUse({ purpose }: KeptCode, { caller, origin, place, now }: Claimant): CodeUse | null {
  const { platform, id, name } = caller;
  const who: Admin = { platform, id, name, at: now };
  if (purpose === "admin" || isWithBot(origin)) return { as: "admin", who };
  return origin.kind === "direct" ? null : { as: "room", room: { platform, target: place }, by: name };
}
