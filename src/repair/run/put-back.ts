import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import type { JsonObject } from "../../core/json.ts";
import type { ConfigView } from "../../core/plan.ts";
import type { RepairState } from "../../core/repair.ts";
import { say } from "../../words/say.ts";
import { movedByWrite, stillMoved, withValuesOf } from "../plan/around.ts";
import { patchesToward } from "../plan/to-plan.ts";
import type { Job } from "./job.ts";
import { noteOf, writePatches } from "./patches.ts";

/** What a write was made on, what the gateway answered it with, and under which state that is told. */
interface Made {
  readonly before: ConfigView;
  /** Null where it did not show what it made of it. */
  readonly answered: JsonObject | null;
  readonly state: RepairState;
}

/**
 * Puts back at once what a write of ours moved besides what was planned: only now both sides are in hand. Resolves to
 * when the gateway restarts because of that, in milliseconds; null when it does not.
 */
export async function putBack(
  admin: GatewayAdmin,
  { before, answered, state }: Made,
  job: Job,
): Promise<number | null> {
  if (answered === null) return null;
  const moved = movedByWrite(job.plan, before, answered);
  if (moved.length === 0) return null;
  const now = await admin.config(job.signal);
  const paths = stillMoved(moved, { before, answered, now });
  if (paths.length === 0) return null;
  const patches = patchesToward(
    now.document,
    withValuesOf(before, paths, now.document),
    paths.map((path) => ({ path })),
    await admin.release(job.signal),
  );
  const writing = { patches, expected: now.hash, note: `${noteOf(job.plan)}, put back`, state };
  const written = await writePatches(admin, writing, job);
  // Where it is not written, the end of the repair says what is other than before.
  if (written.kind !== "written") return null;
  const named = paths.map((path) => path.join(".")).join(", ");
  await job.tell(state, say("repair.put-back", { paths: named }));
  return written.restartIn;
}
