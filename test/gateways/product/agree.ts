import type { Rig } from "../rig/rig.ts";
import { waitUntil } from "../rig/wait.ts";
import { countsOf, figuresOf, type Figures, type GatewayStatus } from "./status.ts";

/** A turn that ends without a word is known to be over only after some silence. */
const LIMIT = { everyMs: 250, limitMs: 60_000 };

/** What happened, as every window counts it: a test is minutes long, so each of them holds all of it. */
export function truthOf(rig: Rig): Readonly<Record<"1h" | "24h" | "7d", Figures>> {
  const figures = figuresOf(rig.truth());
  return { "1h": figures, "24h": figures, "7d": figures };
}

/**
 * Waits until a status counts what happened, and resolves to the last one it was told. Nothing may be under way
 * meanwhile: throws as soon as more is counted than happened, which is wrong at any moment.
 */
export async function untilAgreed(tell: () => Promise<GatewayStatus>, rig: Rig): Promise<GatewayStatus> {
  const truth = truthOf(rig);
  let told = await tell();
  await waitUntil(async () => {
    told = await tell();
    refuseMore(countsOf(told)["7d"], truth["7d"]);
    return JSON.stringify(countsOf(told)) === JSON.stringify(truth);
  }, LIMIT);
  return told;
}

function refuseMore(told: Figures, truth: Figures): void {
  const isMore = (name: keyof Figures): boolean => told[name] > truth[name];
  if (!FIGURES.some(isMore)) return;
  throw new Error(`more is counted than happened: ${JSON.stringify(told)}, but the truth is ${JSON.stringify(truth)}`);
}

const FIGURES = ["answers", "fallbacks", "unauthorized", "exhausted"] as const;
