import type { RepoPath } from "@phasegate/workspace";

/** Where a specifier leads. `missing` is for paths that should lie in the repository and do not. */
export type Resolution =
  | { readonly kind: "module"; readonly path: RepoPath }
  /** A file that is no module: JSON, CSS, WebAssembly, a template. */
  | { readonly kind: "asset"; readonly path: RepoPath }
  /** `specifier` is normalised: built-in modules carry `node:`, a query is kept. */
  | {
      readonly kind: "external";
      readonly specifier: string;
      readonly package: string;
      /** `"."` or `"./fetch"`. */
      readonly subpath: string;
    }
  | { readonly kind: "missing"; readonly specifier: string };

export type Condition = "import" | "require";
