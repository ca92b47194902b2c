/** Why something on this host is in the way, and the way out: what ends a start, and what `doctor` says of it. */
export const hosts = {
  "host.part":
    "{part, select, folder {the data folder} lock {the lock} identity {the device identity} other {the ledger}} {path}",
  "host.newer":
    "{file} was written by a newer release of the companion ({why}): start that release again, or set COMPANION_DATA_DIR to another folder",
  "host.damaged":
    "{file} is damaged ({why}): the service moves it aside and begins anew; without a service, move it away yourself",
  "host.read-only":
    "{file} can be read but not written ({why}): make its folder writable for this user, or set COMPANION_DATA_DIR to another folder",
  "host.full":
    "{file} cannot be written because there is no space left ({why}): make room, or set COMPANION_DATA_DIR to another folder",
  "host.locked":
    "{file} is locked by another process ({why}): wait for it or end it; on a network share that knows no locks, set COMPANION_DATA_DIR to another folder",
  "host.foreign":
    "{file} belongs to user {owner}, and this is user {own}: run it as that user, give the folder to this one (chown -R), or set COMPANION_DATA_DIR to another folder",
  "host.limit":
    "{file} cannot be opened because this host lends no more files or memory ({why}): raise its limit (ulimit -n)",
  "host.silent":
    "{file} does not answer (waited {seconds} s): see that the server of its network share can be reached, or set COMPANION_DATA_DIR to another folder",
  "host.unusable":
    "{file} cannot be opened ({why}): check that it is a file this user may write, in a folder that exists, or set COMPANION_DATA_DIR to another folder",
  "host.gone": "{file} {how, select, replaced {was replaced by another} other {was deleted or moved away}}",
  "host.put-back": "{what}: put it back, or start again to begin anew",
  "host.runs-already":
    "another companion already runs on {folder}: stop it first, or set COMPANION_DATA_DIR to another folder",
  "host.identity": "{file} cannot be read: move it away to pair this companion anew, or restore it from a backup",
  "host.listen":
    "COMPANION_HTTP: cannot listen at {at}: {why, select, taken {another program listens there already; stop it, or choose another port} absent {this host has no such address; 127.0.0.1 and 0.0.0.0 always work} forbidden {this user may not listen there; choose a port above 1023} other {{why}}}",
  "host.in-use": "another companion uses the database {name}: stop it first",
  "host.not-empty":
    "the database {name} is not empty ({count} rows in {table}): nothing was moved; name an empty one in COMPANION_DATABASE_URL",
  "host.move-stopped": "the move to the database {name} was stopped: nothing was moved; run move-store again",
  "host.db-newer":
    "the database {name} was written by a newer release of the companion ({why}): start that release again, or set COMPANION_DATABASE_URL to another one",
  "host.db-older":
    "the database {name} is in use by a companion of an older release ({why}): stop that one, or wait until one of this release serves",
  "host.db-too-old": "the database {name} is of a release that is too old ({why}): PostgreSQL 14 or later is needed",
  "host.db-read-only":
    "the database {name} can be read but not written ({why}): name the primary server, or set COMPANION_DATABASE_URL to another one",
  "host.db-full": "the database {name} cannot be written because its server has no space left ({why}): make room there",
  "host.db-locked": "the database {name} is locked by another session ({why}): wait for it or end it",
  "host.db-limit":
    "the database {name} takes no more sessions, or has no memory left ({why}): raise its limits, such as max_connections",
  "host.db-unreachable":
    "the database {name} cannot be reached ({why}): check that it runs, and host and port of COMPANION_DATABASE_URL",
  "host.db-refused":
    "the database {name} does not let the companion in ({why}): {mending, select, login {check user and password in COMPANION_DATABASE_URL} database {make that database (createdb), or correct its name in COMPANION_DATABASE_URL} schema {make that schema, or correct search_path in COMPANION_DATABASE_URL} rights {have one user own the database and its tables, and name that one in COMPANION_DATABASE_URL} encryption {check sslmode and sslrootcert in COMPANION_DATABASE_URL} file {correct the path of that file in COMPANION_DATABASE_URL, or let this user read it} other {check user, password, database and sslmode in COMPANION_DATABASE_URL}}",
  "host.db-unusable": "the database {name} cannot be used ({why}): its own log says more",
  "host.why-newer": "it has {names}, this one knows up to {newest}",
  "host.why-lacks": "it lacks {names}",
  "host.why-release": "it is {release}",
  "host.why-replica": "it is a replica",
  "host.why-closed": "default_transaction_read_only is on",
  "host.why-no-schema": "no schema of its search_path is there",
  "host.why-rights": "its user may not read and write {tables}",
  "host.why-writes": "a former companion goes on writing",
  "host.why-stranger": "another user's companion is not heard of and may not be ended; give all of them the same user",
  "host.no-folder": "{file} is a file, or lies below one: move that file away, or set COMPANION_DATA_DIR to a folder",
} as const;
