/** Credas documents no retries; a few attempts over ten minutes are assumed. In ms, before scaling. */
export const retryDelaysMs = [10_000, 60_000, 540_000] as const;
