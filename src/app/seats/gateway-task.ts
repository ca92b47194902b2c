import { gatewaySeat } from "../../core/companions.ts";
import type { GatewayId } from "../../core/gateway.ts";
import type { Exchange } from "./exchange.ts";
import type { Task } from "./keeper.ts";
import type { Readers } from "./readers.ts";
import type { SharedWatch } from "./shared-watch.ts";

/** Reading a gateway. Who takes it over is linked to it before. */
export const toGatewayTask = (
  gateway: GatewayId,
  watch: SharedWatch,
  readers: Readers,
  exchange: Pick<Exchange, "settled">,
): Task => ({
  seat: gatewaySeat(gateway),
  begin: () => watch.begin(readers.begin(gateway)),
  async end(by) {
    watch.end(by);
    // What its successor says of it must not be followed by what this one said.
    await Promise.all([readers.end(gateway), exchange.settled(gateway)]);
  },
  prepare() {
    if (readers.isOverdue(gateway)) return "in vain";
    readers.prepare(gateway);
    return readers.isLinked(gateway) ? "ready" : "not yet";
  },
  async unprepare() {
    if (readers.isPrepared(gateway)) await readers.end(gateway);
  },
  isAway: () => watch.link.status().state !== "ready",
  see: (holder) => watch.see(holder),
});
