import { refuse } from './refusal.js';

/** What drawings are made of. Scripts, styles, other pages, and what multiplies itself (`use`, `pattern`) are none. */
const elements = new Set(
  (
    'svg g defs clipPath path rect line circle ellipse polyline polygon text tspan title desc image ' +
    'linearGradient radialGradient stop'
  ).split(' '),
);

/**
 * Refuses what is no SVG of a figure: anything but drawing, and everything that names something outside of itself. The
 * text is judged as it stands, comments included, so that nothing hides in a way that parsers read differently.
 *
 * @throws a refusal (422) that says what is the matter
 */
export function checkSvg(svg: string): void {
  const text = svg.replace(/^\ufeff?\s*(<\?xml [^<>?]*\?>\s*)?/, '');
  if (!/^<svg[\s>]/.test(text)) throw refused('it does not begin with <svg');
  // Document types bring entities, processing instructions bring style sheets, CDATA hides markup.
  if (/<[!?]/.test(text)) throw refused('it holds a declaration, a comment, CDATA or a processing instruction');
  for (const [, name] of text.matchAll(/<\/?([^\s/>]*)/g)) {
    if (!elements.has(name!)) throw refused(`it holds the element <${name!.slice(0, 40)}>`);
  }
  for (const [, name, , value] of text.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(["'])(.*?)\2/gs)) {
    if (/(^|:)(href|src|base)$/i.test(name!) && !/^#|^data:image\/(png|jpeg);base64,[\w+/=\s]*$/.test(value!)) {
      throw refused(`its attribute ${name} leads outside`);
    }
    if (/^on/i.test(name!)) throw refused(`it holds the script ${name}`);
    // Escapes could spell url( in another way.
    if (/\\|&#/.test(value!)) throw refused(`its attribute ${name} is not plain`);
    if (/url\s*\(\s*(?:["']\s*)?(?!#)[^\s"']/i.test(value!)) throw refused(`its attribute ${name} leads outside`);
  }
}

function refused(why: string): Error {
  return refuse({
    status: 422,
    code: 'unsafe-svg',
    message: `this is no SVG of a figure: ${why}`,
    hint: 'save the figure as SVG instead',
  });
}
