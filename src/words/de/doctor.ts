import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../translated.ts";

export const doctor: Translated<typeof english> = {
  "doctor.settings": "Einstellungen",
  "doctor.folder": "Datenordner",
  "doctor.ledger": "Datenbank",
  "doctor.identity": "Geräteidentität",
  "doctor.space": "freier Platz",
  "doctor.serving": "im Dienst",
  "doctor.service": "Dienst",
  "doctor.files": "offene Dateien",
  "doctor.gateway": "Gateway {name}",
  "doctor.gateways": "Gateways",
  "doctor.chats": "Chats",
  "doctor.rooms": "Räume",
  "doctor.repair": "Reparatur von {gateway}",
  "doctor.again": "doctor in einer Minute noch einmal ausführen",
  "doctor.not-looked-at": "nicht angesehen",
  "doctor.broke": "die Prüfung selbst ist gescheitert: {why}",
  "doctor.unread-file": "nicht angesehen: sie stehen vielleicht in der Einstellungsdatei, die nicht gelesen wird",
  "doctor.node-old": "{version} ist zu alt",
  "doctor.node-old-fix": "Node {oldest} oder neuer installieren; npm start in einem Checkout bringt ein eigenes mit",
  "doctor.private": "nur du darfst sie lesen",
  "doctor.tokens-open": "andere auf diesem Host können ihre Tokens lesen (Modus {mode})",
  "doctor.line": "Zeile {line} {what}",
  "doctor.outdone": "die Umgebung sagt etwas anderes, und sie gilt, für {names}",
  "doctor.place": "{place}: {what}",
  "doctor.set-up":
    "{count, plural, =1 {Gateway {names}} other {# Gateways ({names})}}; {chats, plural, =0 {kein Chat} other {{labels}}}",
  "doctor.origins":
    "{count} gesetzt: {file} aus .env, {rest} aus der Umgebung{files, plural, =0 {} one {; # davon nennt eine Datei} other {; # davon nennen Dateien}}{missing, select, none {} other {; {missing} gibt es nicht}}",
  "doctor.misspelt": "{name} wird nicht gelesen: es heißt {meant}",
  "doctor.no-setting": "{name} ist keine Einstellung des Companion und wird nicht gelesen",
  "doctor.files-enough": "{allowed} erlaubt, etwa {needed} nötig",
  "doctor.files-few":
    "dieser Host erlaubt {allowed}, und etwa {needed} sind für {gateways} Gateways und die Chats nötig",
  "doctor.files-few-fix": "erhöhen: ulimit -n {limit}, oder LimitNOFILE={limit} in der Unit",
  "doctor.listens": "{at}: vom laufenden Companion belegt",
  "doctor.can-listen": "{at} ist frei",
  "doctor.cannot-listen":
    "{at}: {why, select, taken {dort lauscht schon ein anderes Programm} forbidden {dieser Benutzer darf dort nicht lauschen} absent {dieser Host hat keine solche Adresse} unknown {der Name ist nicht zu finden} other {dort kann nicht gelauscht werden ({why})}}",
  "doctor.cannot-listen-fix":
    "{why, select, taken {in COMPANION_HTTP einen anderen Port wählen} forbidden {in COMPANION_HTTP einen Port über 1023 wählen} other {COMPANION_HTTP berichtigen}}",
  "doctor.clock-good": "Uhr: stimmt mit unserer überein",
  "doctor.clock-off":
    "Uhr: geht {by} {side, select, ahead {vor} other {nach}}, so weit sind Zeiträume und „seit“ falsch",
  "doctor.clock-off-fix": "die Uhren beider Hosts mit NTP stellen (timedatectl set-ntp true)",
  "doctor.clock-host":
    "die Uhr dieses Hosts geht gegenüber der von {label} {by} {side, select, ahead {vor} other {nach}}",
  "doctor.clock-host-fix": "sie stellen, etwa mit NTP (timedatectl set-ntp true)",
  "doctor.linked": "verbunden: {release}, Protokoll {protocol}, Leserecht vorhanden (operator.read)",
  "doctor.release-about": "etwa OpenClaw {version}",
  "doctor.release-untold": "OpenClaw (nennt seine Version nicht)",
  "doctor.silent": "antwortet nicht innerhalb von {seconds} s",
  "doctor.silent-fix": "seine Adresse und das Netz prüfen",
  "doctor.pairing-fix": "{how}; openclaw-companion pair wartet darauf",
  "doctor.host-fix": "das auf diesem Host beheben, dann doctor noch einmal ausführen",
  "doctor.away-fix": "das Gateway starten oder seine Adresse in den Einstellungen berichtigen",
  "doctor.release-old":
    "OpenClaw {version} ist älter als {oldest}, die älteste erprobte Version: es wird gelesen und nie repariert",
  "doctor.release-old-fix": "OpenClaw auf seinem Host aktualisieren: openclaw update",
  "doctor.record":
    "Protokoll: {agents, plural, one {{agents} Agent} other {{agents} Agenten}}, {sessions, plural, one {{sessions} Sitzung} other {{sessions} Sitzungen}}, {said, select, nothing {noch nichts gesagt} other {der neueste Verlauf ist lesbar}}",
  "doctor.log": "Log: lesbar",
  "doctor.unreadable": "{what, select, log {Log} other {Protokoll}}: nicht lesbar ({why})",
  "doctor.unreadable-fix": "ohne das wird nichts gezählt; ins Log des Gateways sehen oder den Companion aktualisieren",
  "doctor.no-identity": "nicht angesehen: der Companion kann sich nicht ausweisen",
  "doctor.no-chats": "keiner ist eingerichtet; status, ask und chat gehen auch ohne",
  "doctor.no-chats-fix": "für run eines von {variables} setzen; openclaw-companion setup fragt danach",
  "doctor.moved": "{setting} nennt {from}, eine Gruppe, die inzwischen eine andere ID hat",
  "doctor.moved-fix": "dort {to} eintragen",
  "doctor.unserved": "{room} bekommt keine Warnungen: für {platform} ist kein Bot eingerichtet",
  "doctor.unserved-fix":
    "diesen Chat wieder in die Einstellungen aufnehmen, oder mit /warnings here einen anderen Raum warnen",
};
