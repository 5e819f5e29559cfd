/**
 * What a backup file says: its header in the clear, and what is sealed after it. The format is told in src/device/backup-file.ts.
 */
import * as z from 'zod/mini';
import { personId, schoolId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { mutation } from './sync.ts';

/** What every backup file says that it is. */
export const BACKUP_FORMAT = 'fingerpost-backup';
/** The only version so far: raised when an older reader could not read what is written. */
export const BACKUP_VERSION = 1;

/** Enough to tell our files from others and newer ones from those that can be read. */
export const anyBackupHeader = z.looseObject({ format: z.literal(BACKUP_FORMAT), version: z.int() });

/** The header of version 1. `memory` in KiB; `body` counts bytes and has their SHA-256 in base64. */
export const backupHeader = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  version: z.literal(BACKUP_VERSION),
  school: schoolId,
  madeAt: instant,
  // The upper bounds keep a file that somebody made up from taking all memory.
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memory: z.int().check(z.gte(64), z.lte(262_144)),
    passes: z.int().check(z.gte(1), z.lte(10)),
    lanes: z.int().check(z.gte(1), z.lte(8)),
    salt: z.string().check(z.regex(/^[A-Za-z0-9+/]{22}==$/)),
  }),
  nonce: z.string().check(z.regex(/^[A-Za-z0-9+/]{16}$/)),
  body: z.strictObject({ bytes: z.int().check(z.nonnegative()), sha256: z.string() }),
});
export type BackupHeader = z.infer<typeof backupHeader>;

/** What is sealed: whose changes, and the changes in the order in which they were saved. */
export const backupContents = z.strictObject({ person: personId, name: z.string(), mutations: z.array(mutation) });
export type BackupContents = z.infer<typeof backupContents>;
