/** A module that a test file replaced, as Vitest's mocker was told: its id is an absolute path or a package's name. */
export interface Mocked {
  readonly id: string;
  /** `manual` (a factory), `automock` (or `__mocks__`), `autospy` (implementation kept), `imported` (`vi.importMock`). */
  readonly kind: string;
}

/**
 * By mocker: with `isolate: false`, what one test file replaced stays inside of whatever imported it, for all the files
 * that come after.
 */
const histories = new WeakMap<object, Map<string, Mocked>>();

/**
 * Listens to `vi.mock`, `vi.doMock` and `vi.importMock`, in test and in setup files; all end in the worker's mocker.
 * @returns answers what was replaced in this worker
 * @throws TypeError when there is no mocker to listen to
 */
export function observeMocks(mocker: unknown): () => readonly Mocked[] {
  if (typeof mocker !== "object" || mocker === null)
    throw new TypeError("Vitest's module runner has no mocker");
  const known = histories.get(mocker);
  const history = known ?? new Map<string, Mocked>();
  const tell = (id: unknown, kind: unknown) => {
    const mocked = { id: String(id), kind: String(kind ?? "automock") };
    history.set(`${mocked.kind} ${mocked.id}`, mocked);
  };
  if (known === undefined) {
    histories.set(mocker, history);
    const resolveId = method(mocker, "resolveId");
    before(mocker, "mockPath", (args) => tell(args[1], args[4]));
    beforeAsync(mocker, "importMock", async (args) => {
      const resolved: unknown = await Reflect.apply(resolveId, mocker, args.slice(0, 2));
      tell(Reflect.get(Object(resolved), "id"), "imported");
    });
  }
  return () => [...history.values()];
}

function before(mocker: object, name: string, tell: (args: readonly unknown[]) => void): void {
  const original = method(mocker, name);
  const value = (...args: readonly unknown[]): unknown => {
    tell(args);
    return Reflect.apply(original, mocker, args);
  };
  Object.defineProperty(mocker, name, { value, configurable: true });
}

function beforeAsync(mocker: object, name: string, tell: (args: readonly unknown[]) => Promise<void>): void {
  const original = method(mocker, name);
  const value = async (...args: readonly unknown[]): Promise<unknown> => {
    await tell(args);
    return await Reflect.apply(original, mocker, args);
  };
  Object.defineProperty(mocker, name, { value, configurable: true });
}

function method(mocker: object, name: string): (...args: readonly unknown[]) => unknown {
  const found: unknown = Reflect.get(mocker, name);
  if (typeof found !== "function") throw new TypeError(`Vitest's mocker has no ${name}()`);
  return (...args) => Reflect.apply(found, mocker, args);
}
