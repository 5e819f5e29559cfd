/** A newer version of the app, asked for by a person. */
export { updateNow } from '../../device/update-now.ts';
