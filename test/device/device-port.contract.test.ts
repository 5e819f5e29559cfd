import { deviceContract } from '../contract/device-port.ts';
import type { Box } from '../../src/device/database.ts';
import type { TestDevice } from './device-support.ts';
import { makeDevice } from './device-support.ts';

deviceContract('IndexedDB', async () => {
  const first = await makeDevice();
  const tabs: TestDevice[] = [first];
  return {
    port: first.port,
    again: async () => {
      const tab = await makeDevice(first);
      tabs.push(tab);
      return tab.port;
    },
    spoil: async (record) => {
      const box = (await first.db.body.get(record)) as Box;
      box[box.length - 1] = (box.at(-1) ?? 0) ^ 1;
      await first.db.body.put(box, record);
    },
    end: async () => {
      for (const tab of tabs) tab.db.close();
      await first.db.delete();
    },
  };
});
