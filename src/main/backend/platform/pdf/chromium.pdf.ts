import { DomainError } from '#shared/kernel/errors.ts';
import type { PdfPrinter } from './pdf.port.ts';

export function chromiumPrinter(): PdfPrinter {
  return {
    async render() {
      throw new DomainError('PDF_UNAVAILABLE');
    },
  };
}
