/** What works without internet: whether the app is all here, and whether the browser believes that there is internet: that only for saying beforehand that something will not work, never for forbidding it. */
import { useEffect, useState } from 'preact/hooks';
import { useHouse } from './house.tsx';

/** Whether every file of the app is on this device, so that any screen opens without internet. */
export function useAppKept(): boolean {
  const { appKept } = useHouse();
  const [kept, setKept] = useState(appKept.now());
  useEffect(() => {
    const look = () => setKept(appKept.now());
    look();
    return appKept.subscribe(look);
  }, [appKept]);
  return kept;
}

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
