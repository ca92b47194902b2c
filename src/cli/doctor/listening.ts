import { createServer } from "node:net";
import type { Config } from "../../config.ts";
import { fine, mend, type Finding } from "../../core/finding.ts";
import { say } from "../../words/say.ts";

/** What a code of the system means; one that is not here is told as it is. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "taken",
  EACCES: "forbidden",
  EADDRNOTAVAIL: "absent",
  ENOTFOUND: "unknown",
};

/** Listens once where the service would. A service that runs holds the port itself, and that is as it should be. */
export async function inspectListening(http: Config["http"], isServed: boolean): Promise<readonly Finding[]> {
  if (http === null) return [];
  const at = `${http.host}:${http.port}`;
  if (isServed) return [fine("COMPANION_HTTP", say("doctor.listens", { at }))];
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const server = createServer();
  server.once("error", (error) => resolve("code" in error ? String(error.code) : "unknown error"));
  server.listen(http.port, http.host, () => resolve(null));
  const code = await promise;
  server.close();
  if (code === null) return [fine("COMPANION_HTTP", say("doctor.can-listen", { at }))];
  const why = REASONS[code] ?? code;
  return [mend("COMPANION_HTTP", say("doctor.cannot-listen", { at, why }), say("doctor.cannot-listen-fix", { why }))];
}
