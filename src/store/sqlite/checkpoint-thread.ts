import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

// The thread that waits for the disk while the write-ahead log goes into the database.

const database = new DatabaseSync(String(workerData));
try {
  const done = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  parentPort?.postMessage(done?.["busy"] === 0);
  // Whoever writes first into an empty log waits for the disk once more: something that changes nothing.
  database.exec("PRAGMA user_version=0");
} finally {
  database.close();
}
