import { isDeepStrictEqual } from "node:util";
import type { Kysely } from "kysely";
import type { Rest } from "../core/evidence.ts";
import type { EvidenceQueries } from "../core/ledger.ts";
import type { RestRow } from "./evidence-rows.ts";
import type { Schema } from "./schema.ts";

/** Keeps the newest word on a login. */
export async function writeRest(db: Kysely<Schema>, gateway: string, rest: Rest): Promise<void> {
  const { provider, profile, at, until, said } = rest;
  const row = { at, until, said, disabled: rest.disabled ? 1 : 0 };
  await db
    .insertInto("rests")
    .values({ gateway, provider, profile, ...row })
    .onConflict((conflict) =>
      conflict.columns(["gateway", "provider", "profile"]).doUpdateSet(row).where("rests.at", "<=", at),
    )
    .execute();
}

/** Those that say more than what is kept of their login. */
export async function findNewRests(
  db: Kysely<Schema>,
  gateway: string,
  rests: readonly Rest[],
): Promise<readonly Rest[]> {
  if (rests.length === 0) return [];
  const rows = await db.selectFrom("rests").selectAll().where("gateway", "=", gateway).execute();
  const known = new Map(rows.map((row) => [nameOf(row), row]));
  const isKept = (rest: Rest): boolean => {
    const row = known.get(nameOf(rest));
    return row !== undefined && (row.at > rest.at || isDeepStrictEqual(toRest(row), rest));
  };
  return rests.filter((rest) => !isKept(rest));
}

const nameOf = ({ provider, profile }: Pick<Rest, "provider" | "profile">): string =>
  JSON.stringify([provider, profile]);

const toRest = ({ provider, profile, at, until, disabled, said }: RestRow): Rest => ({
  provider,
  profile,
  at,
  until,
  disabled: disabled === 1,
  said,
});

export const createRests = (db: Kysely<Schema>): Pick<EvidenceQueries, "rests"> => ({
  async rests(gateway, now) {
    const rows = await db
      .selectFrom("rests")
      .selectAll()
      .where("gateway", "=", gateway)
      .where("until", ">", now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("turns")
              .select("turns.key")
              .where("turns.gateway", "=", gateway)
              .whereRef("turns.provider", "=", "rests.provider")
              .whereRef("turns.at", ">", "rests.at"),
          ),
        ),
      )
      .orderBy("until", "desc")
      .execute();
    return rows.map(toRest);
  },
});
