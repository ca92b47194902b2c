import type { ReportSource } from "../../core/report.ts";
import type { Remedy } from "../../core/plan.ts";
import type { OpenAdmin } from "../../core/gateway-admin.ts";
import type { RepairStore } from "../../core/repair.ts";

/** What planning works with. */
export interface PlanningPorts {
  readonly reports: ReportSource;
  readonly openAdmin: OpenAdmin;
  readonly repairs: RepairStore;
  readonly remedies: readonly Remedy[];
  readonly newId: () => string;
}
