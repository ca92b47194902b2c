import type { Schema } from "./schema.ts";

/** Every table of a ledger that is up to date, in which others of the same database have nothing. */
const NAMES: Readonly<Record<keyof Schema, true>> = {
  attempts: true,
  turns: true,
  selections: true,
  readings: true,
  record_gaps: true,
  session_readings: true,
  gateway_changes: true,
  retried_turns: true,
  rests: true,
  callbacks: true,
  platform_memory: true,
  repairs: true,
  repair_events: true,
  audit: true,
  setup_codes: true,
  admins: true,
  incidents: true,
  notices: true,
  heard: true,
  rooms: true,
  quiet_times: true,
  room_faults: true,
  places: true,
  standings: true,
  turn_kinds: true,
  turn_sums: true,
  attempt_sums: true,
};

export const OWN_TABLES: readonly string[] = Object.keys(NAMES);
