import type { quiet as english } from "../en/quiet.ts";
import type { Translated } from "../translated.ts";

export const quiet: Translated<typeof english> = {
  "quiet.none": "Nichts ist still gestellt",
  "quiet.example": "Zum Beispiel {hours} jeden Tag, oder {maintenance}.",
  "quiet.title": "{count, plural, =1 {Eine stille Zeit} other {{count} stille Zeiten}}",
  "quiet.told": "In Ruhezeiten wird Kritisches trotzdem gemeldet; bei Wartung nichts.",
  "quiet.zone": "Zeiten gelten nach der Uhr dieses Rechners, {zone}.",
  "quiet.remove": "{id} entfernen",
  "quiet.all": "alle Gateways",
  "quiet.maintenance": "{id} {gateway}: Wartung von {from} bis {until}, durch {by}",
  "quiet.hours": "{id} {gateway}: Ruhezeiten {from}–{until}, durch {by}",
  "quiet.no-such": "Diese stille Zeit gibt es nicht",
  "quiet.see": "Siehe {command}.",
  "quiet.unclear": "Das verstehe ich nicht",
  "quiet.which": "Welche? off und ihre Nummer schreiben: off 1.",
  "quiet.no-time":
    "„{words}“ ist keine Zeit; möglich sind 22:00-06:00 für jeden Tag, 2h ab jetzt, until 08:00 oder tomorrow 22:00 for 2h.",
  "quiet.no-day": "„{words}“ nennt keinen Tag oder keine Zeit.",
  "quiet.no-hours": "Ein Tag hat 24 Stunden zu 60 Minuten.",
  "quiet.empty-hours": "Diese Zeiten beginnen, wenn sie enden.",
  "quiet.no-length": "Möglich sind eine Minute bis 30 Tage.",
  "quiet.over": "Das ist schon vorbei.",
};
