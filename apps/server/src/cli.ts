import { credentialsCommand } from "./credentials/command.ts";

process.exitCode = await credentialsCommand({
  args: process.argv.slice(2),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
