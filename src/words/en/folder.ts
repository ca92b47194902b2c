/** What becomes of the companion's own data folder. */
export const folder = {
  "folder.gone":
    "{part, select, folder {the data folder} ledger {the ledger} lock {the lock} other {the device identity}} {how, select, replaced {was replaced by another} other {was deleted or moved away}}",
  "folder.silent": "the data folder does not answer",
  "folder.lost": "The companion stops: it has lost its data folder",
  "folder.lost-what": "On its host {what}.",
  "folder.lost-do": "Nothing is watched until it is started again. Put the folder back first, or it begins anew.",
  "folder.identity": "The companion has a new device identity",
  "folder.identity-do":
    "The file device.json was missing beside its ledger. Gateways on other hosts do not know the new identity; restore the file from a backup, or approve the companion again: {pair}.",
  "folder.renewed": "The companion's ledger was damaged and begun anew",
  "folder.renewed-lost":
    "Earlier counts, warnings, rooms set here and the log of repairs are gone; what gateways still tell is read again.",
  "folder.renewed-moved": "The damaged file was moved to {file} beside it. Check its disk.",
} as const;
