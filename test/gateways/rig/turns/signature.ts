/**
 * What joins the two ends of a turn without asking the gateway: the sender tags its message, the fake provider signs its
 * answer with the model that wrote it and the tag it answers.
 */
export interface Signature {
  readonly model: string;
  readonly turn: number;
}

export const tagMessage = (text: string, turn: number): string => `${text} (turn ${turn})`;

export const signAnswer = (model: string, turn: number | null): string =>
  `Hello, this is ${model} answering turn ${turn ?? "without a number"}.`;

/** The tag of the newest message in a request, which carries the whole conversation. */
export const lastTurnTag = (body: string): number | null => tagsOf(body).at(-1) ?? null;

/** The tag of the newest message that a user sent himself. */
export const lastSentTag = (body: string): number | null => tagsOf(body).findLast(isSent) ?? null;

const tagsOf = (body: string): readonly number[] => [...body.matchAll(/\(turn (\d+)\)/g)].map(([, tag]) => Number(tag));

/** The signature in a text that reached the user; null for texts no model wrote, and for answers still arriving. */
export function readSignature(text: string, turn: number): Signature | null {
  const found = /Hello, this is (\S+) answering turn (\d+)\./.exec(text);
  return found?.[1] !== undefined && Number(found[2]) === turn ? { model: found[1], turn } : null;
}

/** In a user's message: the model is to hand the task to a subagent. */
export const SPAWN = "SPAWN<<subagent>>";

/** The numbers of the turn that a subagent has for another one, and of the one in which its gateway brings back what came of it. */
export const subagentOf = (turn: number): number => turn + 1_000;
export const returnOf = (turn: number): number => turn + 2_000;
export const isSent = (turn: number | null): boolean => turn !== null && turn < 1_000;
