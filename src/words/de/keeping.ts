import type { keeping as english } from "../en/keeping.ts";
import type { Translated } from "../translated.ts";

export const keeping: Translated<typeof english> = {
  "keep.was-not-there":
    "war nicht da und wurde eben angelegt: lief vorher ein Companion damit, wurde er verschoben oder gelöscht, oder COMPANION_DATA_DIR meint einen anderen",
  "keep.others": "{path} gehört Benutzer {owner}, du bist {own}: Dateien von dir würden ihn aussperren",
  "keep.others-fix": "doctor als dieser Benutzer ausführen, so wie der Dienst läuft: {command}",
  "keep.no-folder": "{path} ist eine Datei oder liegt unter einer",
  "keep.no-folder-fix": "jene Datei wegschieben, oder COMPANION_DATA_DIR auf einen Ordner setzen",
  "keep.unusable": "{path} ist nicht benutzbar ({code})",
  "keep.unusable-fix": "diesen Benutzer dort schreiben lassen, oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "keep.own": "{path}, nur deiner und beschreibbar",
  "keep.open": "andere auf diesem Host kommen in {path} hinein (Modus {mode})",
  "keep.space": "nur noch {size} frei, wo {path} liegt",
  "keep.space-fix": "Platz schaffen oder den Datenordner verlegen",
  "keep.opens": "lässt sich öffnen und ist aktuell",
  "keep.database-opens": "{name} lässt sich öffnen und ist aktuell",
  "keep.nobody-serves": "mit der Datenbank {name} ist gerade kein Companion im Dienst",
  "keep.serves":
    "{count, plural, one {ein Companion arbeitet} other {# Companions arbeiten}} damit; der auf {host} ({release}) warnt",
  "keep.strangers":
    "Companions benutzen die Datenbank unter einem anderen Benutzer: ob sie stillstehen, ist nicht zu sehen, und beenden ließen sie sich nicht",
  "keep.strangers-fix": "allen Companions einer Datenbank denselben Benutzer geben",
  "keep.repair-runs": "läuft ({state}), bestätigt von {by}",
  "keep.repair-cut": "wurde unterbrochen ({state}), bestätigt von {by}: weder nachgewiesen noch zurückgenommen",
  "keep.repair-cut-fix": "den Dienst starten oder ausführen: {command}; beides bringt sie zuerst zu Ende",
  "keep.identity-lost": "fehlte neben der Datenbank und wurde neu erzeugt: Gateways auf anderen Hosts kennen sie nicht",
  "keep.identity-lost-fix": "{file} aus einer Sicherung zurückholen, oder ausführen: openclaw-companion pair",
  "keep.identity-new": "eben erzeugt",
  "keep.identity-open":
    "andere auf diesem Host können {file} lesen (Modus {mode}) und sich als dieser Companion ausgeben",
  "keep.runs": "ein Companion läuft mit diesem Datenordner",
  "keep.runs-none": "mit diesem Datenordner läuft gerade kein Companion",
  "keep.again": "Noch einmal angesehen:",
  "keep.stopped": "Angehalten, bevor alles geprüft war.",
  "keep.well": "Alles in Ordnung.",
  "keep.unchecked":
    "Nichts Falsches gefunden, aber {count, plural, one {# Prüfung war} other {# Prüfungen waren}} nicht möglich.",
  "keep.wrong":
    "{count, plural, one {# Problem} other {# Probleme}} zu beheben{unchecked, plural, =0 {} one {, und # Prüfung war nicht möglich} other {, und # Prüfungen waren nicht möglich}}.",
  "keep.can-fix": "openclaw-companion doctor --fix behebt {count} davon.",
  "keep.fix": "{about} beheben",
  "keep.fix-ask": "In {path} steht {from}. Dort in {to} umbenennen?",
  "keep.fix-no-terminal": "unverändert: doctor --fix in einem Terminal ausführen, wo gefragt werden kann",
  "keep.fix-refused": "unverändert, wie gewünscht",
  "keep.fix-failed": "ließ sich nicht beheben: {why}",
  "keep.fixed-mode": "{path} ist jetzt nur für dich (Modus {mode}, vorher {before})",
  "keep.fixed-owner": "{path} gehört jetzt Benutzer {owner} (vorher {before}), und nur er darf sie lesen",
  "keep.fixed-name": "in {path} steht jetzt {to}, wo {from} stand",
};
