/** Units that are written after numbers in sentences of the library; a prefix may stand before those with letters. */
const NUMBER_AND_UNIT =
  /(\d\)?) (?=(?:%|°C?|[TGMkmuµμnp]?(?:Ω|Ohm|Hz|V|A|W|S|F|H|C|g|m|s|eV|Ah|Wh)|h|min|d|K|degC|cm)(?![\p{L}\d]))/gu;

/** A sentence in which no number is parted from its unit at the end of a line: `97 %`, `8.667 h`, `1.5 MHz`. */
export function keepUnits(sentence: string): string {
  return sentence.replace(NUMBER_AND_UNIT, '$1\u00a0');
}
