/** Style sheet of a print document for a shadow tree, where `:root`, `html` and `body` mean nothing: host and paper stand for them. */
export const shadowCss = (css: string): string =>
  css
    .replace(/:root\b/g, ':host')
    .replace(/(^|[\s{},])html(?=\s*\{)/g, '$1:host')
    .replace(/(^|[\s{},])body(?=\s*\{)/g, '$1.paper');
