/** Things on a screen by their role and name, as people and screen readers find them. */
import type { Page } from 'playwright-core';

type Name = string | RegExp;

export const button = (page: Page, name: Name) => page.getByRole('button', { name, exact: true });
export const link = (page: Page, name: Name) => page.getByRole('link', { name, exact: true });
export const heading = (page: Page, name: Name) => page.getByRole('heading', { level: 1, name, exact: true });
/** The chip of the header, by what it says. */
export const chip = (page: Page, words: Name) =>
  page.getByRole('button', { name: typeof words === 'string' ? `Sending and saving: ${words}` : words });
/** A place of the Main navigation. */
export const place = (page: Page, name: Name) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
