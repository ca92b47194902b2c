import { secret } from "./variables.ts";

/** Something wrong with the environment, and the variable it concerns. Never holds a value. */
export interface Problem {
  readonly variable: string;
  readonly message: string;
}

/** Where a token is given: a variable, or an entry of a variable that holds several. */
export interface TokenPlace {
  readonly variable: string;
  /** The position in the list and the property, such as `0` and `token`. */
  readonly entry?: { readonly index: number; readonly property: string };
}

/** Null when no token is given, or when it cannot be read, which `problems` then holds. */
export function readToken(
  place: TokenPlace,
  given: { readonly value: string | undefined; readonly file: string | undefined },
  readFile: (path: string) => string,
  problems: Problem[],
): string | null {
  if (given.value !== undefined && given.file !== undefined)
    problems.push(toProblem(place, "", "is set twice: as a value and as a file"));
  if (given.value !== undefined || given.file === undefined) return given.value ?? null;
  try {
    const text = readFile(given.file).trim();
    if (secret.safeParse(text).success) return text;
    problems.push(toProblem(place, "File", "the file must hold one token and nothing else"));
  } catch {
    problems.push(toProblem(place, "File", "the file cannot be read; check its path and permissions"));
  }
  return null;
}

function toProblem({ variable, entry }: TokenPlace, suffix: "" | "File", message: string): Problem {
  if (entry) return { variable, message: `entry ${entry.index}.${entry.property}${suffix}: ${message}` };
  return { variable: suffix === "" ? variable : `${variable}_FILE`, message };
}
