import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";

const ANSWERED = "http.client.response.finish";

/**
 * Calls `heard` with the date of each answer to a call with this token, until `work` ends.
 * grammY shows the body of an answer only; Node itself tells of all it gets.
 */
export async function whileListening<T>(
  token: string,
  heard: (date: string | undefined) => void,
  work: () => Promise<T>,
): Promise<T> {
  const own = `/bot${token}/`;
  const listener = (message: unknown): void => {
    if (!isAnswered(message)) return;
    const { request, response } = message;
    // A page of something on the way has a clock of its own.
    if (!request.path.includes(own) || response.headers["content-type"]?.includes("json") !== true) return;
    heard(response.headers.date);
  };
  subscribe(ANSWERED, listener);
  try {
    return await work();
  } finally {
    unsubscribe(ANSWERED, listener);
  }
}

interface Answered {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

const isAnswered = (message: unknown): message is Answered =>
  typeof message === "object" && message !== null && "request" in message && "response" in message;
