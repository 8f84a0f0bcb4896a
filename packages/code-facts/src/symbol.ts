/** A thing that a module gives to others. */
export interface SymbolRef {
  /** Repository path (`apps/server/src/orpc.ts`), workspace package (`@acme/core`) or package specifier (`node:fs`). */
  readonly module: string;
  /** Exported name, `default`, or `*` for the whole module. */
  readonly export: string;
}
