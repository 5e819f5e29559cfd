/** All planted bugs by name: each removes or bends one rule, or copies a mistake that real implementations make. */
import { DEVICE_BUGS } from './device-bugs.ts';
import type { PlantedBug } from './planted.ts';
import { SERVER_BUGS } from './server-bugs.ts';

export type BugName = keyof typeof DEVICE_BUGS | keyof typeof SERVER_BUGS;

export const BUGS: Readonly<Record<BugName, PlantedBug>> = { ...DEVICE_BUGS, ...SERVER_BUGS };
