/**
 * Chat templates that were seen to render the same here and in Python, to the byte, over rows of every shape: sha256 (hex) of their text by
 * name. `npm run test:consumers` renders them again. They are the reference templates of TRL's package, and not part of this one.
 */
export const listedTemplates: Readonly<Record<string, string>> = {};
