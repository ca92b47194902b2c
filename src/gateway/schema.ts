import { z } from "zod";
import type { Connection } from "./connection.ts";

const SCHEMA = z.object({ version: z.string().optional(), schema: z.unknown() });

/** The provider apis the schema takes, as far as that can be asked with the right to read. */
export const readApis = (connection: Connection, signal?: AbortSignal): Promise<readonly string[] | null> =>
  connection.request("config.schema.lookup", { path: "models.providers.*.api" }, signal).then(apisIn, () => null);

/** The schema as a whole is megabytes on new releases; since 2026.3.7 one value of it can be asked for. */
export async function readSchema(
  connection: Connection,
  signal?: AbortSignal,
): Promise<{ version: string | null; apis: readonly string[] | null }> {
  const apis = await readApis(connection, signal);
  if (apis !== null) return { version: null, apis };
  const whole = SCHEMA.safeParse(await connection.request("config.schema", {}, signal).catch(unlessForbidden));
  if (!whole.success) return { version: null, apis: null };
  return { version: whole.data.version ?? null, apis: apisIn(whole.data.schema) };
}

/** Up to 2026.3.7 reading the schema needs the right to write: what is missing then must be said. */
function unlessForbidden(error: unknown): null {
  if (error instanceof Error && /missing scope/i.test(error.message)) throw error;
  return null;
}

/** The enumeration that holds `openai-responses` is the one of provider `api` ids, wherever it stands. */
function apisIn(schema: unknown): readonly string[] | null {
  if (Array.isArray(schema)) {
    if (schema.includes("openai-responses")) return schema.filter((item) => typeof item === "string");
    return schema.map(apisIn).find((found) => found !== null) ?? null;
  }
  if (typeof schema !== "object" || schema === null) return null;
  return (
    Object.values(schema)
      .map(apisIn)
      .find((found) => found !== null) ?? null
  );
}
