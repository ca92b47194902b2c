import type { RESTOptions } from "discord.js";
import { request as plain, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request as encrypted } from "node:https";
import { buffer } from "node:stream/consumers";
import type { Network } from "../../../lib/network.ts";
import { createDialer, type ChooseAgent } from "../../../net/dialer.ts";

type MakeRequest = RESTOptions["makeRequest"];

/** How Discord is reached, besides what discord.js does by itself. */
export interface Outward {
  readonly makeRequest: MakeRequest;
  /** For its socket. */
  readonly choose: ChooseAgent;
}

/** discord.js follows no proxy, and its calls and its socket have nothing in common: here both go the same way. */
export async function openOutward(network: Network): Promise<Outward> {
  const choose = await createDialer(network).prepare();
  const makeRequest: MakeRequest = async (url, { method = "GET", headers, body, signal }) => {
    const sent = await toBytes(body);
    const given = Object.entries(headers ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === "string");
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const open = url.startsWith("https:") ? encrypted : plain;
    const request = open(url, {
      agent: choose(url),
      method,
      headers: { ...Object.fromEntries(given), ...sent.headers },
      ...(signal instanceof AbortSignal && { signal }),
    });
    request.on("error", reject).on("response", (reply) => {
      buffer(reply)
        .then((bytes) => toResponse(reply, bytes))
        .then(resolve, reject);
    });
    request.end(sent.bytes);
    return promise;
  };
  return { makeRequest, choose };
}

type Body = Parameters<MakeRequest>[1]["body"];

/** Texts are sent as they are; forms as their bytes, whose kind says where their parts end. */
async function toBytes(
  body: Body,
): Promise<{ readonly bytes: Uint8Array | string; readonly headers: OutgoingHttpHeaders }> {
  if (body === null || body === undefined) return { bytes: "", headers: {} };
  if (typeof body === "string") return { bytes: body, headers: {} };
  if (!(body instanceof FormData)) throw new TypeError("discord.js sends texts and forms");
  const form = new Response(body);
  return {
    bytes: new Uint8Array(await form.arrayBuffer()),
    headers: { "content-type": form.headers.get("content-type") ?? "" },
  };
}

const BODYLESS: ReadonlySet<number> = new Set([204, 205, 304]);

function toResponse(
  { statusCode: status = 0, statusMessage: statusText = "", headers }: IncomingMessage,
  bytes: Uint8Array<ArrayBuffer>,
): Response {
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    [value ?? []].flat().map((one) => [name, one]),
  );
  return new Response(BODYLESS.has(status) ? null : bytes, { status, statusText, headers: given });
}
