/** What this browser asks the server for itself, signed in or not: is something here to be cleared? */
import type { Result } from '../../domain/result.ts';
import type { DevicesHere } from '../../protocol/holders.ts';
import { devicesHere } from '../../protocol/holders.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** Those of these devices that are to clear themselves. */
export const askWhatToClear = (devices: readonly string[]): Promise<Result<DevicesHere, CallFailure>> =>
  callServer(['POST', '/api/devices/asked'], devicesHere, { devices });

/** They have. */
export const tellCleared = (devices: readonly string[]): Promise<Result<undefined, CallFailure>> =>
  callServer<undefined>(['POST', '/api/devices/cleared'], null, { devices });
