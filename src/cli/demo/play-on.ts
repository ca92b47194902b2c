import type { Writable } from "node:stream";
import type { Card, Language } from "../../core/card.ts";
import type { CommandCall, CommandReply } from "../../core/command.ts";
import { formatModel } from "../../core/model.ts";
import type { ChatPlatform } from "../../core/platform.ts";
import type { ReportSource } from "../../core/report.ts";
import { SECOND } from "../../core/time.ts";
import type { EmbeddedGateway } from "../../../fake-gateway/gateway.ts";
import { say } from "../../words/say.ts";
import { speakText } from "../../words/speak.ts";
import { sleep } from "../../lib/backoff.ts";

export interface Stage {
  readonly gateway: Pick<EmbeddedGateway, "playTurn">;
  readonly reports: ReportSource;
  readonly output: Writable;
  readonly language: Language;
  readonly signal: AbortSignal;
}

/** A turn is usually read within a tenth of a second; right after a restart of the gateway it takes longer. */
const LOOK = SECOND / 40;
const LOOKS = 400;

/** The platform, with one more turn of the recording played after each answer, so that figures move. */
export const playOn = (platform: ChatPlatform, stage: Stage): ChatPlatform => ({
  ...platform,
  serve(commands, answer, signal) {
    const answerAndPlay = async (call: CommandCall): Promise<CommandReply> => {
      const reply = await answer(call);
      return { ...reply, updates: thenPlay(reply.updates, stage) };
    };
    return platform.serve(commands, Object.assign(answerAndPlay, { ...answer }), signal);
  },
});

async function* thenPlay(updates: CommandReply["updates"], stage: Stage): AsyncGenerator<Card> {
  if (updates) yield* updates;
  if (!stage.signal.aborted) await playOneMore(stage);
}

/** Waits until the companion has read it: whoever asks next is told of this turn too. */
async function playOneMore({ gateway, reports, output, language, signal }: Stage): Promise<void> {
  const before = await countAnswers(reports);
  const { model } = await gateway.playTurn();
  const played = say("shell.demo-played", { who: model === null ? "none" : formatModel(model) });
  output.write(`${speakText(played, language)}\n\n`);
  for (let look = 0; look < LOOKS && !signal.aborted; look += 1) {
    if ((await countAnswers(reports)) > before) return;
    await sleep(LOOK, signal);
  }
}

async function countAnswers(reports: ReportSource): Promise<number> {
  const all = await Promise.all(reports.gateways.map((gateway) => reports.report(gateway)));
  return all.reduce((sum, { counts }) => sum + (counts?.answers["7d"] ?? 0), 0);
}
