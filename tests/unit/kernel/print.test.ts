import { describe, expect, it } from 'vitest';
import { checkbox, cssString, escapeHtml, html, printDocument, raw, signatureBlock } from '#shared/kernel/print.ts';

describe('html', () => {
  it('escapes what is interpolated, in text and in attributes', () => {
    expect(html`<p title="${'"><script>'}">${"<b>&'"}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</p>',
    );
    expect(escapeHtml('a<b')).toBe('a&lt;b');
  });

  it('keeps HTML as it is, joins lists and leaves out nothing-values', () => {
    expect(html`<ul>${['甲', '<乙>'].map((each) => html`<li>${each}</li>`)}</ul>`.text).toBe(
      '<ul><li>甲</li><li>&lt;乙&gt;</li></ul>',
    );
    expect(html`${null}${undefined}${false}${0}${raw('<i>')}`.text).toBe('0<i>');
  });
});

describe('cssString', () => {
  it('lets no text leave the string or the style element', () => {
    const text = cssString('a"b\\c\n</style><script>');
    expect(text.slice(1, -1)).not.toMatch(/["<>\n]/);
    expect(text).toBe('"a\\000022b\\00005cc\\00000a\\00003c/style\\00003e\\00003cscript\\00003e"');
  });
});

describe('printDocument', () => {
  it('is a document without scripts whose margins carry the given texts', () => {
    const page = printDocument({
      title: '<报告>',
      headerLeft: '表"名',
      footerRight: '指纹',
      body: html`<p>正文</p>`,
      bodyClass: 'rep',
    });
    expect(page).toContain('<title>&lt;报告&gt;</title>');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script/i);
    expect(page).toContain('--hd-l:"表\\000022名";');
    expect(page).toContain('--ft-r:"指纹";');
    expect(page).toContain('<body class="rep">');
    expect(page).toContain('--pg-a:"第 ";');
    expect(printDocument({ title: '', lang: 'en', body: '' })).toContain('--pg-a:"Page ";');
  });

  it('prints signatures and boxes', () => {
    expect(signatureBlock([{ label: '编制', name: '甲<' }, { label: '签发' }]).text).toContain('甲&lt;');
    expect(checkbox('是', true).text).toContain('class="box on"');
    expect(checkbox('否').text).toContain('class="box"');
  });
});
