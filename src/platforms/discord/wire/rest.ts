import {
  REST,
  type RateLimitData,
  type RawFile,
  type RequestMethod,
  type RESTOptions,
  type RouteLike,
} from "discord.js";
import { ABORTED, orAborted } from "../../../lib/abort.ts";
import { createBackoff, sleep } from "../../../lib/backoff.ts";
import { createFew } from "../../../lib/few.ts";
import { say } from "../../../words/say.ts";
import { DiscordFailure, REFUSED, toFailure } from "./failure.ts";

interface RestCall {
  readonly method: RequestMethod;
  readonly route: RouteLike;
  readonly body?: object;
  readonly files?: readonly RawFile[];
  readonly query?: Readonly<Record<string, string>>;
  /** Whether the bot's token is shown; interactions bring a token of their own. */
  readonly signed: boolean;
  /** Milliseconds for everything, repetitions and rate limits included. */
  readonly within?: number;
  /** Milliseconds for one try. */
  readonly each?: number;
}

export interface Rest {
  /**
   * Repeats what could not be delivered, with growing pauses and within bounds; the caller sees to it that
   * doing it twice does no harm. Throws {@link DiscordFailure}, and nothing else.
   */
  call(call: RestCall, signal?: AbortSignal): Promise<unknown>;
}

const WITHIN = 30_000;
const EACH = 8_000;
const MOST_ATTEMPTS = 6;
/** A picture is copied several times on its way out. */
const FILES_AT_ONCE = 3;
const LONGEST_RATE_LIMIT = 10_000;

/** Left alone, discord.js waits and repeats without end, or not at all where a connection is cut. */
export const REST_BOUNDS = {
  timeout: EACH,
  retries: 0,
  rejectOnRateLimit: ({ retryAfter, timeToReset, sublimitTimeout }: RateLimitData) =>
    Math.max(retryAfter, timeToReset, sublimitTimeout) > LONGEST_RATE_LIMIT,
} satisfies Partial<RESTOptions>;

export function createRest(options: {
  readonly token: string;
  readonly api: string;
  /** How calls are made; discord.js by itself sends no files once a newer undici is loaded beside its own. */
  readonly makeRequest: RESTOptions["makeRequest"];
  readonly random: () => number;
  /** Called when Discord's own answer refuses the token, which may pass. */
  readonly onRefused: () => void;
  /** The refusal is certain: nothing more is asked with this token. */
  readonly isRefused: () => boolean;
  /** Called with the date of each answer of Discord's own. */
  readonly onDate: (date: string | null) => void;
}): Rest {
  const { makeRequest, onDate } = options;
  const listening: typeof makeRequest = async (...request) => {
    const response = await makeRequest(...request);
    const { headers } = response;
    // A page of something on the way has a clock of its own.
    if (headers.get("content-type")?.includes("json") === true) onDate(headers.get("date"));
    return response;
  };
  const carrying = createFew(FILES_AT_ONCE);
  const rest = new REST({ ...REST_BOUNDS, api: options.api, makeRequest: listening }).setToken(options.token);

  async function attempt(call: RestCall, attempts: number, deadline: AbortSignal): Promise<unknown> {
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(call.each ?? EACH)]);
    try {
      // discord.js sleeps through an abort while it waits for a rate limit; we do not.
      const send = (): Promise<unknown> => rest.request(toRequest(call, signal));
      const answer = await orAborted(call.files === undefined ? send() : carrying(send), signal);
      if (answer === ABORTED) throw new DOMException("no answer in time", "AbortError");
      return answer;
    } catch (error) {
      // discord.js forgets a token at the first 401, whoever sent it.
      rest.setToken(options.token);
      throw toFailure(error, attempts, call.signed);
    }
  }

  async function call(call: RestCall, signal?: AbortSignal): Promise<unknown> {
    const deadline = AbortSignal.any([AbortSignal.timeout(call.within ?? WITHIN), ...(signal ? [signal] : [])]);
    const backoff = createBackoff({ first: 200, most: 5_000, random: options.random });
    for (let attempts = 1; ; attempts++) {
      if (call.signed && options.isRefused()) throw new DiscordFailure("refused", REFUSED, attempts, 401);
      if (signal?.aborted) throw new DiscordFailure("stopped", say("rooms.stopped"), attempts);
      try {
        return await attempt(call, attempts, deadline);
      } catch (error) {
        if (!(error instanceof DiscordFailure)) throw error;
        if (error.kind === "refused") options.onRefused();
        if (error.kind !== "unreachable" || deadline.aborted || attempts === MOST_ATTEMPTS) throw error;
      }
      await sleep(backoff.next(), deadline);
    }
  }

  return { call };
}

const toRequest = (call: RestCall, signal: AbortSignal): Parameters<REST["request"]>[0] => ({
  method: call.method,
  fullRoute: call.route,
  auth: call.signed,
  signal,
  ...(call.body !== undefined && { body: call.body }),
  ...(call.files !== undefined && call.files.length > 0 && { files: [...call.files] }),
  ...(call.query !== undefined && { query: new URLSearchParams(call.query) }),
});
