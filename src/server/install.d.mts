/** The types of install.mjs, which is plain JavaScript. */
interface Wanted {
  readonly dev: boolean;
}
export function isInstalled(root: string, wanted: Wanted): boolean;
export function installWhatIsMissing(root: string, wanted: Wanted & { say(words: string): void }): boolean;
