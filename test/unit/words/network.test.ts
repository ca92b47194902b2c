import { expect, it } from "vitest";
import { AuthorityUnreadable, notServing, proxyRefused, proxyUnreachable } from "../../../src/lib/network-errors.ts";
import { readNetworkFault } from "../../../src/lib/network-fault.ts";
import { fixNetwork, sayNetwork, sayNetworkWhole } from "../../../src/words/network.ts";
import { english, speakText } from "../../../src/words/speak.ts";
import { looseWordsIn } from "../../parts/pseudo.ts";

const coded = (code: string, message = "words of somebody else"): Error => Object.assign(new Error(message), { code });
/** As grammY's own fetch tells of what it was thrown: its words, a whole address, then ours, and our code. */
const wrapped = (error: Error & { readonly code: string }): Error =>
  coded(error.code, `request to https://api.example/bot1:secret/getMe failed, reason: ${error.message}`);

const TABLE: readonly (readonly [error: Error, why: string, fix: string | null])[] = [
  [coded("ECONNREFUSED"), "nothing listens there (ECONNREFUSED)", null],
  [coded("ENOTFOUND"), "its name cannot be found (ENOTFOUND)", null],
  [coded("EAI_AGAIN"), "the name server does not answer (EAI_AGAIN)", null],
  [coded("EAI_FAIL"), "the name server fails (EAI_FAIL)", null],
  [coded("EHOSTUNREACH"), "there is no way to it (EHOSTUNREACH)", null],
  [coded("ENETUNREACH"), "there is no way to its network (ENETUNREACH)", null],
  [coded("EHOSTDOWN"), "it is down (EHOSTDOWN)", null],
  [coded("EAFNOSUPPORT"), "this host cannot reach addresses of that kind (EAFNOSUPPORT)", null],
  [coded("EMFILE"), "this host lets the companion open no more files (EMFILE)", "raise LimitNOFILE"],
  [coded("ENFILE"), "this host can open no more files at all (ENFILE)", "lsof"],
  [coded("ENOMEM"), "this host has no memory left (ENOMEM)", "free some"],
  [coded("ENOBUFS"), "no memory left for connections (ENOBUFS)", "close other connections"],
  [coded("EPERM"), "does not let the companion connect there (EPERM)", "firewall"],
  [coded("EADDRNOTAVAIL"), "no port or address left to connect from (EADDRNOTAVAIL)", "close other connections"],
  [notServing(), "another companion may serve by now", "look at the database"],
  [coded("CERT_HAS_EXPIRED"), "it has expired (CERT_HAS_EXPIRED)", "renew it there"],
  [coded("CERT_NOT_YET_VALID"), "it is not valid yet", "clock"],
  [coded("CERT_REVOKED"), "it was revoked", "ask whoever runs it"],
  [coded("ERR_TLS_CERT_ALTNAME_INVALID"), "it is for another name", "check the address"],
  [coded("HOSTNAME_MISMATCH"), "it is not valid (HOSTNAME_MISMATCH)", null],
  [coded("DEPTH_ZERO_SELF_SIGNED_CERT"), "it signed itself", "NODE_EXTRA_CA_CERTS"],
  [coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "does not know the authority that signed it", "NODE_EXTRA_CA_CERTS"],
  [coded("ERR_SSL_WRONG_VERSION_NUMBER"), "it does not speak TLS", null],
  [
    coded(
      "EPROTO",
      "write EPROTO 406D:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:x.c:77:",
    ),
    "it does not speak TLS",
    null,
  ],
  [coded("EPROTO"), "no encrypted connection comes about (EPROTO)", null],
  [coded("ETIMEDOUT"), "no answer in time", null],
  [new Error("it timed out"), "no answer in time", null],
  [coded("ECONNRESET"), "connection cut (ECONNRESET)", null],
  [new Error("socket hang up"), "the connection broke", null],
  [new AuthorityUnreadable("/etc/ca.pem", "ENOENT"), "/etc/ca.pem cannot be read (ENOENT)", null],
  [new AuthorityUnreadable("/etc/ca.pem", null), "/etc/ca.pem holds no certificate in PEM form", null],
  [
    proxyUnreachable("proxy.example:3128", "ECONNREFUSED", null),
    "the proxy proxy.example:3128 cannot be used: nothing listens there (ECONNREFUSED)",
    "NO_PROXY",
  ],
  [proxyUnreachable("proxy.example:3128", null, null), "the proxy proxy.example:3128 cannot be used", "NO_PROXY"],
  [
    proxyRefused("proxy.example:3128", 407),
    "the proxy proxy.example:3128 refuses to connect us (HTTP 407)",
    "password",
  ],
  [
    wrapped(proxyRefused("proxy.example:3128", 403)),
    "the proxy proxy.example:3128 refuses to connect us (HTTP 403)",
    "NO_PROXY",
  ],
];

const readingOf = (error: Error) => {
  const fault = readNetworkFault(error);
  if (fault === null) throw new Error(`nothing is read of ${error.message}`);
  return fault;
};
const NAMES = [
  "proxy.example:3128",
  "/etc/ca.pem",
  "NODE_EXTRA_CA_CERTS",
  "http://user:password@host:port",
  ...TABLE.flatMap(([error]) => ("code" in error ? [String(error.code)] : [])),
  "ENOENT",
];

it.each(TABLE)("%s: %s", (error, why, fix) => {
  const fault = readingOf(error);
  expect(english(sayNetwork(fault))).toContain(why);
  const told = fixNetwork(fault);
  expect(told === null).toBe(fix === null);
  expect(english(told ?? "")).toContain(fix ?? "");
});

it.each(TABLE)("no word of ours about %s is English alone, and none is of somebody else", (error) => {
  const whole = sayNetworkWhole(readingOf(error));
  expect(looseWordsIn(whole, NAMES)).toEqual([]);
  for (const language of ["en", "de", "zh-CN"] as const)
    expect(speakText(whole, language)).not.toMatch(/somebody else|api\.example|secret/);
});

it("a code that is none, and an error of ours, say nothing about the network", () => {
  for (const error of [new Error("x"), coded("constructor"), coded("__proto__"), coded("a b c"), null, "ECONNREFUSED"])
    expect(readNetworkFault(error)).toBeNull();
});
