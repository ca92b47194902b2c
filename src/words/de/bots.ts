import type { bots as english } from "../en/bots.ts";
import type { Translated } from "../translated.ts";

export const bots: Translated<typeof english> = {
  "bots.shared": "Ein anderes Programm benutzt diesen Bot",
  "bots.shared-why": "{why}. {fix}.",
  "bots.polled":
    "Es liest die Nachrichten des Bots mit demselben Token, also entgeht jedem der beiden, was der andere nimmt",
  "bots.answered": "Es hat mit demselben Token beantwortet, was der Companion hier gefragt wurde",
  "bots.run-one": "Nur ein Companion darf mit diesem Bot laufen, und das Gateway braucht einen eigenen Bot",
  "bots.own": "Der Companion braucht einen eigenen Bot",
  "bots.webhook-gateway":
    "Dieser Bot gehört einem OpenClaw-Gateway, dessen Webhook auf {whose} zeigt: hier kommt nichts an",
  "bots.webhook-again":
    "Das Programm auf {whose} setzt immer wieder einen Webhook für diesen Bot: hier kommt nichts an",
  "bots.webhook-removed":
    "Sein Webhook auf {whose} hat alle Nachrichten genommen; er wurde entfernt, und sie werden wieder hier gelesen",
  "bots.webhook-nowhere": "eine unlesbare Adresse",
  "bots.refused": "Ein Chat wird nicht mehr beantwortet",
  "bots.refused-why": "{why}. Abhilfe: {fix}.",
  "bots.others": "Hier läuft alles weiter.",
};
