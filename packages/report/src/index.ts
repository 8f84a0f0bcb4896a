export * from "./document.ts";
export { toJson } from "./json.ts";
export { type TextOptions, toText } from "./text.ts";
