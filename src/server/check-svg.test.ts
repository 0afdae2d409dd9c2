import { describe, expect, it } from 'vitest';
import { renderSvg } from '../figure/render-svg.js';
import { arrheniusPanel, figureOf } from '../figure/test-support/sample-figures.js';
import { checkSvg } from './check-svg.js';

const svg = (body: string, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${body}</svg>`;

describe('checkSvg', () => {
  it('lets figures pass', async () => {
    checkSvg(await renderSvg(figureOf('arrhenius', arrheniusPanel())));
    checkSvg(`\ufeff<?xml version="1.0" encoding="utf-8"?>\n${svg('')}`);
    checkSvg(
      svg('<defs><clipPath id="a"><rect/></clipPath></defs><g clip-path="url(#a)" style="fill:url( \'#b\' )"/>'),
    );
    checkSvg(svg('<image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="1"/>'));
    checkSvg(svg('<text>a = "b" &amp; url(c) &#169;</text>'));
  });

  it('looks at long texts once', () => {
    // Twice as long must not take four times as long: these would be looked at for hours.
    checkSvg(svg(`<text>${'a'.repeat(4_000_000)}</text>`));
    checkSvg(svg(`<rect fill="url(${' '.repeat(4_000_000)}"/>`));
  });

  it.each([
    '',
    'text',
    '<html></html>',
    '<svgx/>',
    '<!DOCTYPE svg><svg></svg>',
    '<?xml-stylesheet href="http://evil.example/a.css"?><svg></svg>',
    svg('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    svg('<!-- -->'),
    svg('<![CDATA[ <script>1</script> ]]>'),
    svg('<script>1</script>'),
    svg('<x:script>1</x:script>'),
    svg('<style>@import url(http://evil.example)</style>'),
    svg('<foreignObject><iframe/></foreignObject>'),
    svg('<g id="a"/><use href="#a"/>'),
    svg('<a href="#x"/>'),
    svg('<image href="http://evil.example/a.png"/>'),
    svg('<image href="/etc/passwd"/>'),
    svg('<image href="a.png"/>'),
    svg("<image xlink:href = 'file:///etc/passwd'/>"),
    svg('<image href="\nhttp://evil.example"/>'),
    svg('<image href="&#104;ttp://evil.example"/>'),
    svg('<image href="data:image/svg+xml;base64,AAAA"/>'),
    svg('<image href="data:image/png;base64,AAAA, file:///x"/>'),
    svg('<rect fill="url(http://evil.example#a)"/>'),
    svg('<rect fill="URL ( \'a.svg#b\')"/>'),
    svg('<rect style="fill:url(a.svg#b)"/>'),
    svg('<rect style="fill:u\\72l(a.svg#b)"/>'),
    svg('<rect style="fill:&#117;rl(a.svg#b)"/>'),
    svg('<rect fill="&#117;rl(a.svg#b)"/>'),
    svg('<rect onload="alert(1)"/>'),
    svg('', ' xml:base="http://evil.example"'),
    svg('< script>'),
  ])('refuses %s', (text) => {
    expect(() => checkSvg(text)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ status: 422 }) }),
    );
  });
});
