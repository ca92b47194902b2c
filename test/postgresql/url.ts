import { inject, onTestFinished } from "vitest";
import { makeDatabase } from "../unit/parts/database.ts";

/** An empty database of its own, which goes with the test. Throws where there is no server. */
export async function makeUrl(): Promise<string> {
  const server = inject("database");
  if (server === undefined || "why" in server) throw new Error("there is no PostgreSQL");
  const made = await makeDatabase(server.url);
  onTestFinished(() => made.drop());
  return made.url;
}
