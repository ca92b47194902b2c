import type { places as english } from "../en/places.ts";
import type { Translated } from "../translated.ts";

export const places: Translated<typeof english> = {
  "places.title":
    "{count, plural, one {Der Bot wurde an einen Ort geholt, den niemand eingerichtet hat} other {Der Bot wurde an # Orte geholt, die niemand eingerichtet hat}}",
  "places.listed":
    "{count, plural, one {Ein Ort, den niemand eingerichtet hat} other {# Orte, die niemand eingerichtet hat}}",
  "places.none": "Alle bekannten Orte, an denen der Bot ist, sind eingerichtet",
  "places.unnamed": "ein Ort ohne Namen",
  "places.added": "{place} ({id}), hinzugefügt von {who}",
  "places.owned": "{place} ({id}), gehört {who}",
  "places.plain": "{place} ({id})",
  "places.person": "{name} ({id})",
  "places.more": "und {count} weitere",
  "places.what":
    "Dort bekommen nur Admins eine Antwort. {command} verlässt den Ort; {setting} in den Einstellungen öffnet ihn für seine Mitglieder.",
  "places.shut":
    "{place} ({id}) war eingerichtet und ist es nicht mehr: Dort bekommen nur Admins eine Antwort, bis {setting} den Ort nennt.",
  "places.leave": "{place} verlassen",
  "leave.left": "Der Bot ist gegangen",
  "leave.left-text": "In {id} ist er nicht mehr.",
  "leave.set-up": "Dieser Ort ist eingerichtet",
  "leave.set-up-text":
    "{id} steht in den Einstellungen oder bekommt Warnungen. Das muss zuerst weg; {command} zeigt, was verlassen werden kann.",
  "leave.not-there": "Dort ist der Bot nicht",
  "leave.not-there-text": "In {id} ist der Bot nicht.",
  "leave.failed": "Der Bot konnte nicht gehen",
  "leave.failed-text": "{id}: {why}.",
  "leave.not-yours": "Das darf nur ein Admin aller Gateways",
};
