import type { ErrorObject } from "ajv";

/** One outgoing call as a stand-in recorded it. Form data: the decoded `payload_json`, files as `{ __file: name }`. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** What a stand-in answered to a call. */
export interface RecordedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
}

/** What is wrong with a call or an answer, a sentence each; empty when nothing is. */
export type Complaints = readonly string[];

const MOST = 8;
/** Of these the reason stands in the branches below. */
const OUTER: ReadonlySet<string> = new Set(["oneOf", "anyOf", "if"]);

export function complaintsOf(errors: readonly ErrorObject[] | null | undefined): Complaints {
  const all = errors ?? [];
  const inner = all.filter(({ keyword, params }) => !OUTER.has(keyword) && params["type"] !== "null");
  const deepest = (inner.length > 0 ? inner : all).toSorted((a, b) => depth(b) - depth(a));
  const lines = deepest.map(({ instancePath, message = "is wrong", params }) =>
    [instancePath || "/", message, params["additionalProperty"], params["allowedValues"]?.join(", ")]
      .filter((part) => part !== undefined)
      .join(" "),
  );
  return [...new Set(lines)].slice(0, MOST);
}

const depth = ({ instancePath }: ErrorObject): number => instancePath.split("/").length;
