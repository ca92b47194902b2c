/** A chat, and a topic inside it when the chat is a forum. */
export interface Place {
  readonly chat: number | string;
  readonly topic?: number;
}

const FORM = /^(-?\d{1,16}|@\w{4,32})(?::(\d{1,10}))?$/;

/** Reads `-100123`, `-100123:TOPIC` or `@channel`. Null for anything else. */
export function readPlace(target: string): Place | null {
  const [, chat, topic] = FORM.exec(target.trim()) ?? [];
  if (chat === undefined) return null;
  const place = { chat: chat.startsWith("@") ? chat : Number(chat) };
  return topic === undefined || Number(topic) === 0 ? place : { ...place, topic: Number(topic) };
}

export const toTarget = ({ chat, topic }: Place): string => (topic === undefined ? `${chat}` : `${chat}:${topic}`);
