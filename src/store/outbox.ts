import type { Kysely, Selectable } from "kysely";
import type { Severity } from "../core/diagnosis.ts";
import type { Told, Notice, NoticeKind, Outbox, Room, Target } from "../core/incident.ts";
import type { Instant } from "../core/time.ts";
import type { Schema } from "./schema.ts";

const NOTHING: Told = { card: null, fingerprint: null, editedAt: null, soundedAt: null, announced: null };

/** Messages on their way to rooms. Recording one removes it and keeps what the room was told in a single transaction. */
export function createOutbox(db: Kysely<Schema>): Outbox {
  return {
    async add(notices) {
      for (const { id, to, incident, kind, createdAt, attempts, dueAt } of notices) {
        await db
          .insertInto("notices")
          .values({ id, ...to, incident, kind, created_at: createdAt, attempts, due_at: dueAt })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },

    async next() {
      const rows = await db
        .selectFrom("notices as n")
        .selectAll()
        .where("n.seq", "=", (eb) =>
          eb
            .selectFrom("notices as o")
            .select(({ fn }) => fn.min("o.seq").as("first"))
            .whereRef("o.platform", "=", "n.platform")
            .whereRef("o.target", "=", "n.target"),
        )
        .execute();
      return rows.map(toNotice);
    },

    async queued(incident, { platform, target }) {
      const rows = await db
        .selectFrom("notices")
        .select("kind")
        .where("incident", "=", incident)
        .where("platform", "=", platform)
        .where("target", "=", target)
        .execute();
      return rows.map(({ kind }) => toKind(kind));
    },

    record: (notice, told) =>
      db.transaction().execute(async (tx) => {
        await tx.deleteFrom("notices").where("id", "=", notice.id).execute();
        const row = {
          card_target: told.card?.target ?? null,
          card_message: told.card?.message ?? null,
          fingerprint: told.fingerprint,
          edited_at: told.editedAt,
          sounded_at: told.soundedAt,
          announced: told.announced,
        };
        await tx
          .insertInto("heard")
          .values({ incident: notice.incident, ...notice.to, ...row })
          .onConflict((conflict) => conflict.columns(["incident", "platform", "target"]).doUpdateSet(row))
          .execute();
      }),

    async drop(notice) {
      await db.deleteFrom("notices").where("id", "=", notice.id).execute();
    },

    async postpone(notice, dueAt) {
      await db
        .updateTable("notices")
        .set({ attempts: notice.attempts + 1, due_at: dueAt })
        .where("id", "=", notice.id)
        .execute();
    },

    async told(incident, { platform, target }) {
      const row = await db
        .selectFrom("heard")
        .selectAll()
        .where("incident", "=", incident)
        .where("platform", "=", platform)
        .where("target", "=", target)
        .executeTakeFirst();
      return row ? toTold(row) : NOTHING;
    },

    async rooms() {
      const rows = await db.selectFrom("rooms").selectAll().orderBy("at").execute();
      return rows.map(({ platform, target, state, by, at }) => ({
        to: { platform, target },
        state: toState(state),
        by,
        at,
      }));
    },

    async setRoom({ to, state, by, at }) {
      const row = { state, by, at };
      await db
        .insertInto("rooms")
        .values({ ...to, ...row })
        .onConflict((conflict) => conflict.columns(["platform", "target"]).doUpdateSet(row))
        .execute();
    },

    moveRoom: (from, to, at) => db.transaction().execute((tx) => move(tx, from, to, at)),
  };
}

/** What the new id has of its own already gives way. */
async function move(tx: Kysely<Schema>, from: Target, to: Target, at: Instant): Promise<void> {
  const { platform } = from;
  for (const table of ["notices", "heard"] as const) {
    const told = tx
      .selectFrom(table)
      .select("incident")
      .where("platform", "=", platform)
      .where("target", "=", from.target);
    await tx
      .deleteFrom(table)
      .where("platform", "=", platform)
      .where("target", "=", to.target)
      .where("incident", "in", told)
      .execute();
    await tx
      .updateTable(table)
      .set({ target: to.target })
      .where("platform", "=", platform)
      .where("target", "=", from.target)
      .execute();
  }
  const left = { state: "moved", by: to.target, at };
  await tx
    .insertInto("rooms")
    .values({ ...from, ...left })
    .onConflict((conflict) => conflict.columns(["platform", "target"]).doUpdateSet(left))
    .execute();
  await tx
    .insertInto("rooms")
    .values({ ...to, state: "on", by: from.target, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const KINDS: readonly NoticeKind[] = ["open", "update", "escalation", "reminder", "recovery"];
const toKind = (text: string): NoticeKind => KINDS.find((kind) => kind === text) ?? "update";

const STATES: readonly Room["state"][] = ["on", "off", "lost", "moved"];
const toState = (text: string): Room["state"] => STATES.find((state) => state === text) ?? "off";

const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];

const toTarget = ({ platform, target }: { readonly platform: string; readonly target: string }): Target => ({
  platform,
  target,
});

const toNotice = (row: Selectable<Schema["notices"]>): Notice => ({
  id: row.id,
  to: toTarget(row),
  incident: row.incident,
  kind: toKind(row.kind),
  createdAt: row.created_at,
  attempts: row.attempts,
  dueAt: row.due_at,
});

const toTold = (row: Selectable<Schema["heard"]>): Told => ({
  card:
    row.card_target !== null && row.card_message !== null
      ? { platform: row.platform, target: row.card_target, message: row.card_message }
      : null,
  fingerprint: row.fingerprint,
  editedAt: row.edited_at,
  soundedAt: row.sounded_at,
  announced: SEVERITIES.find((severity) => severity === row.announced) ?? null,
});
