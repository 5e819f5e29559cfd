/**
 * What stands in the way of sending, in a sentence, and the one thing to do about it. Said the same in the chip and on
 * "Sending and saving". Nothing of it is an alarm: what is saved stays saved.
 */
import type { SendingFacts } from './house.tsx';

/** The one action that helps. */
export type SendingRemedy = 'send' | 'sign-in' | 'update';

/** A second line of the chip. `short`, its beginning, is what is seen where there is room for two or three words. */
export interface ChipSecond {
  readonly words: string;
  readonly short: string;
}

interface Trouble {
  readonly words: string;
  readonly chip: ChipSecond;
  readonly remedy: SendingRemedy;
}

const TROUBLES: Readonly<Partial<Record<NonNullable<SendingFacts['lastResult']>, Trouble>>> = {
  'no-internet': {
    words: 'No internet. You can keep working.',
    chip: { words: 'No internet. You can keep working.', short: 'No internet' },
    remedy: 'send',
  },
  'not-answering': {
    words: 'The school’s server is not answering. You can keep working.',
    chip: { words: 'No answer from the school’s server. You can keep working.', short: 'No answer' },
    remedy: 'send',
  },
  'signed-out': {
    words: 'Sign in again to send. Nothing is lost.',
    chip: { words: 'Sign in again to send. Nothing is lost.', short: 'Sign in again' },
    remedy: 'sign-in',
  },
  'app-too-old': {
    words: 'A newer version of Fingerpost is needed to send. Nothing is lost.',
    chip: { words: 'Update needed to send. Nothing is lost.', short: 'Update needed' },
    remedy: 'update',
  },
};

/** What stands in the way; null when nothing does. */
export const sendingTrouble = ({ lastResult }: Pick<SendingFacts, 'lastResult'>): Trouble | null =>
  lastResult === null ? null : (TROUBLES[lastResult] ?? null);

/** A change that the server has refused, on the chip. */
export const REFUSED: ChipSecond = { words: 'A change was refused. Nothing is lost.', short: 'A change was refused' };
