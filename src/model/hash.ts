import { hash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';

/** sha256 of a text (as UTF-8) or of bytes, in lower-case hex. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** sha256 (hex) of a JSON value, whatever the order of its keys. */
export function hashJson(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/** Short id of a JSON value: the first 16 hex digits of its hash. */
export function contentId(value: unknown): string {
  return hashJson(value).slice(0, 16);
}
