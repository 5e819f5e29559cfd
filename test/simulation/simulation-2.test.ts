/** Histories 501 to 1,000: the real engine, the real mutations and the real server, with everything that can go wrong. */
import { histories } from './blocks.ts';

histories(501, 1000);
