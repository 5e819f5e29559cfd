/** "Your account" and "Signing in", in one file: apart, they would take the build apart so that more is loaded before the first screen. */
export { Account } from './account.tsx';
export { SigningIn } from './signing-in.tsx';
