export * from "./document.ts";
export * from "./explanation.ts";
export { type ExplanationTextOptions, explanationToText } from "./explanation-text.ts";
export { toJson } from "./json.ts";
export { type TextOptions, toText } from "./text.ts";
