/**
 * What stands on the tables and keys and is of no use for the first screen, in one file: another one of its own would take
 * the build apart so that more is loaded before that screen.
 */
export { createFollowing } from './following.ts';
export { guard, signedIn } from './guarding.ts';
export { asLeftHere, openOthers } from './other-schools.ts';
export { createProtection } from './protecting.ts';
export { createSharedLeaving, openSharedVault, resumeShared, sharedScope } from './shared-computer.ts';
export { unlocking } from '../queries/unlocking.ts';
export { rememberKey } from '../../device/remember-key.ts';
export { createHalfTyped } from '../../device/half-typed.ts';
export { takeKeys } from '../../device/key-handover.ts';
