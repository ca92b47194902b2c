import type { companions as english } from "../en/companions.ts";
import type { Translated } from "../translated.ts";

export const companions: Translated<typeof english> = {
  "companions.title": "Companions",
  "companions.alone":
    "Dieser führt sein Journal in einer Datei und bedient allein. Mit COMPANION_DATABASE_URL können andere auf anderen Hosts laufen.",
  "companions.seat": "Einer bedient die Chats, alle lesen Gateways; was einer hat, wenn er endet, übernehmen andere.",
  "companions.serves": "{host} ({release}) bedient, verbunden seit {since}.",
  "companions.serves-since": "{host} ({release}) bedient seit {since}.",
  "companions.stands-by": "{host} ({release}) steht seit {since} bereit.",
  "companions.reads":
    "{count, plural, =0 {Liest kein Gateway.} one {Liest das Gateway {gateways}.} other {Liest # Gateways: {gateways}.}}",
  "companions.repairs": "Repariert {gateways}.",
  "companions.heard":
    "{seconds, plural, =0 {Gerade eben gehört.} one {Vor einer Sekunde gehört.} other {Vor {seconds} Sekunden gehört.}}",
  "companions.not-seen": "Die Datenbank sagt nicht, wann er gehört wurde: Er hat dort einen anderen Benutzer.",
  "companions.answers":
    "Der Companion auf {host} ({release}) antwortet; {others, plural, one {ein weiterer steht} other {{others} weitere stehen}} bereit.",
};
