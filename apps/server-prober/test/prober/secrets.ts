/** No shorter part of a secret is told from chance. */
const fragment = 12;

/** What the prober presented and nobody may write down. */
export interface Secrets {
  readonly add: (...texts: readonly string[]) => void;
  readonly count: () => number;
  /** Each fragment of a secret, in any of its encodings, that stands in the text; with what stands around it. */
  readonly within: (text: string) => readonly string[];
}

export function createSecrets(): Secrets {
  const known = new Set<string>();
  return {
    add(...texts) {
      for (const text of texts) known.add(text);
    },
    count: () => known.size,
    within: (text) => leaks(text, [...known].flatMap(encodings)),
  };
}

function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // What is encoded as a part of something longer begins at one of three places.
  const shifted = [0, 1, 2].map((by) => bytes.subarray(by).toString("base64"));
  const url = shifted.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  const hex = bytes.toString("hex");
  return [
    secret,
    [...secret].reverse().join(""),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    hex,
    hex.toUpperCase(),
    ...shifted,
    ...url,
  ];
}

function leaks(text: string, secrets: readonly string[]): readonly string[] {
  const fragments = new Set(secrets.flatMap(fragmentsOf));
  const found = new Set<string>();
  for (let at = 0; at + fragment <= text.length; at += 1) {
    if (!fragments.has(text.slice(at, at + fragment))) continue;
    found.add(text.slice(text.lastIndexOf("\n", at) + 1, at + fragment));
    at = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
  }
  return [...found];
}

function fragmentsOf(secret: string): string[] {
  return Array.from({ length: Math.max(0, secret.length - fragment + 1) }, (_, at) =>
    secret.slice(at, at + fragment),
  );
}
