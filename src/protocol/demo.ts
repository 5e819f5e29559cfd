/**
 * Trying the demo school (POST /api/demo/session, see accounts.ts). By itself, so that the app, which needs the names alone,
 * does not carry the schema.
 */
import * as z from 'zod/mini';

/** Whom to try the demo school as. */
export const demoPart = z.enum(['adviser', 'tutor', 'pupil', 'leader', 'pastoral', 'subject', 'senior', 'admin']);
export type DemoPart = z.infer<typeof demoPart>;
/** Signing in to the demo school, with no password. */
export const demoSignIn = z.strictObject({ as: demoPart });
