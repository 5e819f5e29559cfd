/**
 * Fetches the newest version and starts it: when the person asks, so the reload is theirs. False: there is none to be had
 * (no network, or the school's server has no newer one).
 */
export async function updateNow(reload: () => void = () => location.reload()): Promise<boolean> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registration = await workers?.getRegistration();
  const found = await registration?.update().then(
    () => registration,
    () => undefined,
  );
  const worker = found?.waiting ?? found?.installing;
  if (!workers || !worker) return false;
  workers.addEventListener('controllerchange', reload, { once: true });
  // A worker has no other origin than its page.
  const takeOver = () => worker.postMessage({ type: 'SKIP_WAITING' }, []);
  worker.addEventListener('statechange', () => (worker.state === 'installed' ? takeOver() : undefined));
  if (worker.state === 'installed') takeOver();
  return true;
}
