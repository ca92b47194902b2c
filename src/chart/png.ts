import { fileURLToPath } from "node:url";

/** Draws SVG as PNG, two pixels a unit, in a thread of its own. Rejects when the SVG cannot be read. */
export type Rasterise = (svg: string) => Promise<Uint8Array>;

/** Loads the renderer: only when the first picture is asked for, since most runs never draw one. */
export async function loadRenderer(): Promise<Rasterise> {
  const { renderAsync } = await import("@resvg/resvg-js");
  // Typefaces are the project's own: a picture looks the same on every machine, also on one without any.
  const fontFiles = [
    import.meta.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
    import.meta.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
  ].map((url) => fileURLToPath(url));
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter" };
  return async (svg) => (await renderAsync(svg, { font, fitTo: { mode: "zoom", value: 2 } })).asPng();
}
