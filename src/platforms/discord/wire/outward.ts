import type { RESTOptions } from "discord.js";
import { fetch, type BodyInit } from "undici";
import type { Network } from "../../../lib/network.ts";
import { createDialer, type ChooseAgent } from "../../../net/dialer.ts";

type MakeRequest = RESTOptions["makeRequest"];

/** How Discord is reached, besides what discord.js does by itself. */
export interface Outward {
  readonly makeRequest: MakeRequest;
  /** For its socket. */
  readonly choose: ChooseAgent;
}

/** discord.js follows no proxy, and its calls and its socket have nothing in common. */
export async function openOutward(network: Network): Promise<Outward> {
  const dialer = createDialer(network);
  const makeRequest: MakeRequest = async (url, { method = "GET", headers, body, signal }) => {
    const sent = await toBytes(body);
    const given = Object.entries(headers ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return fetch(url, {
      method,
      headers: { ...Object.fromEntries(given), ...(sent.type !== null && { "content-type": sent.type }) },
      body: sent.bytes,
      signal: signal ?? null,
      dispatcher: await dialer.dispatcher(url),
    });
  };
  return { makeRequest, choose: await dialer.prepare() };
}

type Body = Parameters<MakeRequest>[1]["body"];

/** Of a form the bytes and their kind: the forms of one release of undici are unknown to another. */
async function toBytes(body: Body): Promise<{ readonly bytes: BodyInit | null; readonly type: string | null }> {
  if (body === null || body === undefined) return { bytes: null, type: null };
  if (typeof body === "string") return { bytes: body, type: null };
  if (!(body instanceof FormData)) throw new TypeError("discord.js sends texts and forms");
  const form = new Response(body);
  return { bytes: new Uint8Array(await form.arrayBuffer()), type: form.headers.get("content-type") };
}
