import type { FakeCall, Json } from "./types.ts";

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export const NOTHING: Answer = { status: 204 };

export const refuse = (status: number, code: number, message: string): Answer => ({ status, body: { code, message } });

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

export const bodyOf = (call: FakeCall): Json => (isJson(call.body) ? call.body : {});
