import type { Evidence } from "../../../src/core/evidence.ts";
import { assemble as assembling } from "../../../src/evidence/assemble.ts";
import { atOnce } from "../../../src/lib/in-turns.ts";

/** Evidence without a pause. */
export const assemble = (...given: Parameters<typeof assembling>): Evidence => atOnce(assembling(...given));
