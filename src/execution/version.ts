/** Version of Interphase, as in package.json (a test compares them). It is part of every result and of every cache key. */
export const version = '0.1.0';
