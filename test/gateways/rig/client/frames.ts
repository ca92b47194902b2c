import { z } from "zod";

const rpcError = z.looseObject({
  code: z.string().catch("UNKNOWN"),
  message: z.string().catch(""),
  details: z.unknown().optional(),
});
type RpcError = z.infer<typeof rpcError>;

/** A reply as a value: a refusal by the gateway is an outcome, not an exception. */
export type Reply = { readonly ok: true; readonly payload: unknown } | { readonly ok: false; readonly error: RpcError };

const response = z.union([
  z.looseObject({ type: z.literal("res"), id: z.string(), ok: z.literal(true), payload: z.unknown().optional() }),
  z.looseObject({ type: z.literal("res"), id: z.string(), ok: z.literal(false), error: rpcError }),
]);
const event = z.looseObject({ type: z.literal("event"), event: z.string(), payload: z.unknown().optional() });
const frame = z.union([response, event]);

export type EventFrame = z.infer<typeof event>;
export type Frame = z.infer<typeof frame>;

/** Throws on anything that is neither a response nor an event: the protocol has nothing else to say to a client. */
export const readFrame = (text: string): Frame => frame.parse(JSON.parse(text));

export const challenge = z.object({ nonce: z.string(), ts: z.number() });
