import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const font = (file: string): string => pathToFileURL(require.resolve(`@expo-google-fonts/inter/${file}`)).href;

const FONTS = [
  [400, "400Regular/Inter_400Regular.ttf"],
  [500, "500Medium/Inter_500Medium.ttf"],
  [600, "600SemiBold/Inter_600SemiBold.ttf"],
]
  .map(
    ([weight, file]) => `@font-face { font-family: Inter; font-weight: ${weight}; src: url("${font(String(file))}"); }`,
  )
  .join("\n");

/** A page whose title is the height of its `main`, in pixels, once its fonts are there. */
export const toPage = (style: string, main: string): string => `<!doctype html>
<meta charset="utf-8"><title></title>
<style>${FONTS}${style}</style>
<main>${main}</main>
<script>
  document.fonts.ready.then(() => (document.title = document.querySelector("main").offsetHeight + 40));
</script>
`;
