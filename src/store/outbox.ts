import { sql, type Kysely, type Selectable } from "kysely";
import type { Severity } from "../core/diagnosis.ts";
import type { Told, Notice, NoticeKind, Outbox, Refusal } from "../core/incident.ts";
import { DAY, type ClockShift } from "../core/time.ts";
import { createRoomStore, toTarget } from "./rooms.ts";
import { readText, writeText } from "./texts.ts";
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

    async next(now) {
      const rows = await db
        .selectFrom("notices as n")
        .selectAll()
        .where("n.seq", "=", (eb) =>
          eb
            .selectFrom("notices as o")
            .select(({ fn }) => fn.min("o.seq").as("first"))
            .whereRef("o.platform", "=", "n.platform")
            .whereRef("o.target", "=", "n.target")
            // What a clock that was ahead has put off is due once it is right again.
            .where(({ or, eb: is }) => or([is("o.due_at", "<=", now), is("o.created_at", ">", now)]))
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom("notices as e")
                    .select("e.seq")
                    .whereRef("e.platform", "=", "o.platform")
                    .whereRef("e.target", "=", "o.target")
                    .whereRef("e.incident", "=", "o.incident")
                    .whereRef("e.seq", "<", "o.seq"),
                ),
              ),
            ),
        )
        .orderBy("n.seq")
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

    async postpone(notice, dueAt, refusal) {
      await db
        .updateTable("notices")
        .set({ attempts: notice.attempts + 1, due_at: dueAt, ...fromRefusal(refusal) })
        .where("id", "=", notice.id)
        .execute();
    },

    async waiting() {
      const rows = await db
        .selectFrom("notices")
        .select(["platform", "target", "created_at", "refused_why", "refused_fix"])
        .orderBy("seq")
        .execute();
      const byRoom = Map.groupBy(rows, ({ platform, target }) => `${platform}:${target}`);
      return [...byRoom.values()].flatMap((waiting) => {
        const [first] = waiting;
        return first ? [{ to: toTarget(first), count: waiting.length, refused: toRefused(waiting) }] : [];
      });
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

    tryWrite: () =>
      db.transaction().execute(async (tx) => {
        const row = { platform: "nobody", target: "nobody", kind: "away", since: 0, attempts: 0, tried_at: 0 };
        await tx
          .insertInto("room_faults")
          .values({ ...row, retry_at: 0, why: "", fix: null })
          .execute();
        await tx.deleteFrom("room_faults").where("platform", "=", row.platform).execute();
      }),

    shift: (shift) => db.transaction().execute((tx) => shiftAll(tx, shift)),

    ...createRoomStore(db),
  };
}

/** What is due lies ahead: no further than this. */
const AHEAD = 30 * DAY;

async function shiftAll(tx: Kysely<Schema>, { from, to, by }: ClockShift): Promise<void> {
  const columns = [
    ["notices", "created_at", to],
    ["notices", "due_at", to + AHEAD],
    ["heard", "edited_at", to],
    ["heard", "sounded_at", to],
    ["room_faults", "since", to],
    ["room_faults", "tried_at", to],
    ["room_faults", "retry_at", to + AHEAD],
  ] as const;
  for (const [table, column, last] of columns) {
    const [named, at] = [sql.table(table), sql.ref(column)];
    await sql`update ${named} set ${at} = ${at} + ${by} where ${at} between ${from} and ${last}`.execute(tx);
  }
}

type Waiting = Pick<Selectable<Schema["notices"]>, "created_at" | "refused_why" | "refused_fix">;

function toRefused(rows: readonly Waiting[]) {
  const first = rows.find(({ refused_why: why }) => why !== null);
  return first?.refused_why == null
    ? null
    : {
        since: first.created_at,
        why: readText(first.refused_why),
        fix: first.refused_fix === null ? null : readText(first.refused_fix),
      };
}

const fromRefusal = ({ why, fix }: Refusal) => ({
  refused_why: writeText(why),
  refused_fix: fix === null ? null : writeText(fix),
});

const KINDS: readonly NoticeKind[] = ["open", "update", "escalation", "reminder", "recovery"];
const toKind = (text: string): NoticeKind => KINDS.find((kind) => kind === text) ?? "update";

const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];

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
