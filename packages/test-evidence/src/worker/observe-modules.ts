/** What happened to modules in one worker: with `isolate: false` it serves many test modules. */
class History {
  readonly evaluated = new Set<string>();
  readonly #importedBy = new Map<string, Set<string>>();

  request(importer: string, id: string): void {
    const known = this.#importedBy.get(importer) ?? new Set<string>();
    this.#importedBy.set(importer, known.add(id));
  }

  /** The modules given, those that they import, and so on; evaluated ones only. */
  evaluatedFor(starts: readonly string[]): readonly string[] {
    const seen = new Set(starts);
    for (const id of seen) for (const next of this.#importedBy.get(id) ?? []) seen.add(next);
    return [...seen].filter((id) => this.evaluated.has(id) && isItself(id));
  }
}

const histories = new WeakMap<object, History>();

/** Queries that leave a module the module that it is. Others (`?raw`, `?url`, `?worker`) make something else of its file. */
const harmlessQuery = /^(?:(?:_vitest_original|import|[tv]=[^&]*)(?:&|$))*$/;

/**
 * Listens to Vite's module runner, which evaluates every module that is not mocked away. (What its own graph remembers
 * is taken back by `vi.resetModules`.)
 * @returns answers what was evaluated for some modules. Ids are absolute paths or URLs.
 * @throws TypeError when modules are loaded in another way (`experimental.viteModuleRunner: false`)
 */
export function observeModules(moduleRunner: unknown): (starts: readonly string[]) => readonly string[] {
  if (typeof moduleRunner !== "object" || moduleRunner === null) throw unknownRunner();
  const known = histories.get(moduleRunner);
  const history = known ?? new History();
  if (known === undefined) {
    histories.set(moduleRunner, history);
    listenTo(moduleRunner, history);
  }
  return (starts) => history.evaluatedFor(starts);
}

function listenTo(moduleRunner: object, history: History): void {
  const evaluator: unknown = Reflect.get(moduleRunner, "evaluator");
  if (typeof evaluator !== "object" || evaluator === null) throw unknownRunner();
  listen(evaluator, "runInlinedModule", ([, , module]) => history.evaluated.add(idOf(module)));
  listen(evaluator, "runExternalModule", ([id]) => history.evaluated.add(String(id)));
  const requested = ([, module, importers]: readonly unknown[]) => {
    const importer: unknown = Array.isArray(importers) ? importers.at(-1) : undefined;
    // A mock's factory imports as `mock:…`; it may ask for the original.
    if (typeof importer === "string") history.request(importer.replace(/^mock:/, ""), idOf(module));
  };
  listen(moduleRunner, "cachedRequest", requested);
  listen(moduleRunner, "_cachedRequest", requested);
}

function listen(owner: object, name: string, tell: (args: readonly unknown[]) => void): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== "function") throw unknownRunner();
  const value = (...args: readonly unknown[]): unknown => {
    tell(args);
    return Reflect.apply(original, owner, args);
  };
  Object.defineProperty(owner, name, { value, configurable: true });
}

function idOf(module: unknown): string {
  return String(Reflect.get(Object(module), "id"));
}

function isItself(id: string): boolean {
  const query = id.indexOf("?");
  return query === -1 || harmlessQuery.test(id.slice(query + 1));
}

function unknownRunner(): TypeError {
  return new TypeError(
    "modules are not loaded by Vite's module runner, so that nobody sees which are evaluated",
  );
}
