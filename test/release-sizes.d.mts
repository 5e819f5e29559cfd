/** Types of the measuring of the release, which is plain JavaScript because the gate runs it as it is. */

/** Bytes before the sign-in page, before an adviser's Today (the sign-in page's included), and of the whole release. */
export function releaseSizes(): Promise<{ readonly signIn: number; readonly today: number; readonly release: number }>;
