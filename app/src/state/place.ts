/** What the main part of the page shows, kept in the address so that "back" works and a view can be bookmarked. */
export type Place =
  | { readonly view: 'study' }
  | { readonly view: 'analysis'; readonly id: string }
  | { readonly view: 'recording'; readonly path: string }
  | { readonly view: 'compare'; readonly figure?: string; readonly analyses?: readonly string[] }
  | { readonly view: 'report' }
  | { readonly view: 'source' };

/** As the fragment of an address, without `#`: `/analysis/conductivity`. */
export function placeToHash(place: Place): string {
  switch (place.view) {
    case 'analysis':
      return `/analysis/${encodeURIComponent(place.id)}`;
    case 'recording':
      return `/recording/${encodeURIComponent(place.path)}`;
    case 'compare': {
      const fields = new URLSearchParams();
      if (place.figure !== undefined) fields.set('figure', place.figure);
      for (const id of place.analyses ?? []) fields.append('analysis', id);
      return `/compare${fields.size === 0 ? '' : `?${fields}`}`;
    }
    default:
      return `/${place.view}`;
  }
}

/** The place an address names; the study where it names none that there is. */
export function placeFromHash(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, view = '', ...rest] = path.split('/');
  const argument = decode(rest.join('/'));
  switch (view) {
    case 'analysis':
      return argument === '' ? { view: 'study' } : { view, id: argument };
    case 'recording':
      return argument === '' ? { view: 'study' } : { view, path: argument };
    case 'compare': {
      const fields = new URLSearchParams(query);
      const figure = fields.get('figure');
      const analyses = fields.getAll('analysis');
      return {
        view,
        ...(figure === null ? {} : { figure }),
        ...(analyses.length === 0 ? {} : { analyses }),
      };
    }
    case 'report':
    case 'source':
      return { view };
    default:
      return { view: 'study' };
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
