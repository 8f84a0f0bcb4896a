/** Things that can be thrown, and what is recorded of each. */
export const hostileValues: readonly {
  readonly name: string;
  readonly value: unknown;
  readonly says: string;
}[] = [
  { name: "undefined", value: undefined, says: "undefined" },
  { name: "null", value: null, says: "null" },
  { name: "a text", value: "broken", says: "broken" },
  { name: "a number", value: 42, says: "42" },
  { name: "a symbol", value: Symbol("why"), says: "Symbol(why)" },
  { name: "an object", value: { code: 7 }, says: '{"code":7}' },
  { name: "a function", value: Math.max, says: "function max() { [native code] }" },
  { name: "a very long text", value: "x".repeat(100_000), says: "x".repeat(1_000) },
  { name: "a text that no store keeps", value: "a\0b\uD800c", says: "a\uFFFDb\uFFFDc" },
  {
    name: "an object that cannot be written",
    value: {
      toJSON() {
        throw new Error("no");
      },
    },
    says: "a value that cannot be described (object, and describing it threw object)",
  },
  {
    name: "an error whose message throws",
    value: Object.defineProperty(new Error(), "message", {
      get() {
        throw new Error("no");
      },
    }),
    says: "a value that cannot be described (object, and describing it threw object)",
  },
  {
    name: "a proxy that refuses everything",
    value: new Proxy(
      {},
      new Proxy(
        {},
        {
          get() {
            throw "no";
          },
        },
      ),
    ),
    says: "a value that cannot be described (object, and describing it threw string)",
  },
  {
    name: "a revoked proxy",
    value: revoked(),
    says: "a value that cannot be described (object, and describing it threw object)",
  },
];

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
