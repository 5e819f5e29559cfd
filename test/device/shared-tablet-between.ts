/** What the windows of the shared tablet have between them: channels, locks, and word of what is noted in local storage. */

interface Ended {
  readonly isOver: boolean;
}

/** The parts of a lock request that the app uses. */
interface Asking {
  readonly mode?: 'shared' | 'exclusive';
  readonly ifAvailable?: boolean;
  readonly signal?: AbortSignal;
}
type Work = (lock: object | null) => Promise<unknown>;

/** Of one browser. A window that has ended holds nothing and hears nothing; one that is asleep hears nothing. */
export class BetweenWindows {
  /** The window that is asleep: what is said to it meanwhile it never hears. */
  asleep: Ended | null = null;
  readonly #channels = new Set<{ readonly name: string; readonly owner: Ended; readonly target: EventTarget }>();
  readonly #held = new Set<{ readonly name: string; readonly owner: Ended; readonly mode: string }>();

  /** The class as a page has it. */
  channelOf(owner: Ended): new (name: string) => EventTarget {
    const channels = this.#channels;
    const hears = (who: Ended) => !who.isOver && who !== this.asleep;
    return class extends EventTarget {
      readonly #own;
      constructor(name: string) {
        super();
        this.#own = { name, owner, target: this };
        channels.add(this.#own);
      }
      postMessage(data: unknown) {
        if (owner.isOver) return;
        for (const one of channels)
          if (one.name === this.#own.name && one !== this.#own)
            setImmediate(() =>
              hears(one.owner) ? one.target.dispatchEvent(new MessageEvent('message', { data })) : null,
            );
      }
      close() {
        channels.delete(this.#own);
      }
    };
  }

  /** As a page has them. Who waits looks again and again: nobody is quick here. */
  locksOf(owner: Ended): object {
    const isFree = (name: string, mode: string) =>
      ![...this.#held].some(
        (one) => !one.owner.isOver && one.name === name && (mode !== 'shared' || one.mode !== 'shared'),
      );
    return {
      query: async () => ({ held: [...this.#held].filter((one) => !one.owner.isOver) }),
      request: async (name: string, ...rest: [Work] | [Asking, Work]) => {
        const { mode = 'exclusive', ifAvailable = false, signal }: Asking = rest.length === 1 ? {} : rest[0];
        const work = rest.at(-1) as Work;
        while (!isFree(name, mode)) {
          if (ifAvailable) return work(null);
          if (signal?.aborted) throw signal.reason;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        const lock = { name, owner, mode };
        this.#held.add(lock);
        return work(lock).finally(() => this.#held.delete(lock));
      },
    };
  }
}
