import { encode } from 'uqr';

/**
 * A QR code as rows of dark and light modules.
 * @param payload ASCII only: readers take other characters for Shift-JIS
 */
export function qrModules(payload: string): boolean[][] {
  if (/[^\x20-\x7e]/.test(payload)) throw new RangeError('QR payload must be ASCII');
  return encode(payload, { ecc: 'M', border: 0 }).data;
}
