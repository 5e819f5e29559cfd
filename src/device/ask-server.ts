/** JSON to our server over fetch. */
import { sessionKeyHeader } from './session-key.ts';

/** The answer, whatever it says; null when nothing answers. `app`: the release, which every call names. */
export async function askServer(
  [method, address]: readonly ['POST' | 'PUT', string],
  app: string,
  body: unknown,
): Promise<Response | null> {
  try {
    return await fetch(address, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Client': app, ...sessionKeyHeader() },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch {
    return null;
  }
}
