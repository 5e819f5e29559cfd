/** Histories 1 to 250: the real engine, the real mutations and the real server, with everything that can go wrong. */
import { histories } from './blocks.ts';

histories(1, 250);
