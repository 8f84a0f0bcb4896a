/**
 * Ends the process with the exit code that was set, as soon as everything is printed. Ending by itself, Node would first
 * finish what V8 has begun beside the program: collecting garbage and optimising code that nobody runs any more. What could
 * not be printed is no success, unless nobody wanted the rest of it (`| head`).
 */
export function leave() {
  process.stdout.write("", (lost) => {
    if (lost && !("code" in lost && lost.code === "EPIPE")) {
      process.exitCode ||= 2;
      process.stderr.write(`phasegate: blocked: what was found cannot be printed: ${lost.message}\n`);
    }
    process.stderr.write("", () => process.exit());
  });
}
