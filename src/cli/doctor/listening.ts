import { createServer } from "node:net";
import type { Config } from "../../config.ts";
import { fine, mend, type Finding } from "../../core/finding.ts";

const WORDS: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EADDRINUSE: ["another program listens there already", "choose another port in COMPANION_HTTP"],
  EACCES: ["this user may not listen there", "choose a port above 1023 in COMPANION_HTTP"],
  EADDRNOTAVAIL: ["this host has no such address", "correct COMPANION_HTTP"],
  ENOTFOUND: ["the name cannot be found", "correct COMPANION_HTTP"],
};

/** Listens once where the service would. A service that runs holds the port itself, and that is as it should be. */
export async function inspectListening(http: Config["http"], isServed: boolean): Promise<readonly Finding[]> {
  if (http === null) return [];
  const at = `${http.host}:${http.port}`;
  if (isServed) return [fine("COMPANION_HTTP", `${at}: held by the companion that runs`)];
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const server = createServer();
  server.once("error", (error) => resolve("code" in error ? String(error.code) : "unknown error"));
  server.listen(http.port, http.host, () => resolve(null));
  const code = await promise;
  server.close();
  if (code === null) return [fine("COMPANION_HTTP", `${at} can be listened on`)];
  const [why, hint] = WORDS[code] ?? [`it cannot be listened on (${code})`, "correct COMPANION_HTTP"];
  return [mend("COMPANION_HTTP", `${at}: ${why}`, hint)];
}
