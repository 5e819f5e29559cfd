/** The device in memory keeps the contract of the device port: what the simulator proves holds for the real one too. */
import { deviceContract } from '../contract/device-port.ts';
import { MemoryDevice } from './memory-device.ts';

deviceContract('in memory', async () => {
  const device = new MemoryDevice('33333333-0000-4000-8000-000000000001');
  return {
    port: device.port(),
    again: async () => device.port(),
    spoil: async (record) => device.spoil(record),
    end: async () => undefined,
  };
});
