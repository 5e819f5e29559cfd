/** The name under which the service worker is woken to deliver what is sealed (background sync). */
export const DELIVERY_TAG = 'sealed';
