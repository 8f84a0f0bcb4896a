import type { Key, KeyChange } from "./document.ts";

/** What differs between two keys, sorted by kind and name. */
export function keyChanges(was: Key, is: Key): readonly KeyChange[] {
  const runtime = (key: Key) => ({ node: key.runtime.node, vitest: key.runtime.vitest.join(", ") });
  return [
    ...differences("file", was.inputs, is.inputs),
    ...differences("runtime", runtime(was), runtime(is)),
    ...differences("env", was.env, is.env),
  ];
}

function differences(
  of: KeyChange["of"],
  was: Readonly<Record<string, string | null>>,
  is: Readonly<Record<string, string | null>>,
): readonly KeyChange[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .sort()
    .map((name) => ({ of, name, was: was[name] ?? null, is: is[name] ?? null }))
    .filter((change) => change.was !== change.is);
}
