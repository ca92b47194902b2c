import { spawn, type ChildProcess } from "node:child_process";
import { get } from "node:http";
import { networkInterfaces } from "node:os";
import { connect, type LookupFunction, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { DIRECT } from "../../src/lib/network.ts";
import { createDialer } from "../../src/net/dialer.ts";

const [IPV6, IPV4] = ["::1", "127.0.0.1"];
/** Says its port once it listens; what waits for it beyond one connection gets no answer while it is stopped. */
const LISTENER = `
  const server = require("node:http").createServer((_, response) => response.end("here"));
  server.listen({ port: Number(process.argv[1]), host: process.argv[2], backlog: 1 }, () => console.log(server.address().port));
`;

/** A server of its own process, so that it can be stopped: then its host swallows what is sent to it. */
async function listenOn(host: string, port = 0): Promise<{ readonly process: ChildProcess; readonly port: number }> {
  const process = spawn(globalThis.process.execPath, ["-e", LISTENER, String(port), host]);
  onTestFinished(() => void process.kill("SIGKILL"));
  const said = await new Promise<string>((resolve, reject) => {
    process.stdout.once("data", (data) => resolve(String(data)));
    process.once("exit", () => reject(new Error(`nothing can listen on ${host}`)));
  });
  return { process, port: Number(said) };
}

/** Takes the places of those who wait, until nobody gets through any more. */
async function crowd(host: string, port: number): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const socket = connect({ host, port });
    onTestFinished(() => void socket.destroy());
    if (!(await isConnected(socket))) return;
  }
  throw new Error(`${host} lets everybody in`);
}

const isConnected = (socket: Socket): Promise<boolean> =>
  new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), 300);
    socket.on("error", () => {});
    socket.once("connect", () => {
      clearTimeout(late);
      resolve(true);
    });
  });

/** A name with an address of either kind, as a public service has; IPv6 is the last resort here. */
const both: LookupFunction = (_name, _options, found) =>
  found(null, [
    { address: IPV4, family: 4 },
    { address: IPV6, family: 6 },
  ]);

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === IPV6));

test.skipIf(!hasIpv6)("where a host has a dead IPv6, its slow IPv4 gets more than a quarter of a second", async () => {
  const slow = await listenOn(IPV4);
  const dead = await listenOn(IPV6, slow.port);
  for (const { process } of [slow, dead]) process.kill("SIGSTOP");
  await Promise.all([crowd(IPV4, slow.port), crowd(IPV6, slow.port)]);
  const choose = await createDialer(DIRECT).prepare();
  const address = `http://service.example:${slow.port}/`;
  const answer = new Promise<string>((resolve, reject) => {
    const request = get(address, { agent: choose(address), lookup: both }, (response) => {
      response.setEncoding("utf8").once("data", resolve);
    });
    request.once("error", reject);
    setTimeout(() => slow.process.kill("SIGCONT"), 500);
  });
  await expect(answer).resolves.toBe("here");
});
