/**
 * The lists that can be taken away as CSV, opened in LibreOffice: npm run spreadsheet -- [FILE…]
 * With files, those; else lists whose cells begin like formulas, one of each kind that the app writes. A line each; ends
 * with 1 when a cell became a formula or a link, when a text was lost, or when LibreOffice is not there.
 */
import { runnerImport } from 'vite';

const { module } = await runnerImport('./test/spreadsheet/spreadsheet.ts', { configFile: false });
process.exitCode = await module.run(process.argv.slice(2));
