import type { Answer } from "../door/wire.ts";

/** Who calls, as far as a method cares. */
export interface Caller {
  readonly connection: string;
  /** The device id, or the address of a client without one; writes are counted for it. */
  readonly counted: string;
  readonly scopes: readonly string[];
}

type Method = (params: unknown, caller: Caller) => Answer | Promise<Answer>;
export type Methods = Readonly<Record<string, Method>>;
