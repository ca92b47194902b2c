import type { OpenAdmin, Stray } from "../core/gateway-admin.ts";
import type { RepairState, RepairStore } from "../core/repair.ts";
import type { Waiting } from "./write.ts";

export interface RepairPorts {
  readonly openAdmin: OpenAdmin;
  readonly repairs: RepairStore;
  readonly waiting: Waiting;
}

/** Told after every step, with what it led to; the last one told is the outcome. */
export type Tell = (state: RepairState, text: string, strays?: readonly Stray[]) => Promise<void>;
