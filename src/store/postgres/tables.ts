import { TABLES } from "../../core/companions.ts";
import type { DatabaseAddress } from "../../core/store.ts";
import { shutOut } from "./fence.ts";
import { keyOf } from "./locks.ts";
import { fits } from "./open.ts";
import type { Session } from "./session.ts";

/**
 * Opens what uses the tables. Those of this release are used beside others; what has to be changed first is changed while
 * nobody else uses them. Null as long as somebody does who could not cope with it.
 */
export async function useTables<T>(
  session: Session,
  address: DatabaseAddress,
  open: () => Promise<T>,
): Promise<T | null> {
  const key = keyOf(session.schema, TABLES);
  const lock = async (how: "" | "_shared"): Promise<boolean> =>
    (await session.ask<{ got: boolean }>(`select pg_try_advisory_lock${how}($1) as got`, [key]))[0]?.got === true;
  const unlock = (how: "" | "_shared") => session.ask(`select pg_advisory_unlock${how}($1)`, [key]);
  if (!(await lock("_shared"))) return null;
  if (await fits(address)) return openWith(open, () => unlock("_shared"));
  await unlock("_shared");
  if (!(await lock(""))) return null;
  const change = async (): Promise<T> => {
    await shutOut(session, address.name);
    return open();
  };
  const opened = await openWith(change, () => unlock(""));
  await lock("_shared");
  await unlock("");
  return opened;
}

async function openWith<T>(open: () => Promise<T>, unlock: () => Promise<unknown>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    await unlock();
    throw error;
  }
}
