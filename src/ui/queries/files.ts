/**
 * Giving the person a file. An installed app on an iPad cannot download, but it can share; the share sheet must open
 * inside the tap (transient activation, Web Share Level 2). The file is made on the device; nothing is sent by the app.
 */

/** Shares a file where the device can, as "Share plan" says; else it is downloaded. A share sheet that is closed is no failure. */
export function shareFile(name: string, type: string, content: string): void {
  const file = new File([content], name, { type });
  if (canShare(file)) share(file);
  else download(file);
}

/** Saves a file: as a download, and by the share sheet in an installed app that cannot download. */
export function saveFile(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const file = new File([content], name, { type });
  if (isInstalled() && canShare(file)) share(file);
  else download(file);
}

/** Can this browser share files at all? For showing a button. */
export const canShareFiles = (): boolean => canShare(new File([''], 'page.html', { type: 'text/html' }));

const canShare = (file: File): boolean =>
  typeof navigator.share === 'function' && (navigator.canShare?.({ files: [file] }) ?? false);

function share(file: File): void {
  navigator.share({ files: [file] }).catch((reason: unknown) => {
    if (!(reason instanceof Error && reason.name === 'AbortError')) download(file);
  });
}

const isInstalled = () => matchMedia('(display-mode: standalone)').matches;

function download(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
