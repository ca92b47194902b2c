import type { z } from "zod";
import type { Text } from "../core/card.ts";
import { say } from "../words/say.ts";
import { readCarried } from "./said.ts";
import { password, secret } from "./types.ts";

/** Something wrong with the environment, and the variable it concerns. Never holds a value. */
export interface Problem {
  readonly variable: string;
  /** The variable, or the part of one that holds several: `OPENCLAW_GATEWAYS[0].token`. */
  readonly place: string;
  /** In words that go on after the place. */
  readonly message: Text;
}

/** Where a token is given: a variable, or an entry of a variable that holds several. */
export interface TokenPlace {
  readonly variable: string;
  /** As {@link Problem.place}; what ends in `_FILE`, or `File` in an entry, names its file. */
  readonly place: string;
  readonly filePlace: string;
  /** A password is a line and may hold blanks; a token is one word. */
  readonly isPassword?: true;
  /** What a file must hold, where that is no token. */
  readonly shape?: z.ZodType<string>;
}

export type FindToken = (place: TokenPlace, value: string | undefined, file: string | undefined) => string | null;

/** A variable of its own, whose file is named by another one. */
export const alone = (variable: string): TokenPlace => ({
  variable,
  place: variable,
  filePlace: `${variable}_FILE`,
});

/** Null when no token is given, or when it cannot be read, which `problems` then holds. */
export function readToken(
  { variable, place, filePlace, isPassword, shape }: TokenPlace,
  given: { readonly value: string | undefined; readonly file: string | undefined },
  readFile: (path: string) => string,
  problems: Problem[],
): string | null {
  const complain = (at: string, message: Text): void =>
    void problems.push({ variable: variable === place ? at : variable, place: at, message });
  if (given.value !== undefined && given.file !== undefined) complain(place, say("setting.twice"));
  if (given.value !== undefined || given.file === undefined) return given.value ?? null;
  try {
    // Editors of Windows begin a file with a mark that nobody sees.
    const text = readFile(given.file)
      .replace(/^\uFEFF/, "")
      .trim();
    if (text === "" || (isPassword ? /[\r\n]/ : /\s/).test(text)) {
      complain(filePlace, say("setting.file-one", { what: isPassword ? "password" : "token" }));
      return null;
    }
    const { data, error } = (shape ?? (isPassword ? password : secret)).safeParse(text);
    const what = readCarried(error?.issues[0]?.message) ?? say("setting.file-no-token");
    if (error) complain(filePlace, say("setting.file-holds", { what }));
    return data ?? null;
  } catch (error) {
    complain(filePlace, say("setting.file-unread", { code: codeOf(error) }));
    return null;
  }
}

/** `ENOENT`, or `none`; the message itself may hold more than its code. */
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "none";
