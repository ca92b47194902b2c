import type { Store } from "../core/store.ts";
import type { Clock } from "../core/time.ts";
import { createAuditStore } from "./audit.ts";
import { createQuietStore } from "./quiet.ts";
import { createCallbackStore } from "./callbacks.ts";
import type { Engine } from "./engine.ts";
import { createEnrolmentStore } from "./enrolment.ts";
import { createEvidenceQueries } from "./evidence-queries.ts";
import { createEvidenceStore } from "./evidence-store.ts";
import { createHistoryQueries } from "./history-queries.ts";
import { createIncidentStore } from "./incidents.ts";
import { createOutbox } from "./outbox.ts";
import { createPlaceStore } from "./places.ts";
import { createPlatformMemory } from "./platform-memory.ts";
import { createRepairStore } from "./repairs.ts";
import { createStandingStore } from "./standings.ts";

/** The store on a database that is open and up to date. */
export const createStore = (engine: Engine, clock: Clock): Store => {
  const { db, eventual = db } = engine;
  return {
    // What gateways recorded is read again; everything else was promised to somebody.
    ledger: { ...createEvidenceStore({ ...engine, db: eventual }), ...createEvidenceQueries(db) },
    histories: createHistoryQueries(db),
    callbacks: createCallbackStore(db, clock),
    memory: createPlatformMemory(db),
    repairs: createRepairStore(engine, clock),
    audit: createAuditStore(db),
    quiets: createQuietStore(db),
    places: createPlaceStore(db),
    enrolment: createEnrolmentStore(db),
    incidents: createIncidentStore(engine),
    outbox: createOutbox(db),
    standings: createStandingStore(engine),
    hold: engine.hold,
    companions: engine.companions,
    close: () => db.destroy(),
  };
};
