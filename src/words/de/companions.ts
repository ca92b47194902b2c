import type { companions as english } from "../en/companions.ts";
import type { Translated } from "../translated.ts";

export const companions: Translated<typeof english> = {
  "companions.title": "Companions",
  "companions.alone":
    "Dieser führt sein Journal in einer Datei und arbeitet allein. Mit COMPANION_DATABASE_URL können andere auf anderen Hosts laufen.",
  "companions.seat":
    "Chats, Warnungen und Gateways sind auf alle verteilt; was einer hat, wenn er endet, übernehmen andere.",
  "companions.since": "{host} ({release}), seit {since}.",
  "companions.chats": "Antwortet in {chats}.",
  "companions.warns": "Überwacht die Gateways und warnt.",
  "companions.reads":
    "{count, plural, =0 {Liest kein Gateway.} one {Liest das Gateway {gateways}.} other {Liest # Gateways: {gateways}.}}",
  "companions.repairs": "Repariert {gateways}.",
  "companions.heard":
    "{seconds, plural, =0 {Gerade eben gehört.} one {Vor einer Sekunde gehört.} other {Vor {seconds} Sekunden gehört.}}",
  "companions.not-seen": "Die Datenbank sagt nicht, wann er gehört wurde: Er hat dort einen anderen Benutzer.",
  "companions.answers":
    "Hier antwortet der Companion auf {host} ({release}); {others, plural, one {ein weiterer teilt} other {{others} weitere teilen}} sich die Arbeit mit ihm.",
};
