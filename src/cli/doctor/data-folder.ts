import { ownUser } from "../../lib/own-user.ts";
import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Admin } from "../../core/enrolment.ts";
import type { Room } from "../../core/rooms.ts";
import type { Clock } from "../../core/time.ts";
import { openIdentity } from "../../app/kept.ts";
import type { DeviceIdentity } from "../../gateway/identity.ts";
import { isInstanceHeld } from "../../store/sqlite/instance.ts";
import { readOpenRepair } from "../../app/reports.ts";
import type { Store, StorePlace } from "../../core/store.ts";
import { openStore } from "../../store/open.ts";
import { reachFolder } from "../../store/reach.ts";
import { ledgerPath } from "../../store/sqlite/open.ts";
import { isNoFolder } from "../../store/sqlite/unavailable.ts";
import { fine, mend, mendable, note, unknown, type Finding } from "../../core/finding.ts";
import { isWarning } from "../../core/companions.ts";
import { isPrivate, toOctal } from "./host.ts";
import { messageOf } from "../../lib/message-of.ts";
import type { Message, Text } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { textOf } from "../failure.ts";
import { withoutPart } from "./named.ts";

/** What was found in the data folder, and the device identity where it can be used. */
export interface FolderFindings {
  readonly findings: readonly Finding[];
  /** A companion runs on the folder. */
  readonly isServed: boolean;
  readonly device: DeviceIdentity | null;
  /** Null where it cannot be read. */
  readonly kept: Kept | null;
}

/** What the ledger says of people and places. */
export interface Kept {
  /** Who became an admin with a code. */
  readonly admins: readonly Admin[];
  /** Rooms somebody chose in a chat, or sent us away from. */
  readonly rooms: readonly Room[];
}

/** The ledger grows by some kilobytes a day; below this the whole host is in trouble. */
const LEAST_SPACE = 100 * 1024 * 1024;
const ABOUT = say("doctor.folder");
const LEDGER = say("doctor.ledger");
const IDENTITY = say("doctor.identity");
const SERVING = say("doctor.serving");

/**
 * Makes the folder, as every command does; touches nothing in a folder of somebody else. `isLedgerKnown`: whether what
 * says where the ledger is can be read; where it cannot, none is opened or made in a place that nobody meant.
 */
export async function inspectDataFolder(
  { dataDir, database }: StorePlace,
  clock: Clock,
  isLedgerKnown: boolean,
): Promise<FolderFindings> {
  const path = resolve(dataDir);
  const silence = await reachFolder(path).then(() => null, wordsOf);
  if (silence !== null) return notLookedAt(mend(ABOUT, silence));
  const [isNew, hadLedger] = [!existsSync(path), database === null && existsSync(ledgerPath(path))];
  const problem = makeUsable(path);
  if (problem !== null) return notLookedAt(problem);
  const { device, finding } = inspectIdentity(path, hadLedger);
  const ledger = isLedgerKnown
    ? await inspectLedger({ dataDir: path, database }, clock)
    : { findings: [notSeen(LEDGER)], kept: null };
  const findings = [
    inspectMode(path),
    ...(isNew ? [note(ABOUT, say("keep.was-not-there"))] : []),
    inspectSpace(path),
    ...ledger.findings,
    finding,
  ];
  const isServed = await isInstanceHeld(path);
  const service = isServed
    ? fine(say("doctor.service"), say("keep.runs"))
    : note(say("doctor.service"), say("keep.runs-none"));
  return { findings: [...findings, service], isServed, device, kept: ledger.kept };
}

const notSeen = (about: Text): Finding => unknown(about, say("doctor.not-looked-at"));

const notLookedAt = (problem: Finding): FolderFindings => ({
  findings: [problem, notSeen(LEDGER), notSeen(IDENTITY)],
  isServed: false,
  device: null,
  kept: null,
});

/** What keeps this user from working in the folder; null when nothing does. */
function makeUsable(path: string): Finding | null {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { uid } = ownUser();
    const owner = statSync(path).uid;
    if (uid >= 0 && owner !== uid) {
      const hint = say("keep.others-fix", { command: `sudo -u '#${owner}' openclaw-companion doctor` });
      return mend(ABOUT, say("keep.others", { path, owner, own: uid }), hint);
    }
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    if (isNoFolder(error)) return mend(ABOUT, say("keep.no-folder", { path }), say("keep.no-folder-fix"));
    return mend(ABOUT, say("keep.unusable", { path, code: codeOf(error) }), say("keep.unusable-fix"));
  }
}

function inspectMode(path: string): Finding {
  const { mode } = statSync(path);
  if (isPrivate(mode)) return fine(ABOUT, say("keep.own", { path }));
  const finding = mend(ABOUT, say("keep.open", { path, mode: toOctal(mode) }), `chmod 700 ${path}`);
  return mendable(finding, { kind: "mode", path, mode: 0o700 });
}

function inspectSpace(path: string): Finding {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const [about, size] = [say("doctor.space"), toSize(free)];
  return free >= LEAST_SPACE
    ? fine(about, size)
    : mend(about, say("keep.space", { size, path }), say("keep.space-fix"));
}

const toSize = (bytes: number): string =>
  bytes >= 1024 ** 3 ? `${(bytes / 1024 ** 3).toFixed(1)} GiB` : `${Math.floor(bytes / 1024 ** 2)} MiB`;

async function inspectLedger(place: StorePlace, clock: Clock): Promise<Pick<FolderFindings, "findings" | "kept">> {
  try {
    const store = await openStore(place, clock);
    try {
      const found = [fine(LEDGER, sayOpen(place)), ...(await inspectRepairs(store))];
      const [admins, rooms] = await Promise.all([store.enrolment.admins(), store.outbox.rooms()]);
      return { findings: [...found, ...(await inspectServing(store, place))], kept: { admins, rooms } };
    } finally {
      await store.close();
    }
  } catch (error) {
    return { findings: [mend(LEDGER, wordsOf(error))], kept: null };
  }
}

const sayOpen = ({ database }: StorePlace): Message =>
  database === null ? say("keep.opens") : say("keep.database-opens", { name: database.name });

/** Those that share a database may be on other hosts. */
async function inspectServing(store: Store, { database }: StorePlace): Promise<readonly Finding[]> {
  if (database === null) return [];
  const all = await store.companions();
  const warns = all.find(isWarning);
  const strangers = all.filter(({ quiet }) => quiet === null);
  return [
    warns === undefined
      ? note(SERVING, say("keep.nobody-serves", { name: database.name }))
      : fine(SERVING, say("keep.serves", { host: warns.host, release: warns.release, count: all.length })),
    ...(strangers.length === 0 ? [] : [mend(SERVING, say("keep.strangers"), say("keep.strangers-fix"))]),
  ];
}

/** A repair that was cut off has changed a configuration that nobody proved. */
async function inspectRepairs({ repairs }: Store): Promise<readonly Finding[]> {
  const gateways = new Set((await repairs.unfinished()).map(({ plan }) => plan.gateway));
  const open = await Promise.all([...gateways].map(async (id) => [id, await readOpenRepair(repairs, id)] as const));
  return open.flatMap(([id, repair]) => {
    if (repair === null) return [];
    const about = say("doctor.repair", { gateway: id });
    const { state, by, inHand } = repair;
    if (inHand) return [note(about, say("keep.repair-runs", { state, by }))];
    const hint = say("keep.repair-cut-fix", { command: 'openclaw-companion ask "/fix-codex"' });
    return [mend(about, say("keep.repair-cut", { state, by }), hint)];
  });
}

function inspectIdentity(
  path: string,
  hadLedger: boolean,
): { readonly device: DeviceIdentity | null; readonly finding: Finding } {
  const about = IDENTITY;
  const file = join(path, "device.json");
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  try {
    const device = openIdentity(path);
    if (mode === undefined && hadLedger) {
      return { device, finding: mend(about, say("keep.identity-lost"), say("keep.identity-lost-fix", { file })) };
    }
    if (mode === undefined) return { device, finding: fine(about, say("keep.identity-new")) };
    if (isPrivate(mode)) return { device, finding: fine(about, say("doctor.private")) };
    const text = say("keep.identity-open", { file, mode: toOctal(mode) });
    const mending = { kind: "mode", path: file, mode: 0o600 } as const;
    return { device, finding: mendable(mend(about, text, `chmod 600 ${file}`), mending) };
  } catch (error) {
    return { device: null, finding: mend(about, wordsOf(error)) };
  }
}

const wordsOf = (error: unknown): Text => withoutPart(textOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : messageOf(error);
