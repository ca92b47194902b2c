/** Exit codes, as sysexits.h names them where it has one. */
export const EXIT = {
  ok: 0,
  degraded: 1,
  cannotTell: 2,
  usage: 64,
  unavailable: 69,
  software: 70,
  temporary: 75,
  config: 78,
} as const;

/** What the table of docs/operating.md says of each. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: "healthy, or done",
  degraded: "degraded, or a problem to fix",
  cannotTell: "cannot tell, or stopped before it was done",
  usage: "wrong arguments or settings",
  unavailable: "this Node is too old, or a part of the installation is missing",
  software: "an error of its own",
  temporary:
    "something on this host is in the way and may pass: a port is taken, another companion runs, the disk is full, the data folder is locked, gone or gives no answer, the database cannot be reached",
  config:
    "only you can fix it: a chat service refuses the token, the device identity is damaged, the database lets nobody in or is too old at the start, or the data folder belongs to another user or to a newer release",
};
