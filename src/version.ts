/** The package's version: part of what decides a build's bytes. A test holds it to package.json. */
export const VERSION = '0.1.0';
