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

interface Validator {
  validate(call: RecordedCall): { readonly ok: boolean; readonly errors: readonly string[] };
}

type MakeValidator = (options: { readonly deps: string }) => Validator;

const shared = new URL("../../../shared/specs/", import.meta.url);

/** Where the official API documents and their validators lie, when this machine has them beside the checkout. */
const folder = existsSync(new URL("discord-validate.mjs", shared)) ? shared : undefined;

/** False when the API documents are not on this machine: say so with `test.skipIf`, never pass in silence. */
export const judgeIsHere = folder !== undefined;

const loadOnce = (file: string, make: string): (() => Promise<Validator | undefined>) => {
  let validator: Promise<Validator | undefined> | undefined;
  const load = async (): Promise<Validator | undefined> => {
    if (folder === undefined) return undefined;
    const module: Readonly<Record<string, MakeValidator>> = await import(new URL(file, folder).href);
    return module[make]?.({ deps: import.meta.url });
  };
  return () => (validator ??= load());
};

const discordValidator = loadOnce("discord-validate.mjs", "makeDiscordValidator");
const telegramValidator = loadOnce("telegram-validate.mjs", "makeTelegramValidator");

/** Fails the test when the service's own API document refuses one of these calls. Silent without the documents. */
export const judgeDiscord = async (calls: readonly RecordedCall[]): Promise<void> =>
  expectNoComplaint(await discordValidator(), calls);

/** As {@link judgeDiscord}, for the Bot API; paths are `/bot***` + `/method`. */
export const judgeTelegram = async (calls: readonly RecordedCall[]): Promise<void> =>
  expectNoComplaint(await telegramValidator(), calls);

function expectNoComplaint(validator: Validator | undefined, calls: readonly RecordedCall[]): void {
  if (validator === undefined) return;
  const complaints = calls.flatMap((call) => {
    const verdict = validator.validate(call);
    return verdict.ok ? [] : [{ call: `${call.method} ${call.path}`, errors: verdict.errors, body: call.body }];
  });
  expect(complaints).toEqual([]);
}
