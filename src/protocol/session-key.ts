/**
 * The key of a session, which its requests bring from then on.
 *   PUT /api/session/key  sessionKey → 204
 */
import * as z from 'zod/mini';

/** 32 bytes, base64. */
export const sessionKey = z.strictObject({ key: z.string().check(z.minLength(44), z.maxLength(44)) });
