/** Turns a finished print document into a PDF: Electron's printToPDF, or a headless Chromium. */
export interface PdfPrinter {
  /**
   * @param html a whole document made by `printDocument`
   * @param signal stops the rendering
   * @throws DomainError PDF_UNAVAILABLE when no engine can be found
   */
  render(html: string, signal: AbortSignal): Promise<Uint8Array>;
}
