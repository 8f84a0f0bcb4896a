import type { Resolution } from "./resolution.ts";

export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:[/?]|$)/.test(specifier);
}

export function withoutQuery(specifier: string): string {
  return specifier.includes("?") ? specifier.replace(/[?].*$/, "") : specifier;
}

/** What lies outside of the repository. */
export function external(specifier: string): Resolution {
  if (specifier.startsWith("node:")) return { kind: "external", specifier, package: specifier, subpath: "." };
  const { name, subpath } = splitBare(specifier);
  return { kind: "external", specifier, package: name, subpath };
}

/** `@orpc/server/fetch` → `@orpc/server`, `./fetch`. */
export function splitBare(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split("/");
  const count = specifier.startsWith("@") ? 2 : 1;
  const rest = parts.slice(count).join("/");
  return { name: parts.slice(0, count).join("/"), subpath: rest === "" ? "." : `./${rest}` };
}
