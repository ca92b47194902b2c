import type { CallbackStore } from "../../core/callbacks.ts";

/** A button's command as it travels through Telegram. */
export interface ButtonCall {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Telegram's limit for callback data. */
const MOST_BYTES = 64;
const DIRECT = "c1|";
const KEPT = "c2|";

const quote = (text: string): string =>
  text.toWellFormed().replaceAll(/[%|=]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const unquote = (text: string): string =>
  text.replaceAll(/%(25|7C|3D)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const write = ({ name, args }: ButtonCall): string =>
  DIRECT + [quote(name), ...Object.entries(args).map(([key, value]) => `${quote(key)}=${quote(value)}`)].join("|");

/** `c1|name|key=value…` when that fits into 64 bytes, else `c2|id` with the whole in the store. */
export async function toCallbackData(call: ButtonCall, store: CallbackStore): Promise<string> {
  const direct = write(call);
  return Buffer.byteLength(direct) <= MOST_BYTES ? direct : KEPT + (await store.keep(direct));
}

/** Null for data that is not ours, or that the store forgot. */
export async function readCallbackData(data: string, store: CallbackStore): Promise<ButtonCall | null> {
  if (!data.startsWith(KEPT)) return readDirect(data);
  const kept = await store.find(data.slice(KEPT.length));
  return kept === null ? null : readDirect(kept);
}

function readDirect(text: string): ButtonCall | null {
  if (!text.startsWith(DIRECT)) return null;
  const [name = "", ...pairs] = text.slice(DIRECT.length).split("|");
  const args = pairs.map((pair) => {
    const [key = "", value = ""] = pair.split("=");
    return [unquote(key), unquote(value)] as const;
  });
  return name === "" ? null : { name: unquote(name), args: Object.fromEntries(args) };
}
