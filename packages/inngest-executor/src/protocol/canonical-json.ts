import canonicalize from "canonicalize";

/** JSON of RFC 8785, which is what signatures are made over. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("only a value that JSON can hold is signed");
  return text;
}
