import { expect } from "vitest";
import { judgeDiscordAnswer, judgeDiscordCall } from "./judge/discord.ts";
import { judgeTelegramCall } from "./judge/telegram.ts";
import type { Complaints, RecordedAnswer, RecordedCall } from "./judge/verdict.ts";

export type { RecordedAnswer, RecordedCall } from "./judge/verdict.ts";

/** Fails the test when Discord's own API description refuses one of these calls. */
export const judgeDiscord = (calls: readonly RecordedCall[]): void => expectNoComplaint(calls, judgeDiscordCall);

/** As {@link judgeDiscord}, for the Bot API; paths are `/bot***` + `/method`. */
export const judgeTelegram = (calls: readonly RecordedCall[]): void => expectNoComplaint(calls, judgeTelegramCall);

/** Keeps a stand-in honest: fails the test when Discord would not answer like this. */
export const judgeDiscordAnswers = (answers: readonly RecordedAnswer[]): void =>
  expectNoComplaint(answers, judgeDiscordAnswer);

function expectNoComplaint<T extends RecordedCall | RecordedAnswer>(
  calls: readonly T[],
  judge: (call: T) => Complaints,
): void {
  const complaints = calls.flatMap((call) => {
    const errors = judge(call);
    return errors.length === 0 ? [] : [{ call: `${call.method} ${call.path}`, errors, body: call.body }];
  });
  expect(complaints).toEqual([]);
}
