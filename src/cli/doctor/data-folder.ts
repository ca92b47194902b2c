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
import { countOf, fine, mend, mendable, note, unknown, type Finding } from "../../core/finding.ts";
import { isWarning, nameOf } from "../../core/companions.ts";
import { isPrivate, toOctal } from "./host.ts";
import { messageOf } from "../../lib/message-of.ts";

/** What was found in the data folder, and the device identity where it can be used. */
export interface FolderFindings {
  readonly findings: readonly Finding[];
  readonly device: DeviceIdentity | null;
  /** Who became an admin with a code; nobody where the ledger cannot be read. */
  readonly admins: readonly Admin[];
  /** Rooms somebody chose in a chat, or sent us away from. */
  readonly rooms: readonly Room[];
}

/** The ledger grows by some kilobytes a day; below this the whole host is in trouble. */
const LEAST_SPACE = 100 * 1024 * 1024;
const ABOUT = "data folder";

const WAS_NOT_THERE =
  "was not there and was made just now: if a companion ran on it before, it was moved or deleted, or COMPANION_DATA_DIR means another";

/** Makes the folder, as every command does; touches nothing in a folder of somebody else. */
export async function inspectDataFolder({ dataDir, database }: StorePlace, clock: Clock): Promise<FolderFindings> {
  const path = resolve(dataDir);
  const silence = await reachFolder(path).then(() => null, messageOf);
  if (silence !== null) return notLookedAt(mend(ABOUT, silence));
  const [isNew, hadLedger] = [!existsSync(path), database === null && existsSync(ledgerPath(path))];
  const problem = makeUsable(path);
  if (problem !== null) return notLookedAt(problem);
  const { device, finding } = inspectIdentity(path, hadLedger);
  const ledger = await inspectLedger({ dataDir: path, database }, clock);
  const findings = [
    inspectMode(path),
    ...(isNew ? [note(ABOUT, WAS_NOT_THERE)] : []),
    inspectSpace(path),
    ...ledger.findings,
    finding,
  ];
  const { admins, rooms } = ledger;
  return { findings: [...findings, await inspectInstance(path)], device, admins, rooms };
}

const notLookedAt = (problem: Finding): FolderFindings => ({
  findings: [problem, ...["ledger", "device identity"].map((about) => unknown(about, "not looked at"))],
  device: null,
  admins: [],
  rooms: [],
});

/** What keeps this user from working in the folder; null when nothing does. */
function makeUsable(path: string): Finding | null {
  const other = "or set COMPANION_DATA_DIR to another folder";
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { uid } = ownUser();
    const owner = statSync(path).uid;
    if (uid >= 0 && owner !== uid) {
      const hint = `run doctor as that user, as the service runs: sudo -u '#${owner}' openclaw-companion doctor`;
      return mend(ABOUT, `${path} belongs to user ${owner}, you are ${uid}: files of yours would lock it out`, hint);
    }
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return mend(ABOUT, `${path} cannot be used (${codeOf(error)})`, `let this user write there, ${other}`);
  }
}

function inspectMode(path: string): Finding {
  const { mode } = statSync(path);
  if (isPrivate(mode)) return fine(ABOUT, `${path}, yours alone and writable`);
  const finding = mend(ABOUT, `others on this host may enter ${path} (mode ${toOctal(mode)})`, `chmod 700 ${path}`);
  return mendable(finding, { kind: "mode", path, mode: 0o700 });
}

function inspectSpace(path: string): Finding {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  if (free >= LEAST_SPACE) return fine("free space", toSize(free));
  return mend("free space", `only ${toSize(free)} left where ${path} lies`, "make room, or move the data folder");
}

const toSize = (bytes: number): string =>
  bytes >= 1024 ** 3 ? `${(bytes / 1024 ** 3).toFixed(1)} GiB` : `${Math.floor(bytes / 1024 ** 2)} MiB`;

async function inspectLedger(place: StorePlace, clock: Clock): Promise<Omit<FolderFindings, "device">> {
  try {
    const store = await openStore(place, clock);
    try {
      const found = [fine("ledger", inWords(place)), ...(await inspectRepairs(store))];
      const [admins, rooms] = await Promise.all([store.enrolment.admins(), store.outbox.rooms()]);
      return { findings: [...found, ...(await inspectServing(store, place))], admins, rooms };
    } finally {
      await store.close();
    }
  } catch (error) {
    return { findings: [mend("ledger", messageOf(error))], admins: [], rooms: [] };
  }
}

const inWords = ({ database }: StorePlace): string =>
  database === null ? "opens and is up to date" : `the database ${database.name} opens and is up to date`;

/** Those that share a database may be on other hosts. */
async function inspectServing(store: Store, { database }: StorePlace): Promise<readonly Finding[]> {
  if (database === null) return [];
  const all = await store.companions();
  const warns = all.find(isWarning);
  const strangers = all.filter(({ quiet }) => quiet === null);
  return [
    warns === undefined
      ? note("serving", `no companion works with the database ${database.name} now`)
      : fine("serving", `${countOf(all.length, "companion works", "companions work")} with it; ${nameOf(warns)} warns`),
    ...(strangers.length === 0 ? [] : [mend("serving", STRANGERS, "give all companions of a database the same user")]),
  ];
}

const STRANGERS =
  "companions use the database under another user: whether they stand still cannot be seen, and they could not be ended";

/** A repair that was cut off has changed a configuration that nobody proved. */
async function inspectRepairs({ repairs }: Store): Promise<readonly Finding[]> {
  const gateways = new Set((await repairs.unfinished()).map(({ plan }) => plan.gateway));
  const open = await Promise.all([...gateways].map(async (id) => [id, await readOpenRepair(repairs, id)] as const));
  return open.flatMap(([id, repair]) => {
    if (repair === null) return [];
    const about = `repair of ${id}`;
    if (repair.inHand) return [note(about, `is under way (${repair.state}), confirmed by ${repair.by}`)];
    const text = `was interrupted (${repair.state}), confirmed by ${repair.by}: neither proved nor taken back`;
    return [mend(about, text, 'start the service, or run: openclaw-companion ask "/fix-codex"; both end it first')];
  });
}

function inspectIdentity(
  path: string,
  hadLedger: boolean,
): { readonly device: DeviceIdentity | null; readonly finding: Finding } {
  const about = "device identity";
  const file = join(path, "device.json");
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  try {
    const device = openIdentity(path);
    if (mode === undefined && hadLedger) {
      const text = "was missing beside the ledger, and was made anew: gateways on other hosts do not know it";
      return { device, finding: mend(about, text, `restore ${file} from a backup, or run: openclaw-companion pair`) };
    }
    if (mode === undefined) return { device, finding: fine(about, "made just now") };
    if (isPrivate(mode)) return { device, finding: fine(about, "only you may read it") };
    const text = `others on this host may read ${file} (mode ${toOctal(mode)}) and act as this companion`;
    const mending = { kind: "mode", path: file, mode: 0o600 } as const;
    return { device, finding: mendable(mend(about, text, `chmod 600 ${file}`), mending) };
  } catch (error) {
    return { device: null, finding: mend(about, messageOf(error)) };
  }
}

async function inspectInstance(path: string): Promise<Finding> {
  return (await isInstanceHeld(path))
    ? fine("service", "one companion runs on this data folder")
    : note("service", "no companion runs on this data folder now");
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : messageOf(error);
