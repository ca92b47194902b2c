import type { JsonObject } from "../json.ts";

interface Reply {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  /** Seconds since the epoch. */
  readonly createdAt: number;
}

interface StreamEvent extends JsonObject {
  readonly type: string;
}

const USAGE: JsonObject = {
  input_tokens: 1234,
  input_tokens_details: { cached_tokens: 200 },
  output_tokens: 21,
  output_tokens_details: { reasoning_tokens: 5 },
  total_tokens: 1255,
};

/** A finished answer of the Responses API in one piece. */
export function wholeResponse(reply: Reply): JsonObject {
  return { ...opened(reply), status: "completed", output: [message(reply, "completed", reply.text)], usage: USAGE };
}

/** The same answer as the server-sent events of a stream, word by word. */
export function responseStream(reply: Reply): string {
  const part = { item_id: `msg_${reply.id}`, output_index: 0, content_index: 0 };
  const item = message(reply, "completed", reply.text);
  const events: readonly StreamEvent[] = [
    { type: "response.created", response: opened(reply) },
    { type: "response.in_progress", response: opened(reply) },
    { type: "response.output_item.added", output_index: 0, item: message(reply, "in_progress") },
    { type: "response.content_part.added", ...part, part: textPart("") },
    ...reply.text.split(/(?<= )/).map((delta) => ({ type: "response.output_text.delta", ...part, delta })),
    { type: "response.output_text.done", ...part, text: reply.text },
    { type: "response.content_part.done", ...part, part: textPart(reply.text) },
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: wholeResponse(reply) },
  ];
  return toStream(events);
}

interface Call extends JsonObject {
  readonly name: string;
  /** As JSON. */
  readonly arguments: string;
}

/** A model that asks for a tool instead of answering. */
export function callStream(reply: Omit<Reply, "text">, call: Call): string {
  const part = { item_id: `fc_${reply.id}`, output_index: 0 };
  const item = (status: string, text: string): JsonObject => ({
    ...call,
    id: `fc_${reply.id}`,
    type: "function_call",
    status,
    call_id: `call_${reply.id}`,
    arguments: text,
  });
  const done = item("completed", call.arguments);
  const events: readonly StreamEvent[] = [
    { type: "response.created", response: opened(reply) },
    { type: "response.output_item.added", output_index: 0, item: item("in_progress", "") },
    { type: "response.function_call_arguments.delta", ...part, delta: call.arguments },
    { type: "response.function_call_arguments.done", ...part, arguments: call.arguments },
    { type: "response.output_item.done", output_index: 0, item: done },
    { type: "response.completed", response: { ...opened(reply), status: "completed", output: [done], usage: USAGE } },
  ];
  return toStream(events);
}

const toStream = (events: readonly StreamEvent[]): string =>
  events.map((event, sequence_number) => frame({ ...event, sequence_number })).join("");

const frame = (event: StreamEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

const textPart = (text: string): JsonObject => ({ type: "output_text", text, annotations: [] });

const message = ({ id }: Reply, status: string, text?: string): JsonObject => ({
  id: `msg_${id}`,
  type: "message",
  status,
  role: "assistant",
  content: text === undefined ? [] : [textPart(text)],
});

const opened = ({ id, model, createdAt }: Omit<Reply, "text">): JsonObject => ({
  id: `resp_${id}`,
  object: "response",
  created_at: createdAt,
  model,
  status: "in_progress",
  output: [],
  usage: null,
});
