import type { hosts as english } from "../en/hosts.ts";
import type { Translated } from "../translated.ts";

export const hosts: Translated<typeof english> = {
  "host.part":
    "{part, select, folder {der Datenordner} lock {die Sperrdatei} identity {die Geräteidentität} other {die Datenbank}} {path}",
  "host.newer":
    "{file} wurde von einer neueren Version des Companion geschrieben ({why}): jene Version wieder starten, oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.damaged":
    "{file} ist beschädigt ({why}): der Dienst legt die Datei beiseite und beginnt neu; ohne Dienst die Datei selbst wegschieben",
  "host.read-only":
    "{file} ist lesbar, aber nicht beschreibbar ({why}): diesen Benutzer im Ordner schreiben lassen, oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.full":
    "{file} lässt sich nicht schreiben, weil kein Platz mehr da ist ({why}): Platz schaffen, oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.locked":
    "{file} ist von einem anderen Prozess gesperrt ({why}): auf ihn warten oder ihn beenden; auf einer Netzfreigabe ohne Sperren COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.foreign":
    "{file} gehört Benutzer {owner}, und dies ist Benutzer {own}: als jener Benutzer ausführen, diesem den Ordner geben (chown -R), oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.limit":
    "{file} lässt sich nicht öffnen, weil dieser Host keine Dateien oder keinen Speicher mehr hergibt ({why}): die Grenze erhöhen (ulimit -n)",
  "host.silent":
    "{file} antwortet nicht ({seconds} s gewartet): dafür sorgen, dass der Server der Netzfreigabe erreichbar ist, oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.unusable":
    "{file} lässt sich nicht öffnen ({why}): prüfen, ob es eine Datei ist, die dieser Benutzer schreiben darf, in einem Ordner, den es gibt, oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.gone": "{file} {how, select, replaced {wurde ausgetauscht} other {wurde gelöscht oder verschoben}}",
  "host.put-back": "{what}: das Alte zurückbringen, oder neu starten, um von vorn zu beginnen",
  "host.runs-already":
    "ein anderer Companion läuft schon mit {folder}: ihn zuerst anhalten, oder COMPANION_DATA_DIR auf einen anderen Ordner setzen",
  "host.identity":
    "{file} ist nicht lesbar: sie wegschieben, um diesen Companion neu zu koppeln, oder aus einer Sicherung zurückholen",
  "host.listen":
    "COMPANION_HTTP: kein Lauschen auf {at}: {why, select, taken {dort lauscht schon ein anderes Programm; es anhalten oder einen anderen Port wählen} absent {dieser Host hat keine solche Adresse; 127.0.0.1 und 0.0.0.0 gehen immer} forbidden {dieser Benutzer darf dort nicht lauschen; einen Port über 1023 wählen} other {{why}}}",
  "host.in-use": "ein anderer Companion benutzt die Datenbank {name}: ihn zuerst anhalten",
  "host.not-empty":
    "die Datenbank {name} ist nicht leer ({count} Zeilen in {table}): nichts wurde verschoben; in COMPANION_DATABASE_URL eine leere nennen",
  "host.move-stopped":
    "der Umzug in die Datenbank {name} wurde angehalten: nichts wurde verschoben; move-store noch einmal ausführen",
  "host.db-newer":
    "die Datenbank {name} wurde von einer neueren Version des Companion geschrieben ({why}): jene Version wieder starten, oder COMPANION_DATABASE_URL auf eine andere setzen",
  "host.db-older":
    "die Datenbank {name} wird von einem Companion einer älteren Version benutzt ({why}): jenen anhalten, oder warten, bis einer dieser Version im Dienst ist",
  "host.db-too-old": "die Datenbank {name} ist eine zu alte Version ({why}): nötig ist PostgreSQL 14 oder neuer",
  "host.db-read-only":
    "die Datenbank {name} ist lesbar, aber nicht beschreibbar ({why}): den Primärserver nennen, oder COMPANION_DATABASE_URL auf eine andere setzen",
  "host.db-full":
    "die Datenbank {name} lässt sich nicht schreiben, weil ihr Server keinen Platz mehr hat ({why}): dort Platz schaffen",
  "host.db-locked":
    "die Datenbank {name} ist von einer anderen Sitzung gesperrt ({why}): auf sie warten oder sie beenden",
  "host.db-limit":
    "die Datenbank {name} nimmt keine weiteren Sitzungen an oder hat keinen Speicher mehr ({why}): ihre Grenzen erhöhen, etwa max_connections",
  "host.db-unreachable":
    "die Datenbank {name} ist nicht erreichbar ({why}): prüfen, ob sie läuft, und Host und Port in COMPANION_DATABASE_URL",
  "host.db-refused":
    "die Datenbank {name} lässt den Companion nicht hinein ({why}): {mending, select, login {Benutzer und Passwort in COMPANION_DATABASE_URL prüfen} database {diese Datenbank anlegen (createdb) oder ihren Namen in COMPANION_DATABASE_URL berichtigen} schema {dieses Schema anlegen oder search_path in COMPANION_DATABASE_URL berichtigen} rights {die Datenbank und ihre Tabellen einem einzigen Benutzer geben und diesen in COMPANION_DATABASE_URL nennen} encryption {sslmode und sslrootcert in COMPANION_DATABASE_URL prüfen} file {den Pfad dieser Datei in COMPANION_DATABASE_URL berichtigen oder sie für diesen Benutzer lesbar machen} other {Benutzer, Passwort, Datenbank und sslmode in COMPANION_DATABASE_URL prüfen}}",
  "host.db-unusable": "die Datenbank {name} ist nicht benutzbar ({why}): ihr eigenes Log sagt mehr",
  "host.why-newer": "sie hat {names}, diese hier kennt es bis {newest}",
  "host.why-lacks": "ihr fehlt {names}",
  "host.why-release": "sie ist {release}",
  "host.why-replica": "sie ist eine Replik",
  "host.why-closed": "default_transaction_read_only ist an",
  "host.why-no-schema": "kein Schema ihres search_path ist da",
  "host.why-rights": "ihr Benutzer darf {tables} nicht lesen und schreiben",
  "host.why-writes": "ein früherer Companion schreibt weiter",
  "host.why-stranger":
    "der Companion eines anderen Benutzers meldet sich nicht und darf nicht beendet werden; allen denselben Benutzer geben",
  "host.no-folder":
    "{file} ist eine Datei oder liegt unter einer: jene Datei wegschieben, oder COMPANION_DATA_DIR auf einen Ordner setzen",
};
