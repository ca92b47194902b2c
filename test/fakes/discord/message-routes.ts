import { type Answer, NOTHING, bodyOf, isJson, refuse } from "./answer.ts";
import { complaint } from "./limits.ts";
import { apiMessage } from "./shapes.ts";
import type { FakeCall, FakeMessage } from "./types.ts";
import { addMessage, list, write, type Pending, type World } from "./world.ts";

export function callback(world: World, id: string | undefined, token: string | undefined, call: FakeCall): Answer {
  const pending = world.pending.get(token ?? "");
  if (pending === undefined || pending.id !== id || pending.expired) return refuse(404, 10_062, "Unknown interaction");
  if (pending.acknowledged) return refuse(400, 40_060, "Interaction has already been acknowledged.");
  const body = bodyOf(call);
  const data = isJson(body["data"]) ? body["data"] : {};
  const wrong = complaint(data);
  if (wrong !== undefined) return refuse(400, 50_035, `Invalid Form Body: ${wrong}`);
  pending.acknowledged = true;
  switch (body["type"]) {
    case 4:
    case 5: {
      const ephemeral = (Number(data["flags"] ?? 0) & 64) !== 0;
      pending.original = addMessage(world, { channelId: pending.channelId, ephemeral, interaction: pending.token });
      pending.original.deferred = body["type"] === 5;
      write(pending.original, data, call.files);
      break;
    }
    case 6:
    case 7:
      pending.original = pending.pressed;
      if (pending.pressed !== undefined) write(pending.pressed, data, call.files);
      break;
    case 8:
      pending.choices = list(data["choices"]);
      break;
    default:
      return refuse(400, 50_035, "Invalid Form Body: type");
  }
  return NOTHING;
}

export function withPending(world: World, token: string | undefined, then: (pending: Pending) => Answer): Answer {
  const pending = world.pending.get(token ?? "");
  if (pending === undefined || !pending.acknowledged) return refuse(404, 10_015, "Unknown Webhook");
  if (pending.expired) return refuse(401, 50_027, "Invalid Webhook Token");
  return then(pending);
}

/** While the bot "is thinking", its first further message goes into the placeholder, whoever sees that. */
export function followUp(world: World, pending: Pending, call: FakeCall): Answer {
  const { original } = pending;
  if (original?.deferred === true && !original.deleted) return edit(world, original, call);
  const wrong = complaint(bodyOf(call));
  if (wrong !== undefined) return refuse(400, 50_035, `Invalid Form Body: ${wrong}`);
  const ephemeral = (Number(bodyOf(call)["flags"] ?? 0) & 64) !== 0;
  const message = addMessage(world, { channelId: pending.channelId, ephemeral, interaction: pending.token });
  write(message, bodyOf(call), call.files);
  return { status: 200, body: apiMessage(world, message) };
}

export const withReply = (
  world: World,
  token: string | undefined,
  id: string | undefined,
  then: (message: FakeMessage) => Answer,
): Answer =>
  withPending(world, token, (pending) => {
    const message = id === "@original" ? pending.original : world.messages.find((one) => one.id === id);
    pending.answered = true;
    return message === undefined || message.deleted ? refuse(404, 10_008, "Unknown Message") : then(message);
  });

/** As the bot itself: what only one reader sees is not there. */
export function withMessage(world: World, id: string | undefined, then: (message: FakeMessage) => Answer): Answer {
  const message = world.messages.find((one) => one.id === id);
  const there = message !== undefined && !message.deleted && !message.ephemeral;
  return there ? then(message) : refuse(404, 10_008, "Unknown Message");
}

export function edit(world: World, message: FakeMessage, call: FakeCall): Answer {
  const wrong = complaint(bodyOf(call));
  if (wrong !== undefined) return refuse(400, 50_035, `Invalid Form Body: ${wrong}`);
  write(message, bodyOf(call), call.files);
  if (!message.deferred) message.edits += 1;
  message.deferred = false;
  return { status: 200, body: apiMessage(world, message) };
}

export function remove(message: FakeMessage): Answer {
  message.deleted = true;
  return NOTHING;
}

const VIEW = 1n << 10n;
const SEND = 1n << 11n;

/** A nonce belongs to the bot, whatever the channel, and outlives its message. */
export function post(world: World, channelId: string | undefined, call: FakeCall): Answer {
  if (channelId === undefined || !world.channels.has(channelId)) return refuse(404, 10_003, "Unknown Channel");
  const denied = world.denied.get(channelId) ?? 0n;
  if ((denied & VIEW) !== 0n) return refuse(403, 50_001, "Missing Access");
  if ((denied & SEND) !== 0n) return refuse(403, 50_013, "Missing Permissions");
  const body = bodyOf(call);
  const wrong = complaint(body);
  if (wrong !== undefined) return refuse(400, 50_035, `Invalid Form Body: ${wrong}`);
  if (list(body["embeds"]).length === 0 && !body["content"] && call.files.length === 0) {
    return refuse(400, 50_006, "Cannot send an empty message");
  }
  const nonce = String(body["nonce"]);
  const known = body["enforce_nonce"] === true ? world.nonces.get(nonce) : undefined;
  if (known?.deleted) return refuse(404, 10_008, "Unknown Message");
  if (known !== undefined) return { status: 200, body: apiMessage(world, known) };
  const reference = isJson(body["message_reference"]) ? body["message_reference"] : {};
  const repliesTo = world.messages.find((one) => one.id === reference["message_id"] && !one.deleted);
  if (repliesTo === undefined && "message_id" in reference && reference["fail_if_not_exists"] !== false) {
    return refuse(400, 50_035, "Invalid Form Body: message_reference");
  }
  const message = addMessage(world, { channelId, ephemeral: false, repliesTo: repliesTo?.id });
  write(message, body, call.files);
  world.nonces.set(nonce, message);
  return { status: 200, body: apiMessage(world, message) };
}
