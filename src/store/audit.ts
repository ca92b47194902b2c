import type { Kysely, Selectable } from "kysely";
import type { AuditEntry, AuditStore } from "../core/audit.ts";
import type { Schema } from "./schema.ts";

/** Privileged calls, newest first. */
export function createAuditStore(db: Kysely<Schema>): AuditStore {
  return {
    async add(entry) {
      await db.insertInto("audit").values(entry).execute();
    },
    async latest(limit, skip) {
      const rows = await db.selectFrom("audit").selectAll().orderBy("id", "desc").limit(limit).offset(skip).execute();
      return rows.map(toEntry);
    },
  };
}

const toEntry = ({ id: _id, decision, ...row }: Selectable<Schema["audit"]>): AuditEntry => ({
  ...row,
  decision: decision === "allowed" ? "allowed" : "refused",
});
