import type { DatabaseAddress } from "../core/store.ts";
import { plain } from "./types.ts";

const SCHEME = /^postgres(?:ql)?:\/\//;
/** Those that mean one thing alone, whoever reads them. */
const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"];
const PORT = 5432;

const parse = (value: string): URL | null => (URL.canParse(value) ? new URL(value) : null);

/** The address of a PostgreSQL database, with its user and password. Nothing that is said of it shows the value. */
export const databaseUrl = plain
  .refine((value) => SCHEME.test(value) && parse(value) !== null, {
    error: "must be an address such as postgres://companion@db.example/companion",
    abort: true,
  })
  .refine((value) => /^\/[^/]+$/.test(parse(value)?.pathname ?? ""), {
    error: "must name a database after the host, as in postgres://companion@db.example/companion",
  })
  .refine((value) => !value.includes("#"), {
    error: "holds a #; in a password it is written %23",
  })
  .refine((value) => (parse(value)?.hostname ?? "") !== "" && !parse(value)?.hostname.includes(","), {
    error: "must name one host",
  })
  .refine((value) => SSL_MODES.includes(parse(value)?.searchParams.get("sslmode") ?? "disable"), {
    error: `has an sslmode that is not known here; there are ${SSL_MODES.join(", ")}`,
  })
  .refine((value) => isCertain(parse(value)?.searchParams), {
    error: "has sslmode=verify-ca without sslrootcert, the file of the authority",
  });

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
