export { createExecutor, type Executor } from "./executor.ts";
export { type ExecutorOptions, type Fault, type Faults, inngestTiming, type Timing } from "./options.ts";
export type { Delivery } from "./protocol/deliver.ts";
export { RegistrationError } from "./protocol/register.ts";
export { signatureOf } from "./protocol/signature.ts";
