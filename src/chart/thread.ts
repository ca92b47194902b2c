import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { Resvg } from "@resvg/resvg-js";
import { messageOf } from "../lib/message-of.ts";

// The thread that draws: it is sent SVG and sends back PNG, or why there is none.

// Typefaces are the project's own: a picture looks the same on every machine, also on one without any.
const fontFiles = [
  import.meta.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  import.meta.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
  // The Chinese signs that pictures say, and no others: the whole of it would be larger than all the rest.
  import.meta.resolve("#typeface/NotoSansSC-Medium.ttf"),
].map((url) => fileURLToPath(url));
const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter" };

const draw = (svg: string): Uint8Array => new Resvg(svg, { font, fitTo: { mode: "zoom", value: 2 } }).render().asPng();

parentPort?.on("message", (svg: string) => {
  try {
    parentPort?.postMessage(draw(svg));
  } catch (error) {
    parentPort?.postMessage(messageOf(error));
  }
});
