import { isAtLeast, readVersion } from "../../lib/version.ts";
import type { Generation } from "../generation.ts";
import { v20260302 } from "./v2026-03-02.ts";
import { v20260311 } from "./v2026-03-11.ts";
import { v20260601 } from "./v2026-06-01.ts";
import { v20260801 } from "./v2026-08-01.ts";

/** Oldest first. */
const GENERATIONS: readonly [Generation, ...Generation[]] = [v20260302, v20260311, v20260601, v20260801];

/** The generation of a release; without a version that can be read, of the newest one whose mark the gateway shows. */
export function generationOf(version: string | null, methods: readonly string[]): Generation {
  const fits = (generation: Generation): boolean =>
    version === null || readVersion(version) === null
      ? generation.mark !== null && methods.includes(generation.mark)
      : isAtLeast(version, generation.from);
  return GENERATIONS.findLast(fits) ?? GENERATIONS[0];
}
