import { sql } from "kysely";
import type { StandingStore } from "../core/standings.ts";
import type { Engine } from "./engine.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { readStanding } from "./standing-rows.ts";

/** What they look like is a matter of the tables of one release: what others wrote is left to be written anew. */
const RELEASE = Object.keys(MIGRATIONS).at(-1) ?? "";

export function createStandingStore({ db, each }: Pick<Engine, "db" | "each">): StandingStore {
  return {
    async keep({ readAt, ...standing }) {
      const row = { release: RELEASE, standing: JSON.stringify(standing), read_at: readAt };
      await db
        .insertInto("standings")
        .values({ gateway: standing.gateway, ...row })
        .onConflict((conflict) => conflict.column("gateway").doUpdateSet(row))
        .execute();
    },

    async noteRead(readAt) {
      if (readAt.size === 0) return;
      const at = sql`cast(value ->> 1 as bigint)`;
      await sql`update standings set read_at = ${at} from ${each(JSON.stringify([...readAt]))}
        where gateway = value ->> 0`.execute(db);
    },

    async readAt() {
      const rows = await db
        .selectFrom("standings")
        .select(["gateway", "read_at"])
        .where("read_at", "is not", null)
        .execute();
      return new Map(rows.map((row) => [row.gateway, row.read_at ?? 0]));
    },

    async of(gateways) {
      if (gateways.length === 0) return [];
      const rows = await db
        .selectFrom("standings")
        .select(["standing", "read_at"])
        .where("gateway", "in", gateways)
        .where("release", "=", RELEASE)
        .execute();
      return rows.flatMap(({ standing: kept, read_at: readAt }) => {
        const standing = readStanding(kept);
        return standing === null ? [] : [{ ...standing, readAt }];
      });
    },
  };
}
