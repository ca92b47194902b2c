// Loaded into every process of a gateway before its own code (node --import). It keeps the gateway on this machine:
// TLS to the provider's names ends at the fake provider, every other name does not exist. Names, TLS and SNI stay as
// they are, so route selection inside the gateway, which looks at base URLs, behaves as it does outside.
import dns from "node:dns";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import path from "node:path";
import tls from "node:tls";
import { isMainThread } from "node:worker_threads";

const upstreamPort = Number(process.env.RIG_UPSTREAM_PORT);
const providers = new Set((process.env.RIG_PROVIDER_HOSTS ?? "").split(","));
// The gateway refuses providers that resolve to private addresses, so they resolve to this one; nothing connects to it.
const PUBLIC_ADDRESS = "104.18.33.45";
const CLOSED_PORT = 1;

const isLocal = (host) =>
  host === undefined ||
  host === null ||
  host === "" ||
  host === "localhost" ||
  host === "::1" ||
  host.startsWith("127.");

function refused(how, host) {
  try {
    fs.appendFileSync(process.env.RIG_REFUSED_LOG, `${how} ${host}\n`);
  } catch {
    // the rig's folder is gone: so is whoever would read this
  }
}

const tlsConnect = tls.connect;
tls.connect = function connect(...args) {
  const [options] = args;
  // With a socket of its own the connection was made before, through the lookup below.
  if (typeof options !== "object" || options === null || options.socket) return tlsConnect.apply(this, args);
  const host = options.servername || options.host;
  if (isLocal(options.host) && !providers.has(host)) return tlsConnect.apply(this, args);
  const known = providers.has(host);
  if (!known) refused("tls", host);
  const there = { host: "127.0.0.1", port: known ? upstreamPort : CLOSED_PORT, servername: host, lookup: undefined };
  return tlsConnect.call(this, { ...options, ...there }, ...args.slice(1));
};

function resolve(host, options) {
  if (providers.has(host)) {
    const found = { address: PUBLIC_ADDRESS, family: 4 };
    return { found: options?.all ? [found] : found };
  }
  refused("dns", host);
  const error = new Error(`getaddrinfo ENOTFOUND ${host}`);
  return { error: Object.assign(error, { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: host }) };
}

const lookup = dns.lookup;
dns.lookup = function lookupOnLoopback(host, ...rest) {
  const callback = rest.at(-1);
  const options = typeof rest[0] === "object" ? rest[0] : {};
  if (isLocal(host) || net.isIP(host)) {
    lookup.call(dns, host, ...rest);
    return;
  }
  const { found, error } = resolve(host, options);
  process.nextTick(() => {
    if (error) callback(error);
    else if (Array.isArray(found)) callback(null, found);
    else callback(null, found.address, found.family);
  });
};

const lookupPromise = dns.promises.lookup;
dns.promises.lookup = async function lookupOnLoopback(host, options) {
  if (isLocal(host) || net.isIP(host)) return lookupPromise.call(dns.promises, host, options);
  const { found, error } = resolve(host, options);
  if (error) throw error;
  return found;
};
dns.setServers([`127.0.0.1:${CLOSED_PORT}`]);

// Some releases ignore `logging.file` and write into one folder shared by every gateway of the host. Seeing it as
// unusable they turn to the temporary folder, which is the rig's own.
const SHARED_LOG_FOLDER = path.join(path.parse(process.execPath).root, "tmp", "openclaw");
const lstatSync = fs.lstatSync;
fs.lstatSync = function lstatHiding(entry, ...rest) {
  if (entry === SHARED_LOG_FOLDER) throw Object.assign(new Error("EACCES: hidden by the rig"), { code: "EACCES" });
  return lstatSync.call(fs, entry, ...rest);
};
syncBuiltinESMExports();

// The leash: whoever started the gateway holds the other end, and the system lets go of it however that process ends.
if (isMainThread) {
  const leash = net.connect({ host: "127.0.0.1", port: Number(process.env.RIG_LEASH_PORT) });
  leash.on("error", () => leash.destroy());
  leash.on("close", () => process.kill(process.pid, "SIGKILL"));
  leash.resume().unref();
}
