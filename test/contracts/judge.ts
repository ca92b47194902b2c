import { existsSync } from "node:fs";
import { expect } from "vitest";

/** One outgoing call as a fake recorded it. Form data: the decoded `payload_json`, files as `{ __file: name }`. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
}

interface Verdict {
  readonly ok: boolean;
  readonly errors: readonly string[];
}

interface Validator {
  validate(call: RecordedCall): Verdict;
  validateResponse?(answer: RecordedAnswer): Verdict;
}

/** What a fake answered to a call. */
export interface RecordedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
}

type MakeValidator = (options: { readonly deps: string; readonly strict?: boolean }) => Validator;

const shared = new URL("../../../shared/specs/", import.meta.url);

/** Where the official API documents and their validators lie, when this machine has them beside the checkout. */
const folder = existsSync(new URL("discord-validate.mjs", shared)) ? shared : undefined;

/** False when the API documents are not on this machine: say so with `test.skipIf`, never pass in silence. */
export const judgeIsHere = folder !== undefined;

const loadOnce = (file: string, make: string, strict = true): (() => Promise<Validator | undefined>) => {
  let validator: Promise<Validator | undefined> | undefined;
  const load = async (): Promise<Validator | undefined> => {
    if (folder === undefined) return undefined;
    const module: Readonly<Record<string, MakeValidator>> = await import(new URL(file, folder).href);
    return module[make]?.({ deps: import.meta.url, strict });
  };
  return () => (validator ??= load());
};

const discordValidator = loadOnce("discord-validate.mjs", "makeDiscordValidator");
const looseDiscordValidator = loadOnce("discord-validate.mjs", "makeDiscordValidator", false);
const telegramValidator = loadOnce("telegram-validate.mjs", "makeTelegramValidator");

/** Fails the test when the service's own API document refuses one of these calls. Silent without the documents. */
export const judgeDiscord = async (calls: readonly RecordedCall[]): Promise<void> =>
  expectNoComplaint(calls, judgeCall(await discordValidator()));

/** As {@link judgeDiscord}, for the Bot API; paths are `/bot***` + `/method`. */
export const judgeTelegram = async (calls: readonly RecordedCall[]): Promise<void> =>
  expectNoComplaint(calls, judgeCall(await telegramValidator()));

/** Keeps a stand-in honest: fails the test when Discord would not answer like this. */
export async function judgeDiscordAnswers(answers: readonly RecordedAnswer[]): Promise<void> {
  const validator = await looseDiscordValidator();
  expectNoComplaint(answers, (answer) => validator?.validateResponse?.(answer) ?? FINE);
}

const FINE: Verdict = { ok: true, errors: [] };

const judgeCall =
  (validator: Validator | undefined) =>
  (call: RecordedCall): Verdict =>
    validator?.validate(call) ?? FINE;

function expectNoComplaint<T extends RecordedCall | RecordedAnswer>(
  calls: readonly T[],
  judge: (call: T) => Verdict,
): void {
  const complaints = calls.flatMap((call) => {
    const { ok, errors } = judge(call);
    return ok ? [] : [{ call: `${call.method} ${call.path}`, errors, body: call.body }];
  });
  expect(complaints).toEqual([]);
}
