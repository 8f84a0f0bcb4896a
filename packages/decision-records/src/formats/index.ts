import type { Format } from "../format.ts";
import bullets from "./bullets.ts";
import register from "./register.ts";

export const formats: readonly Format[] = [bullets, register];
