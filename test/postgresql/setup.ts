import type { TestProject } from "vitest/node";
import { startServer, type TestServer } from "./server.ts";

/** Where the tests find PostgreSQL, or why they do not. */
export type TestDatabase = { readonly url: string } | { readonly why: string };

declare module "vitest" {
  interface ProvidedContext {
    readonly database?: TestDatabase;
  }
}

let server: TestServer | null = null;

/** One server for a whole run: `TEST_DATABASE_URL` where that is set, whose user must be allowed to make databases. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") return project.provide("database", { url: given });
  try {
    server = await startServer();
    project.provide("database", { url: server.url });
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown error";
    process.stderr.write(`PostgreSQL does not start here, its tests are skipped: ${why}\n`);
    project.provide("database", { why });
  }
}

export async function teardown(): Promise<void> {
  await server?.[Symbol.asyncDispose]();
}
