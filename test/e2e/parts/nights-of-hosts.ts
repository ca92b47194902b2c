import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { canBeOther, OTHER } from "../other-user.ts";
import { IS_ROOT, listen, well, writeSettings, type Situation } from "./nights.ts";

/** What is wrong on the host itself. */
export const OF_HOSTS: readonly Situation[] = [
  {
    what: "the data folder cannot be read",
    make: async (folder) => {
      const data = join(folder, "data");
      // Root may enter everything: it is looked at by somebody else.
      if (!IS_ROOT) chmodSync(data, 0);
      return { env: await well(), ...(IS_ROOT && { uid: OTHER }) };
    },
    says: IS_ROOT
      ? /✖ data folder: \S+ belongs to user 0, you are 65534: files of yours would lock it out\n {4}→ run doctor as that user, as the service runs: sudo -u '#0' openclaw-companion doctor\n/
      : /✖ data folder: \S+ cannot be used \(EACCES\)\n {4}→ let this user write there, or set COMPANION_DATA_DIR to another folder\n/,
    exit: 1,
    ...(IS_ROOT && !canBeOther() && { impossible: "nobody but root may read this clone" }),
  },
  {
    what: "the database is away",
    make: async () => ({
      env: { ...(await well()), COMPANION_DATABASE_URL: "postgres://companion:fake-password@127.0.0.1:1/companion" },
    }),
    says: /✖ ledger: the database companion on 127\.0\.0\.1:1 cannot be reached \([^\n]*ECONNREFUSED[^\n]*\): check that it runs, and host and port of COMPANION_DATABASE_URL\n/,
    exit: 1,
  },
  {
    what: "the settings can be written by others",
    make: (folder) => writeSettings(folder, 0o666),
    says: /✖ \.env: can be written by everybody, so nothing in it is believed; run: chmod 600 \.env\n/,
    exit: 1,
  },
  {
    what: "the settings can be read by others",
    make: (folder) => writeSettings(folder, 0o644),
    says: /✖ \.env: others on this host may read its tokens \(mode 644\) → chmod 600 \.env\n/,
    exit: 1,
  },
  {
    what: "a file of the settings cannot be read",
    make: async () => {
      const { OPENCLAW_GATEWAY_TOKEN: _, ...env } = await well();
      return { env: { ...env, OPENCLAW_GATEWAY_TOKEN_FILE: "/nowhere/token" } };
    },
    says: /✖ settings: OPENCLAW_GATEWAY_TOKEN_FILE: the file cannot be read \(ENOENT\); check its path and permissions\n/,
    exit: 1,
  },
  {
    what: "the settings are a folder",
    make: async (folder) => {
      mkdirSync(join(folder, ".env"));
      return { env: await well() };
    },
    says: /✖ \.env: is a folder; move it away, or start somewhere else\n/,
    exit: 1,
  },
  {
    what: "the port for the page is taken",
    make: async () => ({ env: { ...(await well()), COMPANION_HTTP: await listen(() => {}) } }),
    says: /✖ COMPANION_HTTP: \S+: another program listens there already\n? *→ choose another port in COMPANION_HTTP\n/,
    exit: 1,
  },
];
