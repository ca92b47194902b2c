import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { say } from "../words/say.ts";
import { hostUnavailable } from "../words/unavailable.ts";
import { keepSecret } from "../lib/redact.ts";

/** The companion's own device as gateways know it, and the tokens they gave it. */
export interface DeviceIdentity {
  readonly id: string;
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
  /** One of its own for connections that may write, made when it is first wanted. */
  second(): DeviceIdentity;
  token(gateway: string, role: string): { readonly token: string; readonly scopes: string[] } | null;
  keepToken(gateway: string, role: string, token: string, scopes: readonly string[]): void;
  dropToken(gateway: string, role: string): void;
}

const FILE = z.object({
  privateKeyPem: z.string(),
  tokens: z.record(z.string(), z.object({ token: z.string(), scopes: z.array(z.string()) })).default({}),
});
type Kept = z.infer<typeof FILE>;

/** Loads `device.json` from the data folder, or makes it (ed25519, file mode 0600). */
export const loadIdentity = (folder: string): DeviceIdentity => load(folder, "device.json");

function load(folder: string, name: string): DeviceIdentity {
  const path = join(folder, name);
  const second = () => load(folder, "device-repairs.json");
  return toIdentity(existsSync(path) ? readKept(path) : createKept(path), second, (kept, update) => {
    // Another process may have kept a token of its own meanwhile.
    const next = { ...kept, tokens: update(existsSync(path) ? readKept(path).tokens : kept.tokens) };
    try {
      renameSync(writeBeside(path, next), path);
    } catch {
      // What a full disk does not keep is good until this process ends, and is given again to the next one.
    }
    return next;
  });
}

/** An identity that ends with the process, where none can be kept. */
export const createTransientIdentity = (): DeviceIdentity =>
  toIdentity(makeKept(), createTransientIdentity, (kept, update) => ({ ...kept, tokens: update(kept.tokens) }));

type Tokens = Kept["tokens"];

function toIdentity(
  first: Kept,
  openSecond: () => DeviceIdentity,
  change: (kept: Kept, update: (tokens: Tokens) => Tokens) => Kept,
): DeviceIdentity {
  let second: DeviceIdentity | null = null;
  let kept = first;
  const privateKey = createPrivateKey(kept.privateKeyPem);
  const publicKey = createPublicKey(privateKey);
  keepSecret(secretsOf(kept));
  const update = (next: (tokens: Tokens) => Tokens): void => {
    kept = change(kept, next);
    keepSecret(secretsOf(kept));
  };
  return {
    id: createHash("sha256")
      .update(rawKey(publicKey.export({ type: "spki", format: "der" })))
      .digest("hex"),
    privateKeyPem: kept.privateKeyPem,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    second: () => (second ??= openSecond()),
    token: (gateway, role) => kept.tokens[slot(gateway, role)] ?? null,
    keepToken(gateway, role, token, scopes) {
      update((tokens) => ({ ...tokens, [slot(gateway, role)]: { token, scopes: [...scopes] } }));
    },
    dropToken(gateway, role) {
      update(({ [slot(gateway, role)]: _dropped, ...rest }) => rest);
    },
  };
}

/** The lines between the marks of a PEM text, and the tokens. */
const secretsOf = ({ privateKeyPem, tokens }: Kept): readonly string[] => [
  ...privateKeyPem.split("\n").filter((line) => !line.startsWith("-")),
  ...Object.values(tokens).map(({ token }) => token),
];

const slot = (gateway: string, role: string): string => `${gateway} ${role}`;

export const signPayload = (privateKeyPem: string, payload: string): string =>
  sign(null, Buffer.from(payload, "utf8"), createPrivateKey(privateKeyPem)).toString("base64url");

export const rawPublicKey = (publicKeyPem: string): string =>
  rawKey(createPublicKey(publicKeyPem).export({ type: "spki", format: "der" })).toString("base64url");

/** An ed25519 SPKI document ends in the 32 bytes of the key itself. */
const rawKey = (spki: Buffer): Buffer => spki.subarray(-32);

function readKept(path: string): Kept {
  try {
    const kept = FILE.parse(JSON.parse(readFileSync(path, "utf8")));
    createPrivateKey(kept.privateKeyPem);
    return kept;
  } catch (cause) {
    // Whatever keeps the file from being read is not damage: nobody must be told to move a good one away.
    if (cause instanceof Error && "code" in cause && "syscall" in cause) throw cause;
    throw hostUnavailable(say("host.identity", { file: say("host.part", { part: "identity", path }) }), false, cause);
  }
}

function makeKept(): Kept {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), tokens: {} };
}

/** Of processes that begin in the same moment, the first one makes the identity and the others take it. */
function createKept(path: string): Kept {
  const kept = makeKept();
  const beside = writeBeside(path, kept);
  try {
    linkSync(beside, path);
  } catch {
    // Somebody was first, or the folder is of a kind that knows no links.
    if (!existsSync(path)) renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
  return readKept(path);
}

/** Written beside and then moved, a crash leaves the old identity or the new one, never half of one. */
function writeBeside(path: string, kept: Kept): string {
  const beside = `${path}.${randomBytes(6).toString("hex")}.new`;
  const file = openSync(beside, "wx", 0o600);
  try {
    writeSync(file, `${JSON.stringify(kept, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return beside;
}
