/** A module that a test file replaced, as Vitest's mocker was told: its id is an absolute path or a package's name. */
export interface Mocked {
  readonly id: string;
  /** `manual` (a factory), `automock`, `autospy` (implementation kept) or `redirect` (`__mocks__`). */
  readonly kind: string;
}

const listening = new WeakMap<object, (mocked: Mocked) => void>();

/** Listens to `vi.mock` and `vi.doMock`, which both end in `mockPath` of the worker's mocker. */
export function observeMocks(mocker: unknown, tell: (mocked: Mocked) => void): void {
  if (typeof mocker !== "object" || mocker === null) return;
  const known = listening.has(mocker);
  listening.set(mocker, tell);
  if (known) return;
  const mockPath: unknown = Reflect.get(mocker, "mockPath");
  if (typeof mockPath !== "function") throw new TypeError("Vitest's mocker has no mockPath()");
  const watching = (...args: readonly unknown[]): unknown => {
    listening.get(mocker)?.({ id: String(args[1]), kind: String(args[4] ?? "automock") });
    return Reflect.apply(mockPath, mocker, args);
  };
  Object.defineProperty(mocker, "mockPath", { value: watching, configurable: true });
}
