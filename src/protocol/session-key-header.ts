/** In which header a request brings the key of its session. By itself, so that the service worker carries no schema. */
export const SESSION_KEY_HEADER = 'X-Session-Key';
