import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/server/store/store.ts';
import { openStore } from '../../src/server/store/store.ts';
import { storeContract } from '../contract/store.ts';

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-store-'));
  const open: Store[] = [];
  const again = async () => {
    const store = openStore(join(folder, 'fingerpost.db'));
    open.push(store);
    return store;
  };
  return {
    store: await again(),
    again,
    end: async () => {
      for (const store of open) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
