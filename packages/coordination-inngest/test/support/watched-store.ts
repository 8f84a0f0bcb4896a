import type { CoordinationStore } from "../../src/index.ts";

export type Side = "before" | "after";

/** The store, which tells of each call before and after it. */
export function watchedStore(
  store: CoordinationStore,
  tell: (side: Side, call: string) => void,
): CoordinationStore {
  return new Proxy(store, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function" || typeof name !== "string") return member;
      return (...args: unknown[]) => {
        tell("before", name);
        const result: unknown = member.apply(target, args);
        tell("after", name);
        return result;
      };
    },
  });
}
