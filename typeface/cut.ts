// Cuts typeface/NotoSansSC-Medium.ttf out of the whole Noto Sans SC, which has 10 MB: the signs that pictures for readers
// of Chinese need. To be run again when their words change; a test says so:
//
//   npm run typeface
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { chineseSigns } from "./words.ts";

const WHOLE = import.meta.resolve("@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf");
/** Whose it is, and under which licence. */
const NAMES = { preserveNameIds: [0, 13, 14] };

const whole = readFileSync(fileURLToPath(WHOLE));
const cut = await subsetFont(whole, chineseSigns().join(""), { targetFormat: "sfnt", ...NAMES });
writeFileSync(join(import.meta.dirname, "NotoSansSC-Medium.ttf"), cut);
