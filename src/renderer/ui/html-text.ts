/** Text inside the HTML of a chart's tooltip. */
export const htmlText = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
