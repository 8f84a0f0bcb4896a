import type { Counterexamples, Definition } from "@phasegate/report";
import type { DefinedGates } from "./definition.ts";

/** The gates of the base, as far as they can be known. */
export type BaseGates =
  /** Sources of gates, configuration and kit are byte for byte those of the base. */
  | { readonly kind: "same" }
  /** There were no gates. */
  | { readonly kind: "absent" }
  /** No comparison was wanted. */
  | { readonly kind: "waived" }
  | { readonly kind: "unknown"; readonly why: string; readonly command: string }
  | {
      readonly kind: "known";
      readonly definition: Definition;
      /** The gates to compare with, where they are not those that judge. */
      readonly now?: DefinedGates;
      /** The kit that judges is that of the base: what is equal as data means the same. */
      readonly kit: "same" | "changed";
      /** What the base's own kit says must turn its checks red, on the content of now. */
      readonly counterexamples: Counterexamples;
    };
