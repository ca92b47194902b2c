import type { Failure } from "../../../src/core/failure.ts";
import { readFailure, type Announced } from "../../../src/gateway/reading/failure/read.ts";

/** What is made of words that were announced. */
export const said = (message: string | null, rest: Partial<Announced> = {}): Failure =>
  readFailure({ message, at: 0, ...rest });
