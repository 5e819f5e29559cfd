/** Histories 251 to 500: the real engine, the real mutations and the real server, with everything that can go wrong. */
import { histories } from './blocks.ts';

histories(251, 500);
