/** Histories 1 to 500: the real engine, the real mutations and the real server, with everything that can go wrong. */
import { histories } from './blocks.ts';

histories(1, 500);
