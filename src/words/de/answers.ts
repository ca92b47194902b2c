import type { answers as english } from "../en/answers.ts";
import type { Translated } from "../translated.ts";

export const answers: Translated<typeof english> = {
  "answer.no-command": "Diesen Befehl gibt es nicht",
  "answer.not-known": "{command} ist hier nicht bekannt; {help} zeigt, was es gibt.",
  "answer.not-known-meant":
    "{command} ist hier nicht bekannt. Gemeint war vielleicht {meant}? {help} zeigt, was es gibt.",
  "answer.no-button": "Kein Knopf hat die Nummer {number}",
  "answer.no-button-waits": "Gerade wartet kein Knopf. Einen Befehl eingeben; {help} nennt sie.",
  "answer.buttons-wait": "Es warten: {buttons}.",
  "answer.button": "{number} {label}",
  "answer.admins-only": "Das dürfen nur Admins",
  "answer.no-admin":
    "{command} ist für die Admins, die für diesen Bot eingetragen sind; {who} gehört nicht dazu. Wer den Bot betreibt, macht dich mit openclaw-companion setup dazu.",
  "answer.unclear": "Das verstehe ich nicht",
  "answer.usage": "{problem} Aufruf: {usage}",
  "answer.no-option": "„{given}“ ist keine Option dieses Befehls.",
  "answer.no-option-meant": "„{given}“ ist keine Option dieses Befehls. Gemeint war vielleicht „{meant}“?",
  "answer.too-long": "„{option}“ ist zu lang.",
  "answer.missing": "„{option}“ fehlt: {description}.",
  "answer.no-such": "Für {option} gibt es {given} nicht. Bekannt: {known}.",
  "answer.no-such-meant": "Für {option} gibt es {given} nicht. Bekannt: {known}. Gemeint war vielleicht {meant}?",
  "answer.no-meaning": "„{given}“ bedeutet als {option} nichts: {description}.",
  "answer.failed": "Das hat nicht geklappt",
  "answer.failed-why": "{command} ist gescheitert: {why}",
  "answer.moment": "Einen Moment, bitte",
  "answer.much": "Das war viel auf einmal; in einer halben Minute geht es weiter.",
  "answer.busy": "Die letzte Frage wird noch beantwortet.",
  "answer.not-here": "Hier nicht eingerichtet",
  "answer.stranger":
    "Dieser Bot antwortet nur, wo er eingerichtet wurde. Wer ihn betreibt, lässt Leute mit {setup} herein oder öffnet diesen Ort mit {setting}.",
  "answer.stranger-who": "{refusal} Für den Bot bist du {who}.",
  "answer.waiting": "Das Gateway wird gefragt",
  "answer.waiting-for": "Es antwortet seit {time} nicht. Dadurch wurde nichts geändert.",
  "answer.waiting-line": "Das Gateway wird gefragt und antwortet seit einer Sekunde nicht …",
  "answer.code-not-valid":
    "Dieser Code gilt nicht. Ein Code gilt einmal und zehn Minuten lang; openclaw-companion setup gibt einen aus.",
  "answer.code-in-private": "Er gehört an den Bot selbst oder in den Raum, der die Warnungen bekommen soll.",
};
