export declare function obstacles(
  needs: string | undefined,
  jobs: string | undefined,
  event: string | undefined,
): string[];
