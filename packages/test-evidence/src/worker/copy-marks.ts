/** Gives a function that stands in for another what the other carries beside its code: name, length, symbols of its owner. */
export function copyMarks(from: object, to: object): void {
  for (const key of Reflect.ownKeys(from)) {
    const own = Object.getOwnPropertyDescriptor(from, key);
    if (own?.configurable === true) Object.defineProperty(to, key, own);
  }
}
