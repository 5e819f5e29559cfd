/** Whether the browser believes that there is internet: only for saying beforehand that something will not work, never for forbidding it. */
import { useEffect, useState } from 'preact/hooks';

/** False when the browser is sure that there is none. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}
