import type { TestProject } from "vitest/node";
import { makeDatabase } from "../unit/parts/database.ts";
import { startServer } from "./server.ts";

/** Where the tests find PostgreSQL, or why they do not. */
export type TestDatabase = { readonly url: string } | { readonly why: string };

declare module "vitest" {
  interface ProvidedContext {
    readonly database?: TestDatabase;
  }
}

let end: () => PromiseLike<void> = () => Promise.resolve();

/** One server for a whole run, or a database of its own on `TEST_DATABASE_URL`, whose user must be allowed to make some. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") {
    const { url, drop } = await makeDatabase(given);
    end = drop;
    return project.provide("database", { url });
  }
  try {
    const server = await startServer();
    end = () => server[Symbol.asyncDispose]();
    project.provide("database", { url: server.url });
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown error";
    process.stderr.write(`PostgreSQL does not start here, its tests are skipped: ${why}\n`);
    project.provide("database", { why });
  }
}

export const teardown = (): PromiseLike<void> => end();
