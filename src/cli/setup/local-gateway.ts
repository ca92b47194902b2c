import { readFileSync } from "node:fs";
import { join } from "node:path";
import json5 from "json5";
import { z } from "zod";

type Env = Readonly<Record<string, string | undefined>>;

/** A gateway of this host, as its own file of settings tells of it. */
export interface LocalGateway {
  /** Where that file lies. */
  readonly path: string;
  readonly url: string;
  /** Null where the file does not hold it as a text, or the gateway wants another proof. */
  readonly token: string | null;
  readonly password: string | null;
}

const text = z.string().optional().catch(undefined);
const GATEWAY = z.object({
  mode: text,
  port: z.number().int().min(1).max(65_535).optional().catch(undefined),
  tls: z.object({ enabled: z.boolean() }).partial().catch({}),
  auth: z.object({ mode: text, token: text, password: text }).catch({}),
  remote: z.object({ url: text, token: text, password: text }).catch({}),
});
const FILE = z.object({ gateway: GATEWAY.partial().catch({}) }).partial();

const PORT = 18_789;

/** Null where there is no such file, or none that can be read; `env` says where else it may lie. */
export function findLocalGateway(
  env: Env,
  readFile = (path: string) => readFileSync(path, "utf8"),
): LocalGateway | null {
  const path = placeOf(env);
  if (path === null) return null;
  let file: unknown;
  try {
    file = json5.parse(readFile(path));
  } catch {
    return null;
  }
  const gateway = FILE.safeParse(file).data?.gateway ?? {};
  const remote = gateway.mode === "remote" ? gateway.remote : undefined;
  const { mode, token, password } = remote ? { mode: undefined, ...remote } : { mode: undefined, ...gateway.auth };
  const scheme = gateway.tls?.enabled ? "wss" : "ws";
  const url = remote ? remote.url : `${scheme}://127.0.0.1:${gateway.port ?? PORT}`;
  if (url === undefined) return null;
  return {
    path,
    url,
    token: mode === "password" ? null : toValue(token, env),
    password: mode === "token" ? null : toValue(password, env),
  };
}

function placeOf(env: Env): string | null {
  const { OPENCLAW_CONFIG_PATH: file, OPENCLAW_STATE_DIR: folder } = env;
  const home = env["HOME"] ?? env["USERPROFILE"];
  if (file) return file;
  if (folder) return join(folder, "openclaw.json");
  return home ? join(home, ".openclaw", "openclaw.json") : null;
}

/** A value may name a variable of the gateway's environment, which may be ours too. */
function toValue(value: string | undefined, env: Env): string | null {
  const name = /^\$\{(\w+)\}$/.exec(value ?? "")?.[1];
  const given = name === undefined ? value : env[name];
  return given === undefined || given === "" || given.includes("${") ? null : given;
}
