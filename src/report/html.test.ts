import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNamer, safeName } from './file-names.js';
import { escapeHtml, html, slug, trusted } from './html.js';

describe('html', () => {
  it('escapes what is put in, and nothing that is markup already', () => {
    const row = html`<td title="${'a "b" & \'c\''}">${'<script>'}${html`<b>${'x<y'}</b>`}${trusted('<i>')}</td>`;
    expect(row.html).toBe('<td title="a &quot;b&quot; &amp; &#39;c&#39;">&lt;script&gt;<b>x&lt;y</b><i></td>');
  });

  it('joins lists and leaves out what is not there', () => {
    expect(html`<p>${['a', html`<br>`, 1]}${null}${undefined}${false}</p>`.html).toBe('<p>a<br>1</p>');
  });

  it('never lets a tag or an attribute end through, whatever the text (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
        expect(slug(text)).toMatch(/^[a-z0-9-]+$/);
      }),
    );
  });

  it('drops control characters, which HTML forbids', () => {
    expect(escapeHtml('a\u0000\u001b[31mb\nc')).toBe('a[31mb\nc');
  });
});

describe('safeName', () => {
  it.each([
    ['S2', 'S2'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a b/c\\d', 'a-b-c-d'],
    ['Übergang', 'Übergang'],
    ['..', 'unnamed'],
    ['CON', '_CON'],
    ['nul.svg', '_nul.svg'],
  ])('%s becomes %s', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('cannot leave its folder (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = safeName(text);
        expect(name).not.toMatch(/[/\\\0:*?"<>|]|^\.|^$/);
      }),
    );
  });
});

describe('fileNamer', () => {
  it('tells equal names apart, without regard to case', () => {
    const name = fileNamer();
    expect([name('a/b'), name('A-b'), name('a b'), name('c')]).toEqual(['a-b', 'A-b-2', 'a-b-3', 'c']);
  });
});
