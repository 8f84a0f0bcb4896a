import { testsDemand } from "./tests-passed.demand.ts";

/** A matrix demands its tests: a row, a column or a case less, or another outcome, is a test less. */
export const matrixDemand = testsDemand;
