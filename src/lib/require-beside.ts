import { createRequire } from "node:module";
import { extname } from "node:path";

/** Loads modules at once when they are first wanted. What is built of them has the same names, beside what wants them. */
export function requireBeside(url: string): (path: string) => ReturnType<NodeJS.Require> {
  const require = createRequire(url);
  return (path) => require(`${path}${extname(url)}`);
}
