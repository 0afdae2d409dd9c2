/**
 * A statistics package finds out by `eval` whether the browser knows generators. The content security policy forbids it
 * and reports it as a violation; every browser the workbench is built for knows them, so the answer is put in instead.
 */
import type { Plugin } from 'vite';

const probe = /[\\/]@stdlib[\\/]assert-has-generator-support[\\/]lib[\\/]main\.js$/;

export function withoutEvalProbes(): Plugin {
  return {
    name: 'interphase:without-eval-probes',
    load: {
      filter: { id: probe },
      handler: () => "'use strict';\nmodule.exports = function hasGeneratorSupport() { return true; };\n",
    },
  };
}
