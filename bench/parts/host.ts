import { loadRecordings } from "../../test/fakes/gateway.ts";
import { startEmbeddedGateway, type EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { startFakeDiscord } from "../../test/fakes/discord/server.ts";
import { startFakeTelegram } from "../../test/fakes/telegram/server.ts";

// A process of its own that holds gateways and a chat, so that what is measured is the companion alone. Asked by lines
// of JSON on its input, answers each with one on its output.

const [count = "1", broken = "0", sessions = "0", ago = "60000"] = process.argv.slice(2);
const healthy = loadRecordings("2026.9.6", "healthy");
/** Every turn of theirs is refused with 401, and answered by another model. */
const refused = loadRecordings("2026.3.2", "issue-38706");
const TOKEN = "fake-gateway-token";
const gateways: EmbeddedGateway[] = [];
for (let index = 0; index < Number(count); index += 1)
  gateways.push(
    await startEmbeddedGateway({
      ...(index < Number(broken) ? refused : healthy),
      token: TOKEN,
      clock: Date.now,
      newestTurnAgo: Number(ago),
    }),
  );
for (const gateway of gateways)
  for (let session = 0; session < Number(sessions); session += 1)
    await gateway.playTurn({ session: `agent:main:s${session}` });
const telegram = await startFakeTelegram();
const discord = await startFakeDiscord();
/** Messages to the chat: new ones, and those that were changed. */
const said = (): number => telegram.callsOf("sendMessage").length + telegram.callsOf("editMessageText").length;

const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
say({
  urls: gateways.map(({ url }) => url),
  token: TOKEN,
  telegram: telegram.url,
  bot: telegram.token,
  discord: { url: discord.url, token: discord.token },
});

process.stdin.on("data", (data: Buffer) => {
  for (const line of data.toString().split("\n").filter(Boolean)) void answer(line);
});
process.stdin.on("end", () => process.exit(0));

async function answer(line: string): Promise<void> {
  const [word, which] = line.split(" ");
  if (word === "linked") return say({ linked: gateways.filter((one) => one.clients() > 0).length });
  if (word === "requests") {
    const count = gateways.reduce((sum, one) => sum + one.requests.length, 0);
    return say({ requests: count, messages: said(), sent: telegram.callsOf("sendMessage").length });
  }
  if (word === "turn") {
    await gateways[Number(which ?? 0) % gateways.length]?.playTurn({});
    return say({ at: performance.timeOrigin + performance.now() });
  }
}
