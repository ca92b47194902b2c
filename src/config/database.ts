import type { DatabaseAddress } from "../core/store.ts";
import { say } from "../words/say.ts";
import { sayListed } from "../words/sequence.ts";
import { carry } from "./said.ts";
import { plain } from "./types.ts";

const SCHEME = /^postgres(?:ql)?:\/\//;
/** Those that mean one thing alone, whoever reads them. */
const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"];
const PORT = 5432;
const EXAMPLE = "postgres://companion@db.example/companion";

const parse = (value: string): URL | null => (URL.canParse(value) ? new URL(value) : null);

/** The address of a PostgreSQL database, with its user and password. Nothing that is said of it shows the value. */
export const databaseUrl = plain
  .refine((value) => SCHEME.test(value) && parse(value) !== null, {
    error: carry(say("setting.database", { example: EXAMPLE })),
    abort: true,
  })
  .refine((value) => /^\/[^/]+$/.test(parse(value)?.pathname ?? ""), {
    error: carry(say("setting.database-name", { example: EXAMPLE })),
  })
  .refine((value) => !value.includes("#"), {
    error: carry(say("setting.database-hash")),
  })
  .refine(isDecodable, {
    error: carry(say("setting.database-escape")),
    abort: true,
  })
  .refine((value) => (parse(value)?.hostname ?? "") !== "" && !parse(value)?.hostname.includes(","), {
    error: carry(say("setting.database-host")),
  })
  .refine((value) => SSL_MODES.includes(parse(value)?.searchParams.get("sslmode") ?? "disable"), {
    error: carry(say("setting.database-mode", { known: sayListed(SSL_MODES) })),
  })
  .refine((value) => isCertain(parse(value)?.searchParams), {
    error: carry(say("setting.database-authority")),
  });

function isDecodable(value: string): boolean {
  try {
    decodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}

const isCertain = (set: URLSearchParams | undefined): boolean =>
  set?.get("sslmode") !== "verify-ca" || set.has("sslrootcert");

/** `url`: as {@link databaseUrl} lets through. */
export function toDatabaseAddress(url: string): DatabaseAddress {
  const { hostname, port, pathname, password, searchParams } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  const given = searchParams.get("password") ?? decodeURIComponent(password);
  return {
    url,
    password: given === "" ? null : given,
    name: `${name} on ${hostname}:${port === "" ? PORT : port}`,
  };
}
