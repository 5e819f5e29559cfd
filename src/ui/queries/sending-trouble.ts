/**
 * What stands in the way of sending, in a sentence, and the one thing to do about it. Said the same in the chip and on
 * "Sending and saving". Nothing of it is an alarm: what is saved stays saved.
 */
import type { SendingFacts } from './house.tsx';

/** The one action that helps. */
export type SendingRemedy = 'send' | 'sign-in' | 'update';

interface Trouble {
  /** For the chip: its first sentence must be enough where there is little room. */
  readonly words: string;
  readonly remedy: SendingRemedy;
}

const TROUBLES: Readonly<Partial<Record<NonNullable<SendingFacts['lastResult']>, Trouble>>> = {
  'no-internet': { words: 'No internet. You can keep working.', remedy: 'send' },
  'not-answering': { words: 'The school’s server is not answering. You can keep working.', remedy: 'send' },
  'signed-out': { words: 'Sign in again to send. Nothing is lost.', remedy: 'sign-in' },
  'app-too-old': { words: 'A newer version of Fingerpost is needed to send. Nothing is lost.', remedy: 'update' },
};

/** What stands in the way; null when nothing does. */
export const sendingTrouble = ({ lastResult }: SendingFacts): Trouble | null =>
  lastResult === null ? null : (TROUBLES[lastResult] ?? null);

/** A change that the server has refused, on the chip. */
export const REFUSED_WORDS = 'A change was refused. Nothing is lost.';
